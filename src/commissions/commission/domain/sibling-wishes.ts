import type { Entry, Wish } from '../../matching/index.js';

/**
 * The most combinations: enough for two children with nineteen wishes each, or three with six. Nobody would read more.
 */
export const MOST_COMBINATIONS = 400;

type Option = string | Entry | null;

interface Combination {
  readonly wish: Wish;
  readonly positions: readonly number[];
  readonly left: number;
  readonly establishments: number;
}

const atOf = (option: Option): string | null => (typeof option === 'string' ? option : (option?.at ?? null));

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

/**
 * The wishes of the children of one family in one session, as combinations. The dossier ranks wishes child by child.
 * Which combination a family prefers is defined here, in the same way for all families.
 * @param options the options of each child, best first. The last one is what the child has otherwise: the place it
 * holds today, or null
 */
export function siblingWishes(options: readonly (readonly Option[])[]): Wish[] {
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
  return combinations
    .map(({ wish, positions }) => combinationOf(wish, positions))
    .filter(({ left }) => left < options.length)
    .sort(compare)
    .map(({ wish }) => wish);
}
