import { mapRows, type FigureRows } from './figure-rows.js';
import type { Standing } from './standing.js';
import type { WhiteReason } from './zone-measures.js';

/** What a value counts. */
export type Unit = 'children' | 'families' | 'places' | 'months' | 'per100' | 'halfDays' | 'ratio' | 'reasons';

/** A value before anybody writes it. Null inside: not known. */
export type FigureValue =
  | { readonly is: 'count'; readonly count: number | null }
  | { readonly is: 'share'; readonly share: number }
  | { readonly is: 'rate'; readonly per100: number | null; readonly places: number }
  | { readonly is: 'range'; readonly range: { readonly low: number; readonly high: number } | null }
  | { readonly is: 'tension'; readonly tension: number | null }
  | { readonly is: 'white'; readonly reasons: readonly WhiteReason[] };

/** What a number counts and what not, under its name: keys of messages. */
export interface Sentence {
  readonly name: string;
  readonly text: string;
}

/** How the page of a commune for its council tells a value. */
export interface Report {
  /** The words of its line, and those in the place of a value that does not leave the desk: keys of messages. */
  readonly line: string;
  readonly untold: string;
  /** What is said of it below. Null where the line before has said it, or nothing has to be said. */
  readonly sentence: Sentence | null;
}

interface ColumnWords {
  /** Its name in JSON. */
  readonly name: string;
  /** Its words in the head of a table: a key of messages. */
  readonly head: string;
  readonly unit: Unit;
  /** Null: the page of a commune does not tell it. */
  readonly report: Report | null;
  /** Whether the territory as a whole has it. */
  readonly summed: boolean;
}

/** One number of a figure: how it is called, what it counts, how it is counted, and who may read it. */
export interface FigureColumn<Facts> extends ColumnWords {
  readonly value: (facts: Facts) => FigureValue;
  /** Whether the value may leave the desk. */
  readonly leaves: (facts: Facts) => boolean;
}

interface FigureWords {
  readonly key: string;
  /** The caption of its table: a key of messages. */
  readonly caption: string;
  readonly sentences: readonly Sentence[];
  readonly columns: readonly ColumnWords[];
  /** The name of the column that is drawn as bars. Null: none. */
  readonly drawn: string | null;
}

interface Declared<Facts> extends FigureWords {
  readonly columns: readonly FigureColumn<Facts>[];
  readonly count: (standing: Standing) => Promise<FigureRows<Facts>>;
  /** What is counted for whoever is not of the desk, where small counts change sums too. */
  readonly outside: (rows: FigureRows<Facts>, standing: Standing) => FigureRows<Facts>;
}

/** A figure that was counted: in each row the values in the order of its columns. */
export interface ReadFigure extends FigureWords {
  readonly desk: FigureRows<readonly FigureValue[]>;
  /** Null: not told outside the desk. */
  readonly outside: FigureRows<readonly (FigureValue | null)[]>;
}

/** Everything that a figure of places and need is, from which pages, files, bars and reports are drawn. */
export interface DeclaredFigure extends FigureWords {
  readonly read: (standing: Standing) => Promise<ReadFigure>;
}

/** Declares a figure. What its facts are is nobody else's affair. */
export const figure = <Facts>({ count, outside, columns, ...words }: Declared<Facts>): DeclaredFigure => ({
  ...words,
  columns,
  async read(standing) {
    const rows = await count(standing);
    return {
      ...words,
      columns,
      desk: mapRows(rows, (facts) => columns.map(({ value }) => value(facts))),
      outside: mapRows(outside(rows, standing), (facts) =>
        columns.map(({ value, leaves }) => (leaves(facts) ? value(facts) : null)),
      ),
    };
  },
});

/** A value as one number, with one decimal at most; null where it is not known, or is no number. */
export function numberIn(value: FigureValue): number | null {
  switch (value.is) {
    case 'count':
      return value.count;
    case 'share':
      return rounded(value.share);
    case 'rate':
      return rounded(value.per100);
    case 'tension':
      return rounded(value.tension);
    case 'range':
    case 'white':
      return null;
  }
}

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);
