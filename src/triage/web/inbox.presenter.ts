import { MOST_COUNTED, OPEN_STATES, type InboxCount, type InboxRow } from '../../dossier/index.js';
import type { Id } from '../../kernel/ids.js';
import type { Day } from '../../kernel/time.js';
import type { Translator } from '../../platform/i18n/index.js';
import type { InboxMark } from '../inbox-marks.js';
import { OWNERS, type InboxQuery, type InboxSearch } from './inbox.form.js';
import { ageWords, childName, communeWords, type Places } from './request-words.js';

export interface InboxData {
  readonly rows: readonly InboxRow[];
  readonly marks: ReadonlyMap<Id, readonly InboxMark[]>;
  readonly counts: readonly InboxCount[];
  /** Whether the page is full, so that another page may follow. */
  readonly full: boolean;
  /** How many families that came with lists were never written to. */
  readonly uncontacted: number;
}

const filled = (query: InboxSearch): [string, string][] =>
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

/** The inbox as its page shows it. */
export function inboxModel(
  query: InboxSearch,
  { rows, marks, counts, full, uncontacted }: InboxData,
  today: Day,
  translator: Translator,
  places: Places,
): Record<string, unknown> {
  const { t, number } = translator;
  const { after, text: _name, ...filters } = query;
  const last = rows.at(-1);
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
          label: t(`state.${state}`),
          href: inboxAddress({ ...filters, state }),
          current: query.state === state,
          hint: found.overdue > 0 ? t('triage.inbox.overdueCount', { count: found.overdue }) : '',
          tone: found.overdue > 0 ? 'action' : '',
        },
      ];
    }),
    uncontacted: uncontacted > 0 ? t('firstContact.waiting', { count: uncontacted }) : null,
    options: {
      states: OPEN_STATES.map((value) => ({ value, text: t(`state.${value}`) })),
      communes: places.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      establishments: places.supply.establishments().map(({ id, name }) => ({ value: id, text: name })),
      owners: OWNERS.map((value) => ({ value, text: t(`owner.${value}`) })),
    },
    filtered: filled(filters).length > 0,
    table: {
      caption: t('triage.inbox.caption'),
      captionHidden: true,
      dense: true,
      empty: t('triage.inbox.empty'),
      columns: ['child', 'commune', 'wantedFrom', 'state', 'nextAct', 'due', 'owner'].map((name) => ({
        text: t(`triage.inbox.column.${name}`),
      })),
      rows: rows.map((row) => rowModel(row, marks.get(row.id) ?? [], today, translator, places)),
    },
    next: full && last ? inboxAddress({ ...filters, after: `${last.nextActDue}~${last.id}` }) : null,
    start: after ? inboxAddress(filters) : null,
  };
}

function rowModel(
  row: InboxRow,
  marks: readonly InboxMark[],
  today: Day,
  translator: Translator,
  places: Places,
): Record<string, unknown> {
  const { t, shortDay } = translator;
  const late = row.nextActDue < today;
  return {
    tone: late ? 'action' : '',
    cells: [
      {
        text: childName(row, translator),
        href: `/rpe/demandes/${row.id}`,
        hint: [
          t('triage.inbox.childHint', { age: ageWords(row, today, translator), number: row.number }),
          ...marks.map((mark) => t(`triage.enum.mark.${mark}`)),
        ].join(' · '),
      },
      communeWords(row.communeCode, translator, places),
      row.wantedFrom === null ? t('triage.words.toAsk') : shortDay(row.wantedFrom),
      t(`state.${row.state}`),
      t(`act.${row.nextAct}`),
      late ? { text: shortDay(row.nextActDue), hint: t('triage.inbox.late') } : shortDay(row.nextActDue),
      t(`owner.${row.nextActOwner}`),
    ],
  };
}
