import { describe, expect, it } from '../../../../test/support/runner.js';
import { compile } from '../deferred-acceptance/match.js';
import type { Instance } from '../instance/instance.js';
import { Obstacles } from './obstacles.js';
import { outcomesOf } from './outcomes.js';
import { NOTHING, SearchState } from './search-state.js';

/** One seat on Monday and two on Tuesday, for six only children in the order of their names. All want both days. */
const instance: Instance = {
  slots: ['mon', 'tue'],
  establishments: { A: { capacity: { all: { mon: 1, tue: 2 } }, order: ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'] } },
  children: Object.fromEntries(
    ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'].map((id) => [id, { section: 'all', slots: ['mon', 'tue'] }]),
  ),
  families: Object.fromEntries(
    ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'].map((id) => [id, { children: [id], wishes: [['A']] }]),
  ),
};

/** What is held: by family, the position of a wish or nothing. */
function situation(held: Partial<Record<string, number>>, searched: readonly string[]) {
  const problem = compile(instance);
  const state = new SearchState(
    problem,
    Int32Array.from(problem.familyIds, (id) =>
      held[id] === undefined ? NOTHING : problem.wishFrom[problem.familyIds.indexOf(id)]!,
    ),
  );
  const numberOf = (id: string): number => problem.familyIds.indexOf(id);
  const entryOf = (id: string): number => state.entriesOf(problem.wishFrom[numberOf(id)]!)[0]!;
  const obstacles = new Obstacles(state, outcomesOf(state, searched.map(numberOf)));
  return { state, obstacles, numberOf, entryOf };
}

describe('the obstacles of a search', () => {
  it('are one list for all children who stand below the same families', () => {
    const { obstacles, entryOf } = situation({}, ['c0', 'c3']);
    const rivalsOf = (id: string) => obstacles.waysOf(entryOf(id), [entryOf(id)])[0]!.map(({ rivals }) => rivals);
    expect(rivalsOf('c1').map((rivals) => rivals.length)).toEqual([1, 1]);
    expect(rivalsOf('c4').map((rivals) => rivals.length)).toEqual([2, 2]);
    expect(rivalsOf('c2')[0]).toBe(rivalsOf('c1')[0]);
    expect(rivalsOf('c5')[1]).toBe(rivalsOf('c4')[1]);
  });

  it('count nobody against itself', () => {
    const { obstacles, entryOf } = situation({}, ['c0', 'c3']);
    expect(obstacles.waysOf(entryOf('c3'), [entryOf('c3')])[0]!.map(({ rivals }) => rivals.length)).toEqual([1, 1]);
    expect(obstacles.waysOf(entryOf('c0'), [entryOf('c0')])[0]!.map(({ rivals }) => rivals.length)).toEqual([0, 0]);
  });
});

describe('a wish that holders ranked above already fill', () => {
  it.each([
    ['c0', {}, false],
    ['c2', {}, false],
    ['c2', { c1: 0 }, true],
    ['c0', { c1: 0 }, false],
    ['c2', { c2: 0, c3: 0 }, false],
  ] as const)('of %s, where %j hold a place: %s', (id, held, filled) => {
    const { state, numberOf, entryOf } = situation(held, []);
    expect(state.isFilledAbove(numberOf(id), [entryOf(id)])).toBe(filled);
    if (filled) expect(state.isClaim(numberOf(id), state.wishOf(entryOf(id)))).toBe(false);
  });
});
