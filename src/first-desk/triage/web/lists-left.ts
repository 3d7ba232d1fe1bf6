import { checkForm } from '../../../foundation/platform/web/index.js';
import { InboxQuery } from './inbox.form.js';
import { inboxAddress } from './inbox-address.js';

/** The cookie that keeps from which list each request was opened. It holds codes, dates and ids, and no name. */
export const LISTS_COOKIE = 'marelle-listes';

/** How many requests are remembered: enough for the tabs of one person. */
const MOST_KEPT = 8;

/** The filters and the page of a list, as they stand in its address. */
const queryOf = (address: string): string => address.split('?')[1] ?? '';

/** The address of a request that was found in a list. */
export const foundAt = (requestId: string, list: string): string => {
  const query = queryOf(list);
  return `/rpe/demandes/${requestId}${query === '' ? '' : `?liste=${encodeURIComponent(query)}`}`;
};

/** The value of the cookie once a request was opened from a list. */
export function keepList(cookie: string | undefined, requestId: string, list: string): string {
  const others = entriesOf(cookie).filter(([id]) => id !== requestId);
  return [...others.slice(1 - MOST_KEPT), [requestId, list]].map((entry) => entry.join('~')).join('|');
}

/** The address of the list from which a request was opened; the whole inbox where nobody knows it. */
export function listLeft(cookie: string | undefined, requestId: string): string {
  const [, kept = ''] = entriesOf(cookie).find(([id]) => id === requestId) ?? [];
  const query = checkForm(InboxQuery, Object.fromEntries(new URLSearchParams(kept)));
  return query.ok ? inboxAddress(query.value) : '/rpe';
}

function entriesOf(cookie: string | undefined): [string, string][] {
  return (cookie ?? '').split('|').flatMap((entry): [string, string][] => {
    const at = entry.indexOf('~');
    return at < 1 ? [] : [[entry.slice(0, at), entry.slice(at + 1)]];
  });
}
