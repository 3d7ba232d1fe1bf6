import type { Day } from '../../../foundation/kernel/time.js';
import type { Entry, Wish } from '../../matching/index.js';

/**
 * The most combinations: enough for two children with nineteen wishes each, or three with six. Nobody would read more.
 */
export const MOST_COMBINATIONS = 400;

type Option = string | Entry | null;

/** When the options of one child begin. */
export interface OptionStarts {
  /** The child's own day. */
  readonly own: Day | null;
  /** Of each option but the last, another day on which it begins; null for the child's own day. */
  readonly given: readonly (Day | null)[];
}

interface Combination {
  readonly wish: Wish;
  readonly positions: readonly number[];
  readonly left: number;
  readonly establishments: number;
}

const atOf = (option: Option): string | null => (typeof option === 'string' ? option : (option?.at ?? null));

/**
 * @param positions of its options. An option that a child has otherwise stands after those on its own day: a child that
 * can wait is left out no less readily than one that cannot
 */
function combinationOf(wish: Wish, positions: readonly number[]): Combination {
  const named = wish.map(atOf).filter((at) => at !== null);
  return { wish, positions, left: wish.length - named.length, establishments: new Set(named).size };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/**
 * Orders combinations: a place for each child comes before a place for some, then the same establishment before
 * different ones, then the better wishes.
 */
function compare(a: Combination, b: Combination): number {
  const first =
    a.positions.map((position, index) => position - b.positions[index]!).find((difference) => difference !== 0) ?? 0;
  return a.left - b.left || a.establishments - b.establishments || sumOf(a.positions) - sumOf(b.positions) || first;
}

/** How many of the first options begin on the child's own day. */
const ownDays = (starts: OptionStarts | undefined, count: number): number =>
  starts ? starts.given.slice(0, count).filter((day) => day === null).length : count;

/**
 * Whether brothers and sisters who want the same day begin together. Where the family asks for different days, each has
 * its own.
 * @param most the positions of the options that are left of each child; the last one begins on no day
 */
function beginTogether(
  positions: readonly number[],
  most: readonly number[],
  starts: readonly OptionStarts[],
): boolean {
  const given = new Map<Day | null, Day | null>();
  return starts.every(({ own, given: days }, index) => {
    const position = positions[index]!;
    if (position === most[index]! - 1) return true;
    const day = days[position]!;
    if (given.has(own)) return given.get(own) === day;
    given.set(own, day);
    return true;
  });
}

/**
 * The wishes of the children of one family in one session, as combinations. The dossier ranks wishes child by child.
 * Which combination a family prefers is defined here, in the same way for all families.
 * @param options the options of each child, best first. The last one is what the child has otherwise: the place it
 * holds today, or null
 * @param starts when they begin, child by child; absent where all begin on the children's own days
 */
export function siblingWishes(
  options: readonly (readonly Option[])[],
  starts: readonly OptionStarts[] | null = null,
): Wish[] {
  const [only, ...others] = options;
  if (others.length === 0) return only!.filter((option) => option !== null).map((option) => [option]);
  const most = Math.max(2, Math.floor(MOST_COMBINATIONS ** (1 / options.length)));
  const lists = options.map((list) => (list.length > most ? [...list.slice(0, most - 1), list.at(-1)!] : list));
  const combinations = lists.reduce<{ wish: Option[]; positions: number[] }[]>(
    (all, list) =>
      all.flatMap(({ wish, positions }) =>
        list.map((option, index) => ({ wish: [...wish, option], positions: [...positions, index] })),
      ),
    [{ wish: [], positions: [] }],
  );
  const lengths = lists.map((list) => list.length);
  return combinations
    .filter(({ positions }) => !starts || beginTogether(positions, lengths, starts))
    .map(({ wish, positions }) =>
      combinationOf(
        wish,
        positions.map((position, index) =>
          position === lengths[index]! - 1 ? Math.min(position, ownDays(starts?.[index], position)) : position,
        ),
      ),
    )
    .filter(({ left }) => left < options.length)
    .sort(compare)
    .map(({ wish }) => wish);
}
