import type { Sheet, Workbook } from '../../../foundation/platform/workbooks/index.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { SheetChoice } from '../domain/sheet-choice.js';
import { MOST_COLUMNS, MOST_ROWS } from './refuse-file.js';
import { headOf, type SheetHead } from './sheet-list.js';

/** How many of these headers an import knows. */
export type CountKnown = (headers: readonly string[]) => number;

/** Headers known, from which on a sheet is a list of what is imported. */
const LEAST_KNOWN = 3;

/** A sheet that holds a list, in short. */
export type ListedSheet = SheetHead & { readonly name: string };

/** The sheets of a workbook that hold a list, and what the others are. */
export interface SortedSheets {
  readonly lists: readonly ListedSheet[];
  readonly others: SheetChoice['others'];
}

/**
 * A sheet holds a list when its headers are known. Where no sheet has known headers, each with a header and a line does.
 * Hidden sheets are not read: whoever hid one did not mean it to be seen.
 */
export function sortSheets({ sheets }: Workbook, countKnown: CountKnown): SortedSheets {
  const readable = sheets.flatMap((sheet) => {
    if (!sheet.isVisible || sheet.problem) return [];
    const head = headOf(sheet);
    return head.lines > 0 && head.headers.length > 1 ? [{ name: sheet.name, ...head }] : [];
  });
  const known = readable.filter(({ headers }) => countKnown(headers) >= LEAST_KNOWN);
  const lists = known.length > 0 ? known : readable;
  const names = new Set(lists.map(({ name }) => name));
  const others = sheets
    .filter(({ name }) => !names.has(name))
    .map((sheet) => ({ name: sheet.name, why: whyNot(sheet) }));
  return { lists, others };
}

const whyNot = ({ isVisible, problem, rows }: Sheet): SheetChoice['others'][number]['why'] => {
  if (!isVisible) return 'hidden';
  if (problem) return 'unreadable';
  return rows.length === 0 ? 'empty' : 'no_list';
};

/** Why a sheet is no list that is taken, told from its head alone; null when it may be. */
export function refusalOfSheet(sheet: Sheet): Refusal | null {
  const { headers, lines } = headOf(sheet);
  if (headers.length > MOST_COLUMNS)
    return refuse('import.tooManyColumns', { count: headers.length, most: MOST_COLUMNS });
  return lines > MOST_ROWS ? refuse('import.tooManyRows', { count: lines, most: MOST_ROWS }) : null;
}

/** Why no sheet holds a list. */
export function refusalOfSheets({ sheets }: Workbook): Refusal {
  const broken = sheets.find(({ isVisible, problem }) => isVisible && problem)?.problem;
  return broken ? refuse(`workbook.${broken.code}`, broken.facts) : refuse('workbook.noList');
}
