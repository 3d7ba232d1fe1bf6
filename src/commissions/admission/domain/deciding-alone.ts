import {
  isBands,
  isBonus,
  isGroup,
  isRange,
  isUnit,
  limited,
  type CriteriaGrid,
  type GridLine,
  type GridOption,
  type BonusItem,
} from './grid.js';

/**
 * The highest realistic values of numbers that are counted per unit: three years of waiting, monthly sessions for one
 * year, five refusals.
 */
export const MOST_UNITS: Readonly<Record<string, number>> = {
  seniority: 36,
  missed_commissions: 12,
  earlier_refusals: 5,
  declined_offers: 5,
  unanswered_offers: 5,
  no_shows: 5,
};
const OTHER_UNITS = 12;

export interface DecidingCriterion {
  readonly code: string;
  /** The most points that the criterion gives or takes away. */
  readonly weight: number;
  /** The most points that all other criteria give together. */
  readonly others: number;
}

/** The most and the fewest points that a criterion can give. When it does not hold, it gives none. */
function reachOf(item: GridOption | BonusItem): { most: number; least: number } {
  const span = (...points: (number | null)[]) => ({
    most: Math.max(0, ...points.map((given) => given ?? 0)),
    least: Math.min(0, ...points.map((given) => given ?? 0)),
  });
  if (isBonus(item)) return span(item.bonus);
  if (isRange(item)) return span(...item.range);
  if (isBands(item)) return span(...item.bands.map(([, , points]) => points));
  if (isUnit(item)) return span(limited((item.perUnit ?? 0) * (MOST_UNITS[item.code] ?? OTHER_UNITS), item.cap));
  return span(item.points);
}

const criteriaOf = (line: GridLine): readonly (GridOption | BonusItem)[] => (isGroup(line) ? line.options : [line]);

/** The most points of a line. Of a group only one criterion counts, so this is the most of its best one. */
const mostOf = (line: GridLine): number => {
  const most = Math.max(0, ...criteriaOf(line).map((item) => reachOf(item).most));
  return isGroup(line) ? limited(most, line.cap) : most;
};

/** The most points of several lines together, after the caps on sets of lines. */
function togetherOf(lines: readonly GridLine[], grid: CriteriaGrid): number {
  const most = new Map(lines.map((line) => [isGroup(line) ? line.group : line.code, mostOf(line)]));
  const all = [...most.values()].reduce((sum, value) => sum + value, 0);
  const taken = (grid.caps ?? []).map(({ codes, max }) => {
    const sum = codes.reduce((total, code) => total + (most.get(code) ?? 0), 0);
    return sum - limited(sum, max);
  });
  return all - taken.reduce((sum, value) => sum + value, 0);
}

/**
 * The criteria that decide alone: what one gives (or takes away) is more than all the others that can be had with it
 * give together, so that no child without it ever comes before a child with it. What priority by one criterion alone
 * means was judged for school canteens (Conseil d'État, 23 October 2009, n° 329076).
 */
export function decidingAlone(grid: CriteriaGrid): DecidingCriterion[] {
  return grid.items.flatMap((line) => {
    const others = togetherOf(
      grid.items.filter((other) => other !== line),
      grid,
    );
    return criteriaOf(line).flatMap((item) => {
      const { most, least } = reachOf(item);
      const weight = Math.max(most, -least);
      return weight > others ? [{ code: item.code, weight, others }] : [];
    });
  });
}
