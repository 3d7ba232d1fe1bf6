import { plain } from './plain-text.js';

/**
 * Columns that a list from a workbook has more than its sheet, where the sheet says something that no cell holds: lines
 * that are struck through, and what somebody noted beside a cell. What they say is kept with the line, and goes into the
 * note of the desk.
 */
export const STRUCK_COLUMN = 'Barré dans le classeur';
export const COMMENTS_COLUMN = 'Commentaires du classeur';
const ADDED = [STRUCK_COLUMN, COMMENTS_COLUMN].map(plain);

export const isAddedColumn = (header: string): boolean => ADDED.includes(plain(header));

/** What stands in {@link STRUCK_COLUMN} of a line that is struck through. It reads as a request that is withdrawn. */
export const STRUCK_LINE = 'ligne barrée';

/** Whether a line is struck through. @param cells in the order of the headers */
export const isStruckLine = (headers: readonly string[], cells: readonly string[]): boolean =>
  cells[headers.indexOf(STRUCK_COLUMN)] === STRUCK_LINE;
