import type { Translator } from '../platform/i18n/index.js';
import type { ImportReport } from './import-report.js';

/** Excel reads UTF-8 only behind this mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A spreadsheet takes these beginnings for a formula (house rule: exports neutralise them). */
const neutral = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const cell = (value: string | number): string => {
  const text = typeof value === 'number' ? String(value) : neutral(value);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The report of one import for a spreadsheet: one line per problem, and one for each row that has none. */
export function reportCsv(report: ImportReport, { t, has }: Translator): string {
  const header = ['line', 'outcome', 'field', 'value', 'reason'].map((column) => t(`triage.import.column.${column}`));
  const lines = report.rows.flatMap(({ line, outcome, problems }) => {
    const said = t(`triage.import.outcome.${outcome}`);
    if (problems.length === 0) return [[line, said, '', '', '']];
    return problems.map(({ field, value, reason }) => {
      const key = `triage.import.field.${field}`;
      // A problem may also name a column of the list that nobody recognised.
      return [line, said, has(key) ? t(key) : field, value, t(`triage.import.reason.${reason}`)];
    });
  });
  return BYTE_ORDER_MARK + [header, ...lines].map((line) => line.map(cell).join(';')).join('\r\n') + '\r\n';
}
