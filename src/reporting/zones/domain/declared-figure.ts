import type { Standing } from './standing.js';
import type { WhiteReason } from './zone-measures.js';

/** What a value counts. */
export type Unit = 'children' | 'families' | 'per100' | 'halfDays' | 'ratio' | 'reasons';

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

/** The facts that a figure counts, of each commune and of the territory. */
export interface FigureRows<Facts> {
  /** By INSEE code, in the order of the page. */
  readonly commune: ReadonlyMap<string, Facts>;
  readonly whole: Facts;
}

interface FigureWords {
  readonly key: string;
  /** The caption of its table: a key of messages. */
  readonly caption: string;
  readonly sentences: readonly Sentence[];
}

interface Declared<Facts> extends FigureWords {
  readonly count: (standing: Standing) => Promise<FigureRows<Facts>>;
  readonly columns: readonly FigureColumn<Facts>[];
}

/** One value of a figure, for one commune or for the territory. */
export interface ReadValue {
  readonly value: FigureValue;
  readonly leaves: boolean;
}

/** A figure that was counted: its rows, and in each of them the values in the order of the columns. */
export interface ReadFigure extends FigureWords {
  readonly columns: readonly ColumnWords[];
  readonly commune: ReadonlyMap<string, readonly ReadValue[]>;
  readonly whole: readonly ReadValue[];
}

/** A figure of places and need: everything that one is, from which page and report are drawn. */
export interface DeclaredFigure extends FigureWords {
  readonly read: (standing: Standing) => Promise<ReadFigure>;
}

/** Declares a figure. What its facts are is nobody else's affair. */
export const figure = <Facts>({ count, columns, ...words }: Declared<Facts>): DeclaredFigure => ({
  ...words,
  async read(standing) {
    const rows = await count(standing);
    const valuesOf = (facts: Facts): ReadValue[] =>
      columns.map(({ value, leaves }) => ({ value: value(facts), leaves: leaves(facts) }));
    return {
      ...words,
      columns,
      commune: new Map([...rows.commune].map(([code, facts]) => [code, valuesOf(facts)])),
      whole: valuesOf(rows.whole),
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
