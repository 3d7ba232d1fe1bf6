/** A figure at the end of each month, or now for the present month. */
export interface MonthValue {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly value: number;
}

export interface YearPoint {
  readonly month: string;
  readonly value: number | null;
  /** The same month one year before. */
  readonly before: number | null;
}

export const monthsBefore = (month: string, months: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 - months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
};

const YEAR = 12;

/** The thirteen months up to `month`, so that the first and the last are the same month of two years. */
export function yearLine(values: readonly MonthValue[], month: string): YearPoint[] {
  const known = new Map(values.map(({ month: of, value }) => [of, value]));
  return Array.from({ length: YEAR + 1 }, (_, index) => {
    const of = monthsBefore(month, YEAR - index);
    return { month: of, value: known.get(of) ?? null, before: known.get(monthsBefore(of, YEAR)) ?? null };
  });
}
