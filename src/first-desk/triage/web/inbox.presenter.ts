import {
  FOUND_PAGE,
  gapsInShort,
  MOST_COUNTED,
  OPEN_STATES,
  type FoundBeside,
  type FoundRow,
  type InboxCount,
  type InboxRow,
} from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { toldApart } from '../../../foundation/platform/web/index.js';
import type { FigureFamilies } from '../figure-lists.js';
import type { InboxMark, MissingAnswers } from '../inbox-marks.js';
import { OWNERS, type InboxSearch } from './inbox.form.js';
import { filled, inboxAddress } from './inbox-address.js';
import { foundAt } from './lists-left.js';
import { ageWords, childName, communeWords, type Places } from './request-words.js';

export interface InboxData {
  readonly rows: readonly InboxRow[];
  /** The emergencies that wait for the desk, on the first page without filters. They stand above the list. */
  readonly urgent: readonly InboxRow[];
  readonly marks: ReadonlyMap<Id, readonly InboxMark[]>;
  readonly missing: ReadonlyMap<Id, MissingAnswers>;
  readonly counts: readonly InboxCount[];
  readonly beside: FoundBeside;
  /** Whether the page is full, so that another page may follow. */
  readonly full: boolean;
  /** How many requests the filters find, on all pages; {@link MOST_COUNTED} when that many or more. */
  readonly listed: number;
  /** How many families that came with lists were never written to. */
  readonly uncontacted: number;
  /** The figure whose families are listed, with how many requests of the desk are due; null when too many to list. */
  readonly figure: (FigureFamilies & { readonly due: number | null }) | null;
}

/** The inbox as its page shows it. */
export function inboxModel(
  query: InboxSearch,
  { rows, urgent, marks, missing, counts, beside, full, listed, uncontacted, figure }: InboxData,
  today: Day,
  translator: Translator,
  places: Places,
): Record<string, unknown> {
  const { t, number } = translator;
  const { after, text, ...filters } = query;
  const list = inboxAddress({ ...filters, after });
  const last = rows.at(-1);
  const rowsOf = (shown: readonly InboxRow[]): object[] => {
    const children = toldApart(shown.map((row) => childCell(row, marks.get(row.id) ?? [], list, today, translator)));
    return shown.map((row, index) => rowModel(row, children[index]!, missing.get(row.id), today, translator, places));
  };
  const total = counts.reduce((sum, count) => sum + count.count, 0);
  const overdue = counts.reduce((sum, count) => sum + count.overdue, 0);
  return {
    title: t('triage.inbox.title'),
    lead: t(counts.some(({ count }) => count === MOST_COUNTED) ? 'triage.inbox.leadOfMany' : 'triage.inbox.lead', {
      total,
      overdue,
    }),
    figures: OPEN_STATES.flatMap((state) => {
      const found = counts.find((count) => count.state === state);
      if (!found) return [];
      return [
        {
          number:
            found.count === MOST_COUNTED
              ? t('triage.inbox.orMore', { count: number(found.count) })
              : number(found.count),
          label: t(`triage.inbox.inState.${state}`, { count: found.count }),
          href: inboxAddress({ ...filters, state }),
          current: query.state === state,
          hint: found.overdue > 0 ? t('triage.inbox.overdueCount', { count: found.overdue }) : '',
          tone: found.overdue > 0 ? 'action' : '',
        },
      ];
    }),
    figureList: figure && {
      code: filters.figure,
      href: figure.href,
      text:
        figure.due === null
          ? t('triage.inbox.figure.many', { name: figure.nameIn(translator), families: figure.families })
          : t('triage.inbox.figure.list', {
              name: figure.nameIn(translator),
              families: figure.families,
              due: figure.due,
            }),
    },
    uncontacted: uncontacted > 0 ? t('firstContact.waiting', { count: uncontacted }) : null,
    options: {
      states: OPEN_STATES.map((value) => ({ value, text: t(`state.${value}`) })),
      communes: places.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      establishments: places.supply.establishments().map(({ id, name }) => ({ value: id, text: name })),
      owners: OWNERS.map((value) => ({ value, text: t(`owner.${value}`) })),
    },
    filtered: filled(filters).length > 0,
    // The first requests stand on the first screen: filters that nobody has set wait below their name.
    filtersOpen: filled({ ...filters, figure: undefined }).length > 0,
    urgent:
      urgent.length === 0
        ? null
        : {
            caption: t('triage.inbox.urgent', { count: urgent.length }),
            dense: true,
            columns: columnsOf(translator),
            rows: rowsOf(urgent),
          },
    table: {
      caption: t('triage.inbox.caption'),
      captionHidden: true,
      dense: true,
      empty: t('triage.inbox.empty'),
      columns: columnsOf(translator),
      rows: rowsOf(rows),
    },
    found:
      text || filled({ ...filters, figure: undefined }).length > 0
        ? t('triage.inbox.found.due', { count: listed, most: listed === MOST_COUNTED ? 'yes' : 'no' })
        : null,
    beside: after
      ? []
      : (['closed', 'alike'] as const).flatMap((kind) =>
          beside[kind].length === 0 ? [] : [foundTable(kind, beside[kind], list, today, translator, places)],
        ),
    next: full && last ? inboxAddress({ ...filters, after: `${last.nextActDue}~${last.id}` }) : null,
    start: after ? inboxAddress(filters) : null,
  };
}

