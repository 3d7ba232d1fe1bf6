import { dayOf, type Instant } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { pageLinks } from '../../../foundation/platform/web/index.js';
import { LINES_PAGE, type BatchLine, type BatchSummary, type Outcomes } from '../import-batches.js';
import { sheetWords } from '../sheet-words.js';
import type { BatchState, ImportBatch, ImportOutcome } from '../persistence/import.entities.js';

type Model = Record<string, unknown>;
const REQUESTS = ['created', 'same_dossier', 'incomplete'] as const;

/** What a person asks for, and the outcomes it gathers; the address names it in French. */
const FILTERS: Readonly<Record<string, readonly ImportOutcome[]>> = {
  'a-corriger': ['unreadable'],
  retirees: ['withdrawn'],
  'a-completer': ['incomplete'],
  creees: ['created', 'same_dossier'],
  jointes: ['joined'],
  connues: ['repeated'],
  vides: ['blank'],
  ecartees: ['set_aside'],
};
const ALL: readonly ImportOutcome[] = Object.values(FILTERS).flat();
const STATE_TONES: Record<BatchState, string> = { draft: 'action', running: 'info', done: 'neutral' };

export interface LinesQuery {
  /** Null for every line. */
  readonly filter: string | null;
  readonly outcomes: readonly ImportOutcome[];
  readonly page: number;
}

const sum = (outcomes: Outcomes, names: readonly ImportOutcome[]): number =>
  names.reduce((total, name) => total + (outcomes[name] ?? 0), 0);

/** The filter in the address. Without one, the lines that need correction are shown, when there are any. */
export function readLinesQuery({ resultat, page }: Record<string, unknown>, outcomes: Outcomes): LinesQuery {
  const first = sum(outcomes, FILTERS['a-corriger']!) > 0 ? 'a-corriger' : null;
  const filter = typeof resultat !== 'string' ? first : Object.hasOwn(FILTERS, resultat) ? resultat : null;
  const wanted = filter === null ? ALL : FILTERS[filter]!;
  const pages = pagesOf(outcomes, wanted);
  const number = typeof page === 'string' && /^\d{1,4}$/.test(page) ? Number(page) : 1;
  return { filter, outcomes: wanted, page: Math.min(Math.max(number, 1), pages) };
}

const pagesOf = (outcomes: Outcomes, wanted: readonly ImportOutcome[]): number =>
  Math.max(1, Math.ceil(sum(outcomes, wanted) / LINES_PAGE));

export function batchesModel(batches: readonly BatchSummary[], { t, shortInstant }: Translator): Model {
  return {
    caption: t('triage.importPage.past'),
    empty: t('triage.imports.none'),
    columns: [
      { text: t('triage.imports.column.list') },
      { text: t('triage.importPage.stateColumn') },
      { text: t('triage.imports.column.at') },
      ...(['rows', 'requests', 'joined', 'repeated', 'withdrawn', 'unreadable'] as const).map((name) => ({
        text: t(`triage.imports.column.${name}`),
        numeric: true,
      })),
    ],
    rows: batches.map(({ batch, outcomes }) => [
      { text: batch.fileName, href: `/rpe/imports/${batch.id}` },
      { tag: { text: t(`triage.importPage.state.${batch.state}`), tone: STATE_TONES[batch.state] } },
      shortInstant(batch.at),
      batch.rows,
      sum(outcomes, REQUESTS),
      outcomes.joined ?? 0,
      outcomes.repeated ?? 0,
      outcomes.withdrawn ?? 0,
      outcomes.unreadable ?? 0,
    ]),
  };
}

export function progressModel({ batch }: BatchSummary, { t, number }: Translator): Model {
  return {
    title: t('triage.importPage.running', { name: batch.fileName }),
    batchId: batch.id,
    taken: batch.taken,
    rows: batch.rows,
    said: t('triage.importPage.progress', { taken: number(batch.taken), rows: number(batch.rows) }),
  };
}

interface About {
  readonly owner: string | null;
  readonly keptUntil: Instant | null;
}

