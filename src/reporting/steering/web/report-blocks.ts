import { horizontalBars, type AreaMap, type Bar, type LineChart } from '../../../foundation/platform/charts/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
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
  /** Whether its cells are sentences: columns of one width, from the left. */
  readonly prose?: boolean;
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

/** A count that is hidden only when it is under five: of a status, of the requests received. */
export const smallText = ({ t, number }: Translator, count: Shown): string =>
  count === null ? t('steering.hidden') : number(count);

/** A count that is hidden because it is small, or because it would tell another. */
export const countText = ({ t, number }: Translator, count: Shown): string =>
  count === null ? t('steering.withheld') : number(count);

/** How a list is called where it is printed. */
export interface ListWords {
  readonly caption: string;
  readonly first: string;
  nameOf(key: string): string;
}

/** Two periods side by side: their names, and the list of the period before; null when nothing was counted then. */
export interface ComparedList {
  readonly now: string;
  readonly before: string;
  readonly list: ShownList | null;
}

/** A list of counts with their bars and their sum, and beside it that of the period before. */
export function listTable(
  words: Translator,
  { rows, total }: ShownList,
  { caption, first, nameOf }: ListWords,
  compared: ComparedList | null = null,
): CountsTable {
  const { t } = words;
  const earlier = compared?.list?.rows ?? [];
  const keys = [...new Set([...rows, ...earlier].map(({ key }) => key))];
  const countIn = (list: ShownList['rows'], key: string): Shown => list.find((row) => row.key === key)?.count ?? null;
  const before = (text: (list: ShownList) => string): string[] =>
    compared === null ? [] : [compared.list === null ? t('steering.unknown') : text(compared.list)];
  return {
    caption,
    columns: [first, ...(compared === null ? [t('steering.column.count')] : [compared.now, compared.before])],
    rows: keys.map((key) => [
      nameOf(key),
      countText(words, countIn(rows, key)),
      ...before((list) => countText(words, countIn(list.rows, key))),
    ]),
    foot:
      total === null && (compared?.list?.total ?? null) === null
        ? []
        : [t('steering.column.total'), countText(words, total), ...before((list) => countText(words, list.total))],
    bars: horizontalBars(keys.map((key) => countIn(rows, key) ?? 0)),
  };
}
