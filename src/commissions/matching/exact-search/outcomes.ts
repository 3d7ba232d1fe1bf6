import { FIRST } from '../deferred-acceptance/match.js';
import { NOTHING, type SearchState } from './search-state.js';

/** What the families of the search may get, best first for each, numbered through all families. */
export interface Values {
  readonly families: readonly number[];
  /** By family: its values are `from … to - 1`. */
  readonly from: readonly number[];
  readonly wish: readonly number[];
}

/**
 * The values of each of these families, best first. A family may also get nothing, unless a place is guaranteed to it
 * or fixed.
 */
export function outcomesOf(state: SearchState, families: readonly number[]): Values {
  const { wishFrom, open } = state.problem;
  const from: number[] = [],
    wish: number[] = [];
  for (const family of families) {
    from.push(wish.length);
    for (let position = wishFrom[family]!; position < wishFrom[family + 1]!; position += 1)
      if (open[position] === 1) wish.push(position);
    if (wish.length === from.at(-1) || !isKept(state, family, wish.at(-1)!)) wish.push(NOTHING);
  }
  return { families, from: [...from, wish.length], wish };
}

/**
 * Whether a wish certainly stays with its family: it stands before every order, was fixed by members, or asks for
 * nothing.
 */
function isKept({ problem, entriesOf }: SearchState, family: number, wish: number): boolean {
  return wish >= problem.ownTo[family]! || entriesOf(wish).every((entry) => problem.priority[entry] === FIRST);
}
