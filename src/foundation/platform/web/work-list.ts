import type { Translator } from '../i18n/index.js';

/**
 * Where a list goes on from one of its rows, before and after it; null at its ends, absent where nobody knows any more.
 * Null for a page that was opened from no list.
 */
export type Neighbours = { readonly previous?: string | null; readonly next: string | null } | null;

/** A short word beside a cell: what the row is, or that it is late. */
export interface ListMark {
  readonly text: string;
  readonly tone: 'neutral' | 'info' | 'success' | 'action' | 'warning' | 'danger';
}

export interface ListCell {
  readonly text?: string;
  /** Where it leads, for what the row is about. */
  readonly href?: string;
  /** Read out after a link that stands on the page more than once. */
  readonly about?: string;
  readonly lang?: string;
  /** Said beside it in a quieter voice. It is cut where the line has no room. */
  readonly hint?: string;
  readonly marks?: readonly ListMark[];
  /** What else the row is about: the brothers and sisters of a family. */
  readonly also?: readonly { readonly text: string; readonly href?: string; readonly about?: string }[];
  /** What is done here, in place of a text. */
  readonly act?: ListAct;
}

/** What is to be done with a row: a link to where it is done, or a press, with the version that is shown where it counts. */
export type ListAct = { readonly text: string; readonly about: string } & (
  { readonly href: string } | { readonly action: string; readonly version?: number }
);

export interface ListRow {
  /** The first one says what the row is about. */
  readonly cells: readonly (ListCell | string | number | null)[];
  readonly tone?: 'action' | '';
  /** The box by which the row is chosen, and what it is called. */
  readonly choice?: {
    readonly value: string;
    readonly text: string;
    readonly checked?: boolean;
    /** The field of the box, where an error may name it. */
    readonly field?: string;
  };
  /** The families that the row names, where its links do not say it. */
  readonly families?: readonly string[];
}

export interface ListColumn {
  readonly text: string;
  /** How wide it is, and where it stands in the card of a phone: by its name in `_lists.scss`. `rest` and `whole` take what is left. */
  readonly width: 'name' | 'mark' | 'rest' | 'due' | 'place' | 'day' | 'second' | 'whole';
  /** On a phone the value stands without the name of its column, because it says itself what it is. */
  readonly plain?: boolean;
  readonly sort?: { readonly href: string; readonly direction?: 'ascending' | 'descending' };
}

/**
 * How a column leads to the list in its own order.
 * @param shown the order of the list as it is
 * @param usual the order that an address does not name
 * @param address of the list in an order; undefined for the usual one
 */
export const sortsBy =
  <Order extends string>(shown: Order | undefined, usual: Order, address: (order: Order | undefined) => string) =>
  (by: Order): Pick<ListColumn, 'sort'> => ({
    sort: {
      href: address(by === usual ? undefined : by),
      ...((shown ?? usual) === by ? { direction: 'ascending' as const } : {}),
    },
  });

/** What of a list is shown, for the title of its page: the words of its filters, and that it goes on. */
export const titleOfList = (
  { t }: Translator,
  filters: readonly { readonly text: string }[],
  goesOn: boolean,
): string[] => [...filters.map(({ text }) => text), ...(goesOn ? [t('web.page.following')] : [])];

/**
 * A list that bears work: a line a row, on a phone a card of three lines. Drawn by `workList` of `platform/lists.njk`;
 * j, k, x and ? work in it (`assets/rows.js`).
 */
export interface WorkList {
  readonly caption: string;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly ListRow[];
  /** The id of the form that the boxes belong to; no boxes when absent. */
  readonly chooses?: string;
  /** The name of the boxes; `chosen` when absent. */
  readonly boxes?: string;
  /** The id of the form by which acts of rows are pressed, where one of them is. */
  readonly presses?: string;
  readonly empty?: string;
}
