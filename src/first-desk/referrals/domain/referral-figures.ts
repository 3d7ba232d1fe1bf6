import { shownTable } from '../../../foundation/kernel/small-tables.js';
import { addMonths, type Day } from '../../../foundation/kernel/time.js';
import type { Outcome } from './referral.js';

/**
 * What a referral counts as. Outcomes are few and the services of a territory too: each by itself would always be too
 * small to be told.
 */
export const COUNTED_AS = ['open', 'dossier', 'answered', 'none'] as const;
export type CountedAs = (typeof COUNTED_AS)[number];

const AS: Readonly<Record<Outcome, CountedAs>> = {
  begun: 'dossier',
  joined: 'dossier',
  answered: 'answered',
  other_desk: 'answered',
  not_reached: 'none',
  declined: 'none',
  lapsed: 'none',
};
export const countsAs = (outcome: Outcome | null): CountedAs => (outcome === null ? 'open' : AS[outcome]);

/** Where and when a referral counts. */
export interface Counted {
  readonly origin: string;
  /** `2026-12`. */
  readonly month: string;
  readonly outcome: Outcome | null;
}

/** Null where a number is too small to be told, or would tell one that is (domain.md §10). */
export interface FigureRow {
  readonly of: string;
  readonly counts: readonly (number | null)[];
  readonly total: number | null;
}
export interface ReferralFigures {
  readonly byOrigin: readonly FigureRow[];
  readonly byMonth: readonly FigureRow[];
  /** By what they count as, and together. */
  readonly sums: Omit<FigureRow, 'of'>;
}

/** The months of the figures: this one and the eleven before it, the latest first. */
export const monthsCounted = (today: Day): string[] =>
  Array.from({ length: 12 }, (_, back) => addMonths(`${today.slice(0, 7)}-01`, -back).slice(0, 7));

/**
 * The same referrals by origin and by month, each with how they ended. Both tables have the same sums: one that either of
 * them hides is told by neither.
 * @param origins in an order that does not depend on the counts
 */
export function figuresOf(
  counted: readonly Counted[],
  origins: readonly string[],
  months: readonly string[],
): ReferralFigures {
  const tableOf = (lines: readonly string[], line: (one: Counted) => string) =>
    shownTable(
      lines.map((name) =>
        COUNTED_AS.map((as) => counted.filter((one) => line(one) === name && countsAs(one.outcome) === as).length),
      ),
    );
  const [byOrigin, byMonth] = [tableOf(origins, ({ origin }) => origin), tableOf(months, ({ month }) => month)];
  const rowsOf = (lines: readonly string[], { cells, rows }: typeof byOrigin): FigureRow[] =>
    lines.map((of, index) => ({ of, counts: cells[index]!, total: rows[index]! }));
  return {
    byOrigin: rowsOf(origins, byOrigin),
    byMonth: rowsOf(months, byMonth),
    sums: {
      counts: COUNTED_AS.map((_, index) =>
        byMonth.columns[index] === null ? null : (byOrigin.columns[index] ?? null),
      ),
      total: byMonth.total === null ? null : byOrigin.total,
    },
  };
}
