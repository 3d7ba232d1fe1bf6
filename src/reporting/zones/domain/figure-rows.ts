/** What a figure tells apart, in the order of its tables. */
export const DIMENSIONS = ['nursery', 'commune'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/**
 * What a figure counts, of each nursery by id, of each commune by INSEE code, and of the territory. A dimension by which
 * it is not told is absent.
 */
export interface FigureRows<Facts> extends Readonly<Partial<Record<Dimension, ReadonlyMap<string, Facts>>>> {
  readonly whole: Facts;
}

/** The same rows with something else in each. */
export const mapRows = <From, To>(rows: FigureRows<From>, change: (facts: From) => To): FigureRows<To> => ({
  ...Object.fromEntries(
    DIMENSIONS.flatMap((dimension) => {
      const own = rows[dimension];
      return own ? [[dimension, new Map([...own].map(([member, facts]) => [member, change(facts)]))]] : [];
    }),
  ),
  whole: change(rows.whole),
});
