import type { HistorySolution, HistoryWish, RequestPast } from './family-history.js';

/** Which wish the first solution of a request answered. */
export const WISHES_OBTAINED = ['1', '2', '3', 'later', 'notWished', 'elsewhere'] as const;
export type WishObtained = (typeof WISHES_OBTAINED)[number];

/** The solution that came first. Of two of one moment, the one that is written first. */
export const firstSolution = ({ solutions }: Pick<RequestPast, 'solutions'>): HistorySolution | null =>
  solutions.reduce<HistorySolution | null>(
    (first, solution) => (first === null || solution.at < first.at ? solution : first),
    null,
  );

/**
 * The best rank of the solution's provider among the wishes. A solution without a known provider answers the wishes
 * that name its mode only.
 */
export function wishObtained(
  { mode, provider }: Pick<HistorySolution, 'mode' | 'provider'>,
  wishes: readonly HistoryWish[],
): WishObtained {
  if (mode === 'elsewhere') return 'elsewhere';
  const ranks = wishes
    .filter((wish) => wish.provider === provider && (provider !== null || wish.mode === mode))
    .map(({ rank }) => rank);
  if (ranks.length === 0) return 'notWished';
  const best = Math.min(...ranks);
  return best > 3 ? 'later' : (String(best) as WishObtained);
}
