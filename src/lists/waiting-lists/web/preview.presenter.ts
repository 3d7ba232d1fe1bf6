import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { emptyForm, pageLinks } from '../../../foundation/platform/web/index.js';
import type { DraftList } from '../import-drafts.js';
import type { Preview } from '../import-preview.js';
import { problemCell } from './imports.presenter.js';
import { sheetWords } from '../sheet-words.js';
import { lineName } from '../import-batches.js';
import { rowCells, rowDetails, withdrawnItem, type RowNames } from './preview-row.presenter.js';

/** How many lines a page shows. What would be done is counted of all of them. */
const PAGE = 25;

interface Names extends RowNames {
  readonly owner: string | null;
}

/** What the import would do, before anybody says yes. @param asked which page of its lines, from 1, as the address says */
export function previewModel(
  { batch, file }: DraftList,
  preview: Preview,
  names: Names,
  translator: Translator,
  asked: number,
): Record<string, unknown> {
  const { t, number } = translator;
  const { owner, deskName } = names;
  const { counts } = preview;
  const pages = Math.max(1, Math.ceil(counts.rows / PAGE));
  const current = Math.min(Math.max(1, Number.isInteger(asked) ? asked : 1), pages);
  const shown = preview.rows.slice((current - 1) * PAGE, current * PAGE);
  const figures = {
    created: counts.created,
    incomplete: counts.incomplete,
    joined: counts.joined,
    possibleDuplicates: counts.possibleDuplicates,
    repeated: counts.repeated,
    withdrawn: counts.withdrawn,
    unreadable: counts.unreadable,
    blank: counts.blank,
  };
  const withdrawn = preview.rows.filter(({ report }) => report.outcome === 'withdrawn');
  const unreadable = preview.rows.filter(({ report }) => report.outcome === 'unreadable');
  return {
    title: t('triage.importPage.previewTitle', { name: batch.fileName }),
    batchId: batch.id,
    lead: t('triage.importPage.previewLead', { rows: counts.rows }),
    figures: Object.entries(figures)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => ({
        number: number(count),
        label: t(`triage.importPage.figure.${name}`, { count }),
        tone: name === 'unreadable' ? 'action' : '',
      })),
    sheet: sheetWords(translator, batch.workbook, file.said),
    otherSheet: (batch.workbook?.lists.length ?? 0) > 1 ? `/rpe/imports/${batch.id}/feuille` : null,
    elsewhere: preview.elsewhere.map(({ deskId, count }) =>
      t('triage.importPage.elsewhere', { count, desk: deskName(deskId) }),
    ),
    facts: [
      {
        key: t('triage.importPage.fact.owner'),
        value: owner ?? t('triage.importPage.nobodys'),
        change: { href: `/rpe/imports/${batch.id}/colonnes` },
      },
      {
        key: t('triage.importPage.fact.file'),
        value: batch.workbook
          ? t('sheet.readAs', { name: batch.workbook.sheet ?? '' })
          : t('triage.importPage.readAs', {
              encoding: batch.encoding,
              separator: batch.separator === '\t' ? t('triage.importPage.tab') : batch.separator,
            }),
      },
      {
        key: t('triage.importPage.fact.columns'),
        lines: batch.columns.map(({ header, use }) => `${header} → ${t(`triage.importPage.use.${use ?? 'note'}`)}`),
        change: { href: `/rpe/imports/${batch.id}/colonnes` },
      },
    ],
    nothing: counts.created + counts.incomplete + counts.joined + counts.unreadable + counts.withdrawn === 0,
    withdrawn: withdrawn.map((row) => withdrawnItem(row, translator)),
    form: emptyForm(),
    pages: pageLinks(current, pages, (next) => `/rpe/imports/${batch.id}/apercu?page=${next}#lignes`),
    lines: {
      id: 'lignes',
      rowHeader: false,
      caption: t('triage.importPage.linesShown', {
        from: (current - 1) * PAGE + 1,
        to: (current - 1) * PAGE + shown.length,
        count: counts.rows,
      }),
      columns: ['line', 'child', 'birth', 'contact', 'commune', 'entry', 'outcome', 'problems'].map((name) => ({
        text: t(`triage.importPage.row.${name}`),
      })),
      rows: shown.map((row) => ({
        families: [lineName(batch.id, row.report.line)],
        cells: rowCells(row, names, translator),
        details: rowDetails(row, names, translator),
      })),
    },
    unreadable:
      unreadable.length === 0
        ? null
        : {
            rowHeader: false,
            caption: t('triage.importPage.unreadable', { count: unreadable.length }),
            columns: ['line', 'problems', 'raw'].map((name) => ({ text: t(`triage.importPage.row.${name}`) })),
            rows: unreadable.map(({ report, raw }) => ({
              families: [lineName(batch.id, report.line)],
              cells: [report.line, problemCell(report.problems, translator), raw],
            })),
          },
  };
}