const columnsOf = ({ t }: Translator): { text: string }[] =>
  ['child', 'commune', 'wantedFrom', 'state', 'nextAct', 'due', 'owner'].map((name) => ({
    text: t(`triage.inbox.column.${name}`),
  }));

/** What a search found beside the list: requests where nothing is due, then names that are heard alike. */
function foundTable(
  kind: keyof FoundBeside,
  rows: readonly FoundRow[],
  list: string,
  today: Day,
  translator: Translator,
  places: Places,
): Record<string, unknown> {
  const { t } = translator;
  return {
    caption: t(`triage.inbox.found.${kind}`, { count: rows.length }),
    dense: true,
    note: rows.length === FOUND_PAGE ? t('triage.inbox.morePrecise', { most: FOUND_PAGE }) : null,
    columns: ['child', 'commune', 'wantedFrom', 'state', 'submitted'].map((name) => ({
      text: t(`triage.inbox.column.${name}`),
    })),
    rows: rows.map((row) => foundModel(row, list, today, translator, places)),
  };
}

function foundModel(
  row: FoundRow,
  list: string,
  today: Day,
  translator: Translator,
  places: Places,
): Record<string, unknown> {
  const { t, shortDay } = translator;
  return {
    cells: [
      {
        text: childName(row, translator),
        href: foundAt(row.id, list),
        hint: t('triage.inbox.childHint', { age: ageWords(row, today, translator), number: row.number }),
      },
      communeWords(row.communeCode, translator, places),
      row.wantedFrom === null ? t('triage.words.toAsk') : shortDay(row.wantedFrom),
      t(`state.${row.state}`),
      shortDay(dayOf(row.submittedAt)),
    ],
  };
}

const childCell = (
  row: InboxRow,
  marks: readonly InboxMark[],
  list: string,
  today: Day,
  translator: Translator,
): { text: string; href: string; hint: string } => ({
  text: childName(row, translator),
  href: foundAt(row.id, list),
  hint: [
    translator.t('triage.inbox.childHint', { age: ageWords(row, today, translator), number: row.number }),
    ...marks.map((mark) => translator.t(`triage.enum.mark.${mark}`)),
  ].join(' · '),
});

function rowModel(
  row: InboxRow,
  child: object,
  missing: MissingAnswers | undefined,
  today: Day,
  translator: Translator,
  places: Places,
): Record<string, unknown> {
  const { t, shortDay } = translator;
  const late = row.nextActDue < today;
  return {
    tone: late ? 'action' : '',
    cells: [
      child,
      communeWords(row.communeCode, translator, places),
      row.wantedFrom === null ? t('triage.words.toAsk') : shortDay(row.wantedFrom),
      t(`state.${row.state}`),
      {
        text: t(`act.${row.nextAct}`),
        hint: missing && t('triage.inbox.missing', { answers: gapsInShort(translator, missing.gaps, missing.adults) }),
      },
      late ? { text: shortDay(row.nextActDue), hint: t('triage.inbox.late') } : shortDay(row.nextActDue),
      t(`owner.${row.nextActOwner}`),
    ],
  };
}