/** The lines asked for, and how many there are of each kind. */
export function batchModel(
  { batch, outcomes }: BatchSummary,
  lines: readonly BatchLine[],
  { filter, outcomes: wanted, page }: LinesQuery,
  { owner, keptUntil }: About,
  translator: Translator,
): Model {
  const { t, instant, number, shortDay } = translator;
  const here = `/rpe/imports/${batch.id}`;
  return {
    title: t('triage.imports.batch', { name: batch.fileName }),
    lead: t('triage.imports.lead', { at: instant(batch.at), rows: batch.rows }),
    sheet: sheetWords(translator, batch.workbook),
    isWorkbook: batch.workbook !== null,
    owner: owner === null ? null : t('triage.importPage.owner', { name: owner }),
    file:
      keptUntil === null
        ? null
        : { href: `${here}/fichier`, text: t('triage.importPage.download', { day: shortDay(dayOf(keptUntil)) }) },
    figures: Object.entries(FILTERS)
      .map(([name, kinds]) => ({ name, count: sum(outcomes, kinds) }))
      .filter(({ count }) => count > 0)
      .map(({ name, count }) => ({
        number: number(count),
        label: t(`triage.importPage.filter.${name}`, { count }),
        href: `${here}?resultat=${name}`,
        tone: name === 'a-corriger' ? 'action' : '',
      })),
    all: filter === null ? null : `${here}?resultat=toutes`,
    table: {
      caption:
        filter === null
          ? t('triage.importPage.lines')
          : t(`triage.importPage.filter.${filter}`, { count: sum(outcomes, wanted) }),
      empty: t('triage.importPage.noLine'),
      columns: ['line', 'outcome', 'what', 'raw'].map((name) => ({ text: t(`triage.imports.row.${name}`) })),
      rows: lines.map((line) => ({
        tone: line.outcome === 'unreadable' ? 'action' : '',
        cells: lineCells(line, batch, translator),
      })),
    },
    pages: pageLinks(
      page,
      pagesOf(outcomes, wanted),
      (number) => `${here}?resultat=${filter ?? 'toutes'}&page=${number}`,
    ),
  };
}

function lineCells(
  { id, line, outcome, problems, raw, before, requestId, opens }: BatchLine,
  batch: ImportBatch,
  translator: Translator,
): unknown[] {
  const { t } = translator;
  const said = t(
    outcome === 'unreadable' && batch.columns ? 'triage.importPage.toMend' : `triage.import.outcome.${outcome}`,
  );
  const mends = batch.columns !== null && ['unreadable', 'withdrawn', 'set_aside'].includes(outcome);
  const request = opens ? `/rpe/demandes/${requestId}` : null;
  const own = mends ? `/rpe/imports/${batch.id}/lignes/${id}` : null;
  // A line that was not taken has two pages: its own, where it still can be, and the request that it is about.
  const isTied = own !== null && request !== null;
  const href = own ?? request;
  const about = `${t('triage.imports.row.line')} ${line}`;
  return [
    line,
    href === null ? said : { text: said, href, about },
    isTied
      ? { text: t('triage.importPage.withdrawn.itsRequest'), href: request, about }
      : problemCell(problems, translator),
    { text: raw, ...(before === null ? {} : { hint: t('triage.importPage.before', { raw: before }) }) },
  ];
}

/** The fields that were in doubt, each with its reason. */
export function problemCell(problems: readonly { field: string; reason: string }[], translator: Translator): unknown {
  const { t, list } = translator;
  return {
    text: list([...new Set(problems.map(({ field }) => fieldName(field, translator)))]),
    hint: problems.map(({ reason }) => t(`triage.import.reason.${reason}`)).join(' '),
  };
}

/** A problem may also name a column of the list that nobody recognised. */
export const fieldName = (field: string, { t, has }: Translator): string => {
  const key = [`triage.import.field.${field}`, `question.${field}.inList`].find(has);
  return key === undefined ? field : t(key);
};
