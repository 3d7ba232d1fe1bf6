import type { AfterRow, InboxFilter, InboxRow, InboxOrder } from '../../../dossier/dossier/index.js';
import type { InboxQuery, InboxSearch } from './inbox.form.js';

/** The filters that were given, by name. */
export const filled = (query: InboxSearch): [string, string][] =>
  Object.entries(query as Record<string, string | undefined>).flatMap(([name, value]) =>
    value ? [[name, value]] : [],
  );

/** The address of the inbox with these filters. It can hold no name. */
export const inboxAddress = (query: InboxQuery & { readonly text?: never }): string => {
  const entries = filled(query);
  return entries.length === 0
    ? '/rpe'
    : `/rpe?${entries.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
};

const VALUES: Readonly<Record<InboxOrder, (row: InboxRow) => string | null>> = {
  due: ({ nextActDue }) => nextActDue,
  received: ({ submittedAt }) => submittedAt,
  latest: ({ submittedAt }) => submittedAt,
  wanted: ({ wantedFrom }) => wantedFrom,
  born: ({ birthDate }) => birthDate,
};

/** Where the list goes on after a row, as its address says it. */
export const placeAfter = (row: InboxRow, order: InboxOrder = 'due'): string => `${VALUES[order](row) ?? ''}~${row.id}`;

function afterOf(place: string | undefined): AfterRow | undefined {
  const [value, id] = place?.split('~') ?? [];
  return id ? { value: value || null, id } : undefined;
}

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
  const after = afterOf(place);
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
