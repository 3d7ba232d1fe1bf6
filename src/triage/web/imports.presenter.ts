import type { Translator } from '../../platform/i18n/index.js';
import type { BatchSummary } from '../import-batches.js';
import type { ImportBatch, ImportRow } from '../persistence/triage.entities.js';

type Model = Record<string, unknown>;
const REQUESTS = ['created', 'same_dossier', 'incomplete'] as const;

export function batchesModel(batches: readonly BatchSummary[], { t, shortInstant }: Translator): Model {
  return {
    title: t('triage.imports.title'),
    table: {
      caption: t('triage.imports.title'), captionHidden: true, empty: t('triage.imports.none'),
      columns: [
        { text: t('triage.imports.column.list') }, { text: t('triage.imports.column.at') },
        ...(['rows', 'requests', 'joined', 'repeated', 'unreadable'] as const).map((name) => ({ text: t(`triage.imports.column.${name}`), numeric: true })),
      ],
      rows: batches.map(({ batch, outcomes }) => [
        { text: batch.fileName, href: `/rpe/imports/${batch.id}` }, shortInstant(batch.at), batch.rows,
        REQUESTS.reduce((sum, outcome) => sum + (outcomes[outcome] ?? 0), 0), outcomes['joined'] ?? 0, outcomes['repeated'] ?? 0, outcomes['unreadable'] ?? 0,
      ]),
    },
  };
}

/** Lines that need a look first: the unreadable ones, then those with something to check, then what joined another. */
export function batchModel({ batch, rows }: { batch: ImportBatch; rows: readonly ImportRow[] }, translator: Translator): Model {
  const { t, instant, number } = translator;
  const count = (...outcomes: string[]): string => number(rows.filter(({ outcome }) => outcomes.includes(outcome)).length);
  const doubted = rows.filter(({ problems, outcome }) => problems.length > 0 || outcome === 'blank' || outcome === 'repeated');
  const unreadable = doubted.filter(({ outcome }) => outcome === 'unreadable');
  return {
    title: t('triage.imports.batch', { name: batch.fileName }),
    lead: t('triage.imports.lead', { at: instant(batch.at), rows: batch.rows }),
    figures: [
      { number: count(...REQUESTS), label: t('triage.imports.figure.requests') },
      { number: count('incomplete'), label: t('triage.imports.figure.incomplete') },
      { number: count('joined'), label: t('triage.imports.figure.joined') },
      { number: count('repeated', 'blank'), label: t('triage.imports.figure.nothing') },
      { number: count('unreadable'), label: t('triage.imports.figure.unreadable'), tone: unreadable.length > 0 ? 'action' : '' },
    ],
    table: {
      caption: t('triage.imports.problems'), empty: t('triage.imports.noProblem'),
      columns: ['line', 'outcome', 'what', 'raw'].map((name) => ({ text: t(`triage.imports.row.${name}`) })),
      rows: [...unreadable, ...doubted.filter((row) => !unreadable.includes(row))].map((row) => ({
        tone: row.outcome === 'unreadable' ? 'action' : '', cells: rowCells(row, translator),
      })),
    },
  };
}

function rowCells({ line, outcome, problems, raw, requestId }: ImportRow, { t, has, list }: Translator): unknown[] {
  const said = t(`triage.import.outcome.${outcome}`);
  const fields = problems.map(({ field }) => (has(`triage.import.field.${field}`) ? t(`triage.import.field.${field}`) : field));
  return [
    line,
    requestId ? { text: said, href: `/rpe/demandes/${requestId}` } : said,
    { text: list([...new Set(fields)]), hint: problems.map(({ reason }) => t(`triage.import.reason.${reason}`)).join(' ') },
    raw,
  ];
}
