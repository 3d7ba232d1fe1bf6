import { isGroup, type CriteriaGrid, type GridGroup, type GridItem } from './grid.js';

/** What is known of one criterion for one child. `holds` null: nobody answered, which costs its points and is said. */
export interface CriterionFact {
  readonly holds: boolean | null;
  /** A person has seen the proof. */
  readonly seen: boolean;
}
/** By criterion code; a code that is absent is not declared. */
export type CriterionFacts = Readonly<Record<string, CriterionFact>>;

/** One line of a child's points, as it is shown to members and to the family. */
export interface PointsLine {
  /** The criterion, or the group when none of its options holds. */
  readonly code: string;
  readonly value: boolean | null;
  readonly points: number;
  readonly proof: 'declared' | 'seen' | 'not_declared';
}

export interface Points {
  readonly lines: readonly PointsLine[];
  readonly total: number;
}

const UNKNOWN: CriterionFact = { holds: null, seen: false };

function lineOf(code: string, { holds, seen }: CriterionFact, points: number): PointsLine {
  const proof = holds === null ? 'not_declared' : seen ? 'seen' : 'declared';
  return { code, value: holds, points: holds ? points : 0, proof };
}

const itemLine = (item: GridItem, facts: CriterionFacts): PointsLine => lineOf(item.code, facts[item.code] ?? UNKNOWN, item.points);

/** One option at most: the best that holds. When none does, the group is undeclared if one of its options still might. */
function groupLine({ group, options }: GridGroup, facts: CriterionFacts): PointsLine {
  const holding = options.filter((option) => facts[option.code]?.holds === true);
  const best = holding.reduce<GridItem | null>((kept, option) => (kept === null || option.points > kept.points ? option : kept), null);
  if (best) return itemLine(best, facts);
  const open = options.some((option) => (facts[option.code] ?? UNKNOWN).holds === null);
  return lineOf(group, { holds: open ? null : false, seen: false }, 0);
}

/** The points of a child under a grid, one line per item or group, in the grid's order. */
export function pointsOf(grid: CriteriaGrid, facts: CriterionFacts): Points {
  const lines = grid.items.map((item) => (isGroup(item) ? groupLine(item, facts) : itemLine(item, facts)));
  return { lines, total: lines.reduce((sum, line) => sum + line.points, 0) };
}
