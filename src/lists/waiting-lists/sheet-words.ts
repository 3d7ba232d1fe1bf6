import type { Translator } from '../../foundation/platform/i18n/index.js';
import type { SheetChoice, SheetSaid } from './domain/sheet-choice.js';

/** Rows that are named before the others are counted. */
const ROWS_SHOWN = 20;

const WHY: Readonly<Record<SheetChoice['others'][number]['why'], string>> = {
  hidden: 'sheet.why.hidden',
  unreadable: 'sheet.why.unreadable',
  empty: 'sheet.why.empty',
  no_list: 'sheet.why.no_list',
};

/** What of a workbook was read and what was not, in sentences. Empty for a file of text. */
export function sheetWords({ t, list }: Translator, choice: SheetChoice | null, said?: SheetSaid): string[] {
  if (choice === null || choice.sheet === null) return [];
  const unread = [
    ...choice.lists.filter((name) => name !== choice.sheet).map((name) => t('sheet.why.list', { name })),
    ...choice.others.map(({ name, why }) => t(WHY[why], { name })),
  ];
  return [
    t('sheet.readAs', { name: choice.sheet }),
    ...(unread.length > 0 ? [t('sheet.unread', { names: list(unread) })] : []),
    ...(said ? saidWords(said, t) : []),
  ];
}

function saidWords(
  { hiddenRows, hiddenColumns, unansweredFormulas, isColoured }: SheetSaid,
  t: Translator['t'],
): string[] {
  const numbers = `${hiddenRows.slice(0, ROWS_SHOWN).join(', ')}${hiddenRows.length > ROWS_SHOWN ? '…' : ''}`;
  return [
    ...(hiddenRows.length > 0 ? [t('sheet.hiddenRows', { count: hiddenRows.length, numbers })] : []),
    ...(hiddenColumns.length > 0 ? [t('sheet.hiddenColumns', { names: hiddenColumns.join(', ') })] : []),
    ...(unansweredFormulas > 0 ? [t('sheet.formulas', { count: unansweredFormulas })] : []),
    ...(isColoured ? [t('sheet.colours')] : []),
  ];
}
