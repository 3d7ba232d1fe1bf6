/** Whole points, which may be negative. Null when they are not written yet, and the grid then stays a draft. */
export type WrittenPoints = number | null;

/** A criterion whose proof is asked for before an offer is confirmed. Its points count as soon as it is declared. */
interface Provable {
  readonly proof?: boolean;
}

/** A criterion that holds or does not. Its points are given when it holds. */
export interface FlatItem extends Provable {
  readonly code: string;
  readonly points: WrittenPoints;
}

/** `[from, to, points]`, both limits included, in whole units; null: no limit on that side. */
export type Band = readonly [from: number | null, to: number | null, points: WrittenPoints];

/**
 * A number that gives the points of the band in which it falls (income, months of waiting), and none outside every
 * band.
 */
export interface BandItem extends Provable {
  readonly code: string;
  readonly bands: readonly Band[];
}

/** A number that gives points for each unit (per month, per missed commission). */
export interface UnitItem extends Provable {
  readonly code: string;
  readonly perUnit: WrittenPoints;
  /** The farthest that the points may be from zero; null for no cap. */
  readonly cap: number | null;
}

export const EXPERTS = ['rpe', 'pmi', 'social_services'] as const;
export type Expert = (typeof EXPERTS)[number];

/** Points that a professional gives within a range, both ends included. */
export interface RangeItem {
  readonly code: string;
  readonly range: readonly [least: WrittenPoints, most: WrittenPoints];
  readonly by: readonly Expert[];
}

/** Points at one establishment only, where a sibling goes or in whose commune the family lives. */
export interface BonusItem extends Provable {
  readonly code: string;
  readonly bonus: WrittenPoints;
}

/** The criteria that a group may contain. */
export type GridOption = FlatItem | BandItem | UnitItem | RangeItem;

/** Criteria that are not added up: of those that hold, the one with the most points counts. */
export interface GridGroup {
  readonly group: string;
  readonly options: readonly GridOption[];
  readonly cap?: number | null;
}

export type GridLine = GridOption | BonusItem | GridGroup;

/** A cap on several lines (criteria or groups): together they give no more than `max`. */
export interface SetCap {
  readonly codes: readonly string[];
  readonly max: number | null;
}

/**
 * Rules for equal points, applied in the order of the grid. The lot comes last: it is drawn and recorded, and leaves
 * nobody equal.
 */
export const TIE_BREAKS = ['request_date', 'older_child', 'lot'] as const;
export type TieBreak = (typeof TIE_BREAKS)[number];

/**
 * The day on which the activity of the parents is judged: that of the session, or that on which care starts. A leave
 * with a date of return counts as activity from that date.
 */
export const ACTIVITY_AT = ['today', 'careStart'] as const;
export type ActivityAt = (typeof ACTIVITY_AT)[number];

export interface CriteriaGrid {
  readonly id: string;
  readonly source: string;
  readonly items: readonly GridLine[];
  readonly caps?: readonly SetCap[];
  /** A cap on all points together, with the bonuses of single establishments. */
  readonly totalCap?: number | null;
  readonly tieBreak: readonly TieBreak[];
  /** Absent from versions written before it could be chosen, which judge the day of the session: {@link activityAtOf}. */
  readonly activityAt?: ActivityAt;
  /** What we had to assume, because the published source does not say it. */
  readonly assumed: readonly string[];
}

export const isGroup = (line: GridLine): line is GridGroup => 'group' in line;
export const isBonus = (line: GridLine): line is BonusItem => 'bonus' in line;
export const isBands = (line: GridLine): line is BandItem => 'bands' in line;
export const isUnit = (line: GridLine): line is UnitItem => 'perUnit' in line;
export const isRange = (line: GridLine): line is RangeItem => 'range' in line;

export const LINE_SHAPES = ['flat', 'bands', 'unit', 'range', 'bonus', 'group'] as const;
export type LineShape = (typeof LINE_SHAPES)[number];

export function shapeOf(line: GridLine): LineShape {
  if (isGroup(line)) return 'group';
  if (isBonus(line)) return 'bonus';
  if (isBands(line)) return 'bands';
  if (isUnit(line)) return 'unit';
  return isRange(line) ? 'range' : 'flat';
}

export const activityAtOf = ({ activityAt }: CriteriaGrid): ActivityAt => activityAt ?? 'today';

export const nameOf = (line: GridLine): string => (isGroup(line) ? line.group : line.code);

/** Keeps points no farther from zero than a cap. Every cap works in this way. */
export const limited = (points: number, cap: number | null | undefined): number =>
  cap === null || cap === undefined ? points : Math.sign(points) * Math.min(Math.abs(points), cap);
