import type { Entry, Wish } from '../../matching/index.js';

/** A family of two with nineteen wishes each, of three with six; nobody reads further. */
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

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** A place for each child before a place for some; then together before apart; then the best wishes of all. */
function compare(a: Combination, b: Combination): number {
  const first =
    a.positions.map((position, index) => position - b.positions[index]!).find((difference) => difference !== 0) ?? 0;
  return a.left - b.left || a.establishments - b.establishments || sumOf(a.positions) - sumOf(b.positions) || first;
}

/**
 * The wishes of the children of one family before one session, as tuples. The dossier ranks wishes child by child: what
 * a family would rather have is said here, once for all families.
 * @param options of each child, best first; the last is what it is left with: the place it holds today, or null
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
