import { gapsInShort, type FoundBeside, type FoundRow, type InboxRow } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  sortsBy,
  toldApart,
  type ListCell,
  type ListColumn,
  type ListMark,
  type ListRow,
} from '../../../foundation/platform/web/index.js';
import type { InboxOrder } from '../../../dossier/dossier/index.js';
import type { InboxMark, MissingAnswers } from '../inbox-marks.js';
import type { InboxSearch } from './inbox.form.js';
import { inboxAddress, valueIn } from './inbox-address.js';
import { ABOVE, foundAt } from './lists-left.js';
import { placeOfAct } from './next-act-place.js';
import { ageWords, childName, communeWords, type Places } from './request-words.js';

/** The rows of a page of the inbox, with what is told of each. */
export interface ListedRequests {
  /** On the first page without filters the emergencies that wait for the desk stand first. */
  readonly rows: readonly InboxRow[];
  /** How many of them are such emergencies. */
  readonly urgent: number;
  readonly marks: ReadonlyMap<Id, readonly InboxMark[]>;
  readonly missing: ReadonlyMap<Id, MissingAnswers>;
}

/** The columns of the list; those of a stored day are also its orders. */
export function inboxColumns({ after: _page, text: _text, ...filters }: InboxSearch, { t }: Translator): ListColumn[] {
  const sortBy = sortsBy<InboxOrder>(filters.order, 'due', (order) => inboxAddress({ ...filters, order }));
  const column = (name: string, width: ListColumn['width'], more: Partial<ListColumn> = {}): ListColumn => ({
    text: t(`triage.inbox.column.${name}`),
    width,
    plain: true,
    ...more,
  });
  return [
    column('child', 'name', sortBy('born')),
    column('commune', 'place'),
    column('wanted', 'day', { ...sortBy('wanted'), plain: false }),
    column('state', 'mark'),
    column('nextAct', 'rest'),
    column('due', 'due', sortBy('due')),
  ];
}

/** A line for each request, as {@link inboxColumns} order it. @param list the address of the list, in this order */
export function inboxRows(
  { rows, urgent, marks, missing }: ListedRequests,
  { list, order }: { readonly list: string; readonly order: InboxOrder | undefined },
  today: Day,
  words: Translator,
  places: Places,
): ListRow[] {
  const { t, shortDay } = words;
  const children = toldApart(
    rows.map((row, index) =>
      childCell(row, foundAt(row.id, list, index < urgent ? ABOVE : valueIn(row, order)), today, words),
    ),
  );
  return rows.map((row, index) => {
    const late = row.nextActDue < today;
    const missed = missing.get(row.id);
    return {
      tone: late ? 'action' : '',
      choice: { value: row.id, text: t('bulk.pick', { child: childName(row, words), number: row.number }) },
      cells: [
        children[index]!,
        communeWords(row.communeCode, words, places),
        row.wantedFrom === null ? t('triage.words.toAsk') : shortDay(row.wantedFrom),
        stateCell(row, marks.get(row.id) ?? [], index < urgent, words),
        actCell(row, words, {
          hint: missed && t('triage.inbox.missing', { answers: gapsInShort(words, missed.gaps, missed.adults) }),
        }),
        { text: shortDay(row.nextActDue), hint: late ? t('triage.inbox.late') : '' },
      ],
    };
  });
}

/** What the request is: what a person has to look at first, then where it stands. */
function stateCell(row: InboxRow, marks: readonly InboxMark[], urgent: boolean, { t }: Translator): ListCell | string {
  const state = t(`state.${row.state}`);
  const said: ListMark[] = [
    ...(urgent ? [{ text: t('triage.inbox.urgentMark'), tone: 'action' as const }] : []),
    ...marks.map((mark) => ({ text: t(`triage.enum.mark.${mark}`), tone: 'info' as const })),
  ];
  return said.length === 0 ? state : { marks: said, hint: state };
}

const childCell = (
  row: FoundRow | InboxRow,
  href: string,
  today: Day,
  words: Translator,
): { text: string; href: string; hint: string } => ({
  text: childName(row, words),
  href,
  hint: words.t('triage.inbox.childHint', { age: ageWords(row, today, words), number: row.number }),
});

/** What is to be done: pressed where a press does it, led to where the desk does it, said where others do. */
function actCell(row: InboxRow, words: Translator, { hint = '' }: { hint?: string }): ListCell {
  const { t } = words;
  const text = t(`triage.inbox.act.${row.nextAct}`);
  const about = t('triage.inbox.actAbout', { child: childName(row, words), number: row.number });
  // Before a deposit is compared with the family that it may be of, nothing else is done with it.
  const place = row.arrivedForId === null ? placeOfAct(row.nextAct) : '';
  if (row.nextAct === 'take_up' && row.arrivedForId === null)
    return { act: { text, about, action: `/rpe/demandes/${row.id}/prendre-en-charge`, version: row.version }, hint };
  if (row.nextActOwner === 'desk' && place !== null)
    return { act: { text, about, href: `/rpe/demandes/${row.id}${place}` }, hint };
  return {
    text,
    hint: [row.nextActOwner === 'desk' ? '' : t(`owner.${row.nextActOwner}`), hint].filter(Boolean).join(' · '),
  };
}

/** What a search found beside the list: requests where nothing is due, then names that are heard alike. */
export function foundTable(
  kind: keyof FoundBeside,
  rows: readonly FoundRow[],
  list: string,
  today: Day,
  words: Translator,
  places: Places,
): Record<string, unknown> {
  const { t, shortDay } = words;
  return {
    caption: t(`triage.inbox.found.${kind}`, { count: rows.length }),
    dense: true,
    columns: ['child', 'commune', 'wantedFrom', 'state', 'submitted'].map((name) => ({
      text: t(`triage.inbox.column.${name}`),
    })),
    rows: rows.map((row) => ({
      cells: [
        childCell(row, foundAt(row.id, list), today, words),
        communeWords(row.communeCode, words, places),
        row.wantedFrom === null ? t('triage.words.toAsk') : shortDay(row.wantedFrom),
        t(`state.${row.state}`),
        shortDay(dayOf(row.submittedAt)),
      ],
    })),
  };
}
