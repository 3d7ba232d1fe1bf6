import { bonusLine, lineOf, type BonusPlace, type PointsLine } from './line-points.js';
import {
  activityAtOf,
  isBonus,
  isGroup,
  limited,
  nameOf,
  type CriteriaGrid,
  type GridGroup,
  type GridOption,
} from './grid.js';
import type { CandidateFacts } from './facts.js';

export interface Points {
  /** The lines in the order of the grid, then the caps, then the bonuses of single establishments. */
  readonly lines: readonly PointsLine[];
  /** The total at any establishment. {@link pointsAt} adds the bonuses of one of them. */
  readonly total: number;
}

const sumOf = (lines: readonly PointsLine[]): number => lines.reduce((sum, line) => sum + line.points, 0);

/** Whether a line holds. A line with a number holds when it gives points. */
const holds = ({ value, points }: PointsLine): boolean | null => (typeof value === 'number' ? points !== 0 : value);

/**
 * The line of a group: its best criterion that holds, and no other. When none holds, the group is undeclared if one of
 * its criteria is.
 */
function groupLine({ group, options, cap }: GridGroup, facts: CandidateFacts): PointsLine {
  const lines = options.map((option) => lineOf(option, facts));
  const best = lines
    .filter((line) => holds(line) === true)
    .reduce<PointsLine | null>((kept, line) => (kept === null || line.points > kept.points ? line : kept), null);
  if (best) return { ...best, points: limited(best.points, cap) };
  const open = lines.filter((line) => holds(line) === null);
  const careStart = lines.find((line) => line.careStart !== undefined)?.careStart;
  return {
    code: group,
    value: open.length > 0 ? null : false,
    points: 0,
    proof:
      open.length === 0 ? 'declared' : open.every(({ proof }) => proof === 'withheld') ? 'withheld' : 'not_declared',
    ...(careStart === undefined ? {} : { careStart }),
  };
}

/** The points that a cap takes away, as a line of its own. The other lines keep the points of their criterion. */
function capLine(
  code: 'cap' | 'total_cap',
  before: number,
  cap: number | null | undefined,
  more: Partial<PointsLine> = {},
): PointsLine[] {
  const taken = limited(before, cap) - before;
  return taken === 0 ? [] : [{ code, value: cap!, points: taken, proof: 'recorded', ...more }];
}

/** The facts on the day on which the grid judges the parents' activity. */
function judged(grid: CriteriaGrid, { careStart, ...facts }: CandidateFacts): CandidateFacts {
  if (careStart === undefined || activityAtOf(grid) === 'today') return facts;
  return { ...facts, answers: { ...facts.answers, ...careStart.answers }, careStart };
}

function counted(grid: CriteriaGrid, said: CandidateFacts): PointsLine[] {
  const facts = judged(grid, said);
  const byName = grid.items.flatMap((item) => {
    if (isBonus(item)) return [];
    return [{ name: nameOf(item), line: isGroup(item) ? groupLine(item, facts) : lineOf(item as GridOption, facts) }];
  });
  const capped = (grid.caps ?? []).flatMap(({ codes, max }) => {
    const together = sumOf(byName.filter(({ name }) => codes.includes(name)).map(({ line }) => line));
    return capLine('cap', together, max, { of: codes });
  });
  return [...byName.map(({ line }) => line), ...capped];
}

/**
 * The points of a child under a grid: one line per criterion or group, the points that each cap takes away, and the
 * bonuses of each establishment. What is not written yet in the grid counts nothing.
 */
export function pointsOf(grid: CriteriaGrid, facts: CandidateFacts, places: readonly BonusPlace[] = []): Points {
  const lines = counted(grid, facts);
  const before = sumOf(lines);
  const total = limited(before, grid.totalCap);
  const bonuses = places.flatMap((place) => {
    const local = grid.items.filter(isBonus).map((item) => bonusLine(item, facts, place));
    const capped = limited(before + sumOf(local), grid.totalCap);
    const taken = capped - total - sumOf(local);
    return [
      ...local,
      ...(taken === 0
        ? []
        : [{ code: 'total_cap', value: grid.totalCap!, points: taken, proof: 'recorded', at: place.id } as const]),
    ];
  });
  return { lines: [...lines, ...capLine('total_cap', before, grid.totalCap), ...bonuses], total };
}

/** The points of a child at one establishment, with its bonuses. */
export const pointsAt = (
  { lines, total }: { lines: readonly Pick<PointsLine, 'at' | 'points'>[]; total: number },
  establishmentId: string,
): number => lines.reduce((sum, line) => (line.at === establishmentId ? sum + line.points : sum), total);
