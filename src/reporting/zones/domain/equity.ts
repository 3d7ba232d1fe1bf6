import { newcombeDifference, type Difference, type Share } from './newcombe.js';

/** What groups are made by. Each compares its groups with the rest of the territory, and no two are crossed. */
export const EQUITY_DIMENSIONS = ['commune', 'loneParent', 'activity', 'origin', 'adaptation'] as const;
export type EquityDimension = (typeof EQUITY_DIMENSIONS)[number];

/** A child whose request is at least six months old. A group is null where the answer is not known. */
export interface FollowedChild {
  readonly solved: boolean;
  readonly groups: Readonly<Record<EquityDimension, string | null>>;
}

/** Fewer are merged with others as small, or not shown. */
export const FEWEST_IN_GROUP = 10;
/** Families or children whom a question does not concern: what the others are compared with. */
const OTHERS = 'no';
/** The name of the communes that are too small to stand alone. */
export const MERGED = 'merged';

export interface Comparison {
  readonly dimension: EquityDimension;
  readonly group: string;
  readonly own: Share;
  readonly rest: Share;
  readonly difference: Difference;
  /** Whether the interval holds zero: the difference may be chance. */
  readonly mayBeChance: boolean;
}

/** Why a dimension is not compared: the answer of fewer than half is known, or no two groups are large enough. */
export type LeftOut = 'unknown' | 'small';

export interface Equity {
  readonly whole: Share;
  /** Of how many the answer is known, by dimension. */
  readonly known: Readonly<Record<EquityDimension, number>>;
  /** In the order of the dimensions, the greatest group first. Empty where all have a solution, or nobody has. */
  readonly comparisons: readonly Comparison[];
  /** What was looked at and is not compared. */
  readonly leftOut: readonly { readonly dimension: EquityDimension; readonly why: LeftOut }[];
}

const shareOf = (children: readonly FollowedChild[]): Share => ({
  count: children.filter(({ solved }) => solved).length,
  base: children.length,
});

/** Compares the rate of solution of each group with that of the rest: of children, never of one child. */
export function compareGroups(children: readonly FollowedChild[]): Equity {
  const whole = shareOf(children);
  const known = Object.fromEntries(
    EQUITY_DIMENSIONS.map((dimension) => [
      dimension,
      children.filter(({ groups }) => groups[dimension] !== null).length,
    ]),
  ) as Record<EquityDimension, number>;
  // Those who have not answered may be others than those who have: under half, a difference would be theirs.
  const isUnknown = (dimension: EquityDimension): boolean => 2 * known[dimension] < children.length;
  const comparisons = EQUITY_DIMENSIONS.flatMap((dimension) =>
    isUnknown(dimension) ? [] : comparisonsOf(dimension, children),
  );
  const isTold = (asked: EquityDimension): boolean => comparisons.some(({ dimension }) => dimension === asked);
  const isAlike = whole.count === 0 || whole.count === whole.base;
  return {
    whole,
    known,
    comparisons: isAlike ? [] : comparisons,
    leftOut: EQUITY_DIMENSIONS.filter((dimension) => !isTold(dimension)).map((dimension) => ({
      dimension,
      why: isUnknown(dimension) ? 'unknown' : 'small',
    })),
  };
}

function comparisonsOf(dimension: EquityDimension, children: readonly FollowedChild[]): readonly Comparison[] {
  const known = children.filter(({ groups }) => groups[dimension] !== null);
  const groups = new Map<string, FollowedChild[]>();
  for (const child of known) {
    const group = child.groups[dimension]!;
    groups.set(group, [...(groups.get(group) ?? []), child]);
  }
  const compared = [...withMerged(dimension, groups)]
    .filter(([, members]) => members.length >= FEWEST_IN_GROUP && known.length - members.length >= FEWEST_IN_GROUP)
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .map(([group, members]) => {
      const inside = new Set(members);
      const [own, rest] = [shareOf(members), shareOf(known.filter((child) => !inside.has(child)))];
      const difference = newcombeDifference(own, rest);
      return { dimension, group, own, rest, difference, mayBeChance: difference.low <= 0 && difference.high >= 0 };
    });
  return withoutMirror(compared, known.length);
}

/** Of two groups each is the rest of the other: their one comparison is told once, from the group that a reader asks about. */
function withoutMirror(compared: readonly Comparison[], known: number): readonly Comparison[] {
  const [one, other] = compared;
  const isMirror = compared.length === 2 && one!.own.base + other!.own.base === known;
  return isMirror ? [one!.group === OTHERS ? other! : one!] : compared;
}

/** Small communes are told together; small groups of another kind have nothing in common, and are not shown. */
function withMerged(dimension: EquityDimension, groups: Map<string, FollowedChild[]>): Map<string, FollowedChild[]> {
  if (dimension !== 'commune') return groups;
  const large = [...groups].filter(([, members]) => members.length >= FEWEST_IN_GROUP);
  const small = [...groups].filter(([, members]) => members.length < FEWEST_IN_GROUP);
  return new Map([...large, ...(small.length > 1 ? [[MERGED, small.flatMap(([, members]) => members)] as const] : [])]);
}
