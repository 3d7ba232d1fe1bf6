import { horizontalBars, type AreaMap, type Bar, type LineChart } from '../../platform/charts/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import type { Shown, ShownList } from '../domain/shown-facts.js';

/** A table of counts as report.typ prints it. The first column names the row. */
export interface CountsTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The sums, below the rows. Empty when they are not printed. */
  readonly foot: readonly string[];
  /** A bar beside each row. */
  readonly bars?: readonly Bar[];
}

export interface CommentBlock {
  readonly heading: string;
  readonly text: string;
}

/** One part of the report, below its heading. */
export interface PartBlock {
  readonly heading: string;
  readonly newPage: boolean;
  readonly sentences: readonly string[];
  readonly line?: LineChart;
  readonly map?: AreaMap;
  /** What the picture says to who cannot see it. */
  readonly alt?: string;
  readonly key: readonly string[];
  readonly tables: readonly CountsTable[];
  readonly notes: readonly string[];
  readonly comment: CommentBlock | null;
}

/** A count as it is printed. It is hidden only when it is under five. */
export const countText = ({ t, number }: Translator, count: Shown): string =>
  count === null ? t('steering.hidden') : number(count);

/** A count of a list. Beside a sum that is shown, one is hidden because it is small or because it would tell another. */
const listedText = (words: Translator, count: Shown, total: Shown): string =>
  count === null && total !== null ? words.t('steering.withheld') : countText(words, count);

/** A list of counts with their bars and their sum. */
export function listTable(
  words: Translator,
  { rows, total }: ShownList,
  { caption, first, nameOf }: { readonly caption: string; readonly first: string; nameOf(key: string): string },
): CountsTable {
  const { t } = words;
  return {
    caption,
    columns: [first, t('steering.column.count')],
    rows: rows.map(({ key, count }) => [nameOf(key), listedText(words, count, total)]),
    foot: total === null ? [] : [t('steering.column.total'), countText(words, total)],
    bars: horizontalBars(rows.map(({ count }) => count ?? 0)),
  };
}
