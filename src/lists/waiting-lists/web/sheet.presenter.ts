import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { XLSX } from '../../../foundation/platform/web/index.js';
import type { SheetChoice } from '../domain/sheet-choice.js';
import type { ListedSheet } from '../reader/choose-sheet.js';

/** The files that a field for lists offers to choose. */
export const LIST_FILES = `.csv,.txt,.xlsx,text/csv,text/plain,${XLSX}`;

/** The page that asks which sheet of a workbook is meant. */
export const SHEET_VIEW = 'waiting-lists/sheet';

/** Headers that show what a sheet holds. */
const HEADERS_SHOWN = 6;

interface Asked {
  readonly fileName: string;
  readonly back: string;
  /** Where the answer is sent. */
  readonly action: string;
  readonly choice: SheetChoice;
  readonly sheets: readonly ListedSheet[];
}

export function sheetModel(
  { t }: Translator,
  { fileName, back, action, choice, sheets }: Asked,
): Record<string, unknown> {
  return {
    title: t('sheet.title', { name: fileName }),
    back,
    action,
    sheets: sheets.map(({ name, headers, lines }) => ({
      value: name,
      text: name,
      hint: { text: t('sheet.lines', { count: lines, headers: headers.slice(0, HEADERS_SHOWN).join(', ') }) },
    })),
    form: { values: { sheet: choice.sheet ?? '' }, errors: [] },
  };
}
