import type { Translator } from '../../foundation/platform/i18n/index.js';
import { csvOf } from '../../foundation/platform/web/index.js';
import type { ImportReport } from './import-report.js';

/** The report of one import for a spreadsheet: one line per problem, and one for each row that has none. */
export function reportCsv(report: ImportReport, { t, has }: Translator): string {
  const header = ['line', 'outcome', 'field', 'value', 'reason'].map((column) => t(`triage.import.column.${column}`));
  const lines = report.rows.flatMap(({ line, outcome, problems }): (string | number)[][] => {
    const said = t(`triage.import.outcome.${outcome}`);
    if (problems.length === 0) return [[line, said, '', '', '']];
    return problems.map(({ field, value, reason }) => {
      const key = `triage.import.field.${field}`;
      // A problem may also name a column of the list that nobody recognised.
      return [line, said, has(key) ? t(key) : field, value, t(`triage.import.reason.${reason}`)];
    });
  });
  return csvOf([header, ...lines]);
}
