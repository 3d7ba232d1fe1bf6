import type { InboxFilter, InboxRow, InboxOrder } from '../../../dossier/dossier/index.js';
import { listAddress, placeWritten, readPlace } from '../../../foundation/platform/web/index.js';
import type { InboxQuery, InboxSearch } from './inbox.form.js';

/** The address of the inbox with these filters. It can hold no name. */
export const inboxAddress = (query: InboxQuery & { readonly text?: never }): string => listAddress('/rpe', query);

/** The address under which these filters are kept: not what was searched for, nor which page is shown. */
export function addressToKeep({ text: _text, searched: _key, after: _page, order, ...filters }: InboxSearch): string {
  return inboxAddress({ ...filters, ...(order === 'due' ? {} : { order }) });
}

const VALUES: Readonly<Record<InboxOrder, (row: InboxRow) => string | null>> = {
  due: ({ nextActDue }) => nextActDue,
  received: ({ submittedAt }) => submittedAt,
  latest: ({ submittedAt }) => submittedAt,
  wanted: ({ wantedFrom }) => wantedFrom,
  born: ({ birthDate }) => birthDate,
};

/** What a row stands by in the order of the list. */
export const valueIn = (row: InboxRow, order: InboxOrder = 'due'): string | null => VALUES[order](row);

/** Where the list goes on after a row, as its address says it. */
export const placeAfter = (row: InboxRow, order?: InboxOrder): string =>
  placeWritten({ value: valueIn(row, order), id: row.id });

/** What the desk reads with these filters. */
export function filterOf({
  state,
  commune,
  establishment,
  owner,
  text,
  nextAct,
  dueFrom,
  dueBy,
  order,
  after: place,
}: InboxSearch): InboxFilter {
  const after = readPlace(place);
  return {
    ...(state ? { state } : {}),
    ...(commune ? { communeCode: commune } : {}),
    ...(establishment ? { providerIds: [establishment] } : {}),
    ...(owner ? { owner } : {}),
    ...(text ? { text } : {}),
    ...(nextAct ? { act: nextAct } : {}),
    ...(dueFrom ? { dueFrom } : {}),
    ...(dueBy ? { dueBy } : {}),
    ...(order ? { order } : {}),
    ...(after ? { after } : {}),
  };
}
