import writeXlsxFile from 'write-excel-file/node';

/** A cell: words, a count, or nothing. */
export type SheetCell = string | number | null;

export interface WorkbookSheet {
  /** 31 characters at most, without the signs that a spreadsheet keeps for itself. */
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Width of each column, in characters. */
  readonly widths: readonly number[];
}

/** Signs that an XML file cannot hold. */
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/**
 * Writes a workbook. Each cell has its type: words are written as words, whatever they begin with, so that nothing
 * typed by anybody becomes a formula.
 */
export async function workbookOf(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, head, rows, widths }) => ({
      sheet: name,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: head.length > 0 ? 1 : 0,
      data: [
        ...(head.length > 0 ? [head.map((text) => ({ ...typed(text), fontWeight: 'bold' as const, wrap: true }))] : []),
        ...rows.map((row) => row.map((cell) => (cell === null ? null : typed(cell)))),
      ],
    })),
  ).toBuffer();
}

const typed = (
  cell: string | number,
): { type: StringConstructor; value: string } | { type: NumberConstructor; value: number } =>
  typeof cell === 'number' ? { type: Number, value: cell } : { type: String, value: cell.replace(UNWRITABLE, '') };
