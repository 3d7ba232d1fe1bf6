import { checkForm, listWithPlace, readList } from '../../../foundation/platform/web/index.js';
import { inboxAddress } from './inbox-address.js';
import { InboxQuery } from './inbox.form.js';

/** The place of an emergency that stands above the order of the inbox. */
export const ABOVE = 'urgence';

/**
 * The address of a request that was found in a list.
 * @param place what it stands by in the order of the list; absent where it was found beside it
 */
export const foundAt = (requestId: string, list: string, place?: string | null): string => {
  const query = place === undefined ? (list.split('?')[1] ?? '') : listWithPlace(list, place);
  return `/rpe/demandes/${requestId}${query === '' ? '' : `?liste=${encodeURIComponent(query)}`}`;
};

/** The filters of a list that was kept; those of the whole inbox where nobody knows them. */
export function filtersLeft(kept: string | undefined): { query: InboxQuery; place: string | null | undefined } {
  const { filters, value } = readList(kept ?? '');
  const query = checkForm(InboxQuery, filters);
  return query.ok ? { query: query.value, place: value } : { query: {}, place: undefined };
}

/** The address of the list from which a request was opened; the whole inbox where nobody knows it. */
export const addressLeft = (kept: string | undefined): string => inboxAddress(filtersLeft(kept).query);
