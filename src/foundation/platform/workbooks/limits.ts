/**
 * What one workbook may cost. Each limit is checked before, or while, what it bounds is done: a file that goes beyond is
 * not read any further.
 */

/** Files in the archive. A workbook of fifty sheets with comments and pictures has about three hundred. */
export const MOST_ENTRIES = 1000;
/** Of one file and of all that are read, after inflating. Two thousand rows of thirty columns have 3 MB. */
export const MOST_ENTRY_BYTES = 32 * 1024 * 1024;
export const MOST_BYTES = 64 * 1024 * 1024;
/** How many times larger a file may become. Sheets become ten to sixty times larger; a bomb, a thousand times. */
export const MOST_RATIO = 250;
/** Up to this size a ratio says nothing: a few repeated cells are enough. */
export const RATIO_FROM_BYTES = 1024 * 1024;

/** Elements within elements. SpreadsheetML needs ten. */
export const MOST_DEPTH = 32;
export const MOST_SHEETS = 50;
/** Rows that hold something, of one sheet. */
export const MOST_FILLED_ROWS = 5_000;
/** The last row and column that may hold something. What stands further away was left there by mistake. */
export const LAST_ROW = 20_000;
export const LAST_COLUMN = 256;
export const MOST_SHARED_STRINGS = 100_000;
/** Of all cells together, as they are handed over: a text that many cells share counts each time. */
export const MOST_CHARACTERS = 4_000_000;
/** Of all sheets together, counted as if each were a rectangle from its first cell to its last. */
export const MOST_CELLS = 500_000;
export const MOST_MERGES = 20_000;
/** Formats of cells, and groups of hidden columns. Excel allows 64 000 formats. */
export const MOST_STYLES = 65_500;

/** A thread that reads for longer is ended. */
export const LONGEST_SECONDS = 10;
export const MOST_MEGABYTES_OF_THREAD = 256;
