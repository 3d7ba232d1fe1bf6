/** Whole points, negative ones included; null: not written yet, and then the grid stays a draft. */
export type WrittenPoints = number | null;

/** Something that the desk asks proof of before an offer is confirmed. The points count as soon as it is declared. */
interface Provable {
  readonly proof?: boolean;
}

/** A criterion that holds or does not: its points are added when it holds. */
export interface FlatItem extends Provable {
  readonly code: string;
  readonly points: WrittenPoints;
}

/** `[from, to, points]`, both limits included, in whole units; null: no limit on that side. */
export type Band = readonly [from: number | null, to: number | null, points: WrittenPoints];

/** A number of which the band it falls in gives the points (income, months of waiting). Outside every band: none. */
export interface BandItem extends Provable {
  readonly code: string;
  readonly bands: readonly Band[];
}

/** A number of which each unit gives points (per month, per missed commission). */
export interface UnitItem extends Provable {
  readonly code: string;
  readonly perUnit: WrittenPoints;
  /** Never further from zero than this; null: no cap. */
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

/** Points at one establishment only: a sibling goes there, the family lives in its commune. */
export interface BonusItem extends Provable {
  readonly code: string;
  readonly bonus: WrittenPoints;
}

/** What a group may hold. */
export type GridOption = FlatItem | BandItem | UnitItem | RangeItem;

/** Criteria of which one at most counts: the one that holds and gives most. */
export interface GridGroup {
  readonly group: string;
  readonly options: readonly GridOption[];
  readonly cap?: number | null;
}

export type GridLine = GridOption | BonusItem | GridGroup;

/** Together, these lines (criteria or groups) give no more than `max`. */
export interface SetCap {
  readonly codes: readonly string[];
  readonly max: number | null;
}

/** Applied in the grid's order among equal points; the lot, drawn and recorded, leaves nothing open and comes last. */
export const TIE_BREAKS = ['request_date', 'older_child', 'lot'] as const;
export type TieBreak = (typeof TIE_BREAKS)[number];

export interface CriteriaGrid {
  readonly id: string;
  readonly source: string;
  readonly items: readonly GridLine[];
  readonly caps?: readonly SetCap[];
  /** Of all points together, local bonuses included. */
  readonly totalCap?: number | null;
  readonly tieBreak: readonly TieBreak[];
  /** What the published source does not say and we had to assume. */
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

export const nameOf = (line: GridLine): string => (isGroup(line) ? line.group : line.code);

/** Never further from zero than a cap: the one rule of every cap, whatever it caps. */
export const limited = (points: number, cap: number | null | undefined): number =>
  cap === null || cap === undefined ? points : Math.sign(points) * Math.min(Math.abs(points), cap);
