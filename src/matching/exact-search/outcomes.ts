import { FIRST } from '../deferred-acceptance/match.js';
import { NOTHING, type SearchState } from './search-state.js';

/** What a family may get, best first, numbered through all families of the search. */
export interface Values {
  readonly families: readonly number[];
  /** Family by position → its values `from … to - 1`. */
  readonly from: readonly number[];
  readonly wish: readonly number[];
}

/** What each of these families may get, best first; nothing at all only when no place is kept for it or fixed. */
export function outcomesOf(state: SearchState, families: readonly number[]): Values {
  const { wishFrom, open } = state.problem;
  const from: number[] = [],
    wish: number[] = [];
  for (const family of families) {
    from.push(wish.length);
    for (let one = wishFrom[family]!; one < wishFrom[family + 1]!; one += 1) if (open[one] === 1) wish.push(one);
    if (wish.length === from.at(-1) || !isKept(state, family, wish.at(-1)!)) wish.push(NOTHING);
  }
  return { families, from: [...from, wish.length], wish };
}

/** Its last open wish stands first in every order, is fixed by members, or asks for nothing. */
function isKept({ problem, entriesOf }: SearchState, family: number, wish: number): boolean {
  return wish >= problem.ownTo[family]! || entriesOf(wish).every((entry) => problem.priority[entry] === FIRST);
}
