import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { runs } from '../../../../test/support/engine/generate.js';
import type { Instance } from '../instance/instance.js';
import { pickedFrom } from './choice.js';
import { compile, type Compiled } from './compiled.js';
import { UnitOccupancy } from './unit-occupancy.js';

/** The unit that is looked at: another, which nobody names, stands before it. */
const UNIT = 1;

/**
 * Children a, b, c… in the unit's order, each on the half-days that are listed; each has one wish, and so child, entry
 * and wish have one number.
 */
function unit(weeks: readonly (readonly number[])[], slots: number, seats: number): Compiled {
  const names = Array.from({ length: slots }, (_, index) => `s${String(index).padStart(2, '0')}`);
  const ids = weeks.map((_, index) => `c${String(index).padStart(2, '0')}`);
  const instance: Instance = {
    slots: names,
    establishments: { 0: { capacity: { all: 1 }, order: [] }, A: { capacity: { all: seats }, order: ids } },
    children: Object.fromEntries(
      ids.map((id, index) => [id, { section: 'all', slots: weeks[index]!.map((slot) => names[slot]!) }]),
    ),
    families: Object.fromEntries(ids.map((id) => [id, { children: [id], wishes: [['A']] }])),
  };
  return compile(instance);
}

/** Takes or turns down each in turn. @returns who holds a place in the end, best first */
function propose(problem: Compiled, turns: readonly number[]): number[][] {
  const holders = new UnitOccupancy(problem);
  return turns.map((entry) => {
    const leaving: number[] = [];
    if (holders.admits(UNIT, problem.place[entry]!, leaving)) {
      holders.enter(entry);
      for (const position of leaving) holders.exit(problem.queueWish[position]!);
    }
    return holders.listHolders(UNIT);
  });
}

describe('holders of a plain unit', () => {
  it.each<[string, number[][], number[], number[]]>([
    ['whoever fits enters in the order of the unit', [[0], [1]], [1, 0], [0, 1]],
    ['the lowest gives way', [[0], [0]], [1, 0], [0]],
    ['nobody gives way to somebody below', [[0], [0]], [0, 1], [0]],
    ['one who holds both half-days gives way alone', [[0, 1], [0], [0, 1]], [2, 0], [0]],
    ['two give way where each holds one', [[0, 1], [0], [1]], [1, 2, 0], [0]],
    ['nobody gives way when one half-day has nobody below', [[0], [0, 1], [1]], [0, 2, 1], [0, 2]],
  ])('%s', (_, weeks, turns, expected) => expect(propose(unit(weeks, 2, 1), turns).at(-1)).toEqual(expected));

  it('spares the lowest on a half-day where somebody better gives way on both', () => {
    // Two seats: 1 is lowest on neither, 2 is lowest on the first half-day and gives way, which leaves room for 3 on
    // the second.
    expect(propose(unit([[0, 1], [0], [0, 1], [1]], 2, 2), [1, 2, 3, 0]).at(-1)).toEqual([0, 1, 3]);
  });

  it('finds the lowest however far above the last it stands', () => {
    const many = Array.from({ length: 71 }, () => [0]);
    expect(propose(unit(many, 1, 2), [0, 70, 33, 1])).toEqual([[0], [0, 70], [0, 33], [0, 1]]);
  });

  it('is what the whole choice rule says, on few half-days and on more than a word has', () => {
    const week = (slots: number): fc.Arbitrary<number[]> =>
      fc.uniqueArray(fc.nat(slots - 1), { minLength: 1, maxLength: 5 });
    const cases = fc
      .constantFrom(3, 4, 40)
      .chain((slots) =>
        fc.tuple(
          fc.constant(slots),
          fc.array(week(slots), { minLength: 2, maxLength: 9 }),
          fc.integer({ min: 0, max: 3 }),
          fc.infiniteStream(fc.nat()),
        ),
      );
    fc.assert(
      fc.property(cases, ([slots, weeks, seats, chance]) => {
        const problem = unit(weeks, slots, seats);
        const turns = [...problem.entryChild.keys()]
          .map((entry) => ({ entry, at: chance.next().value as number }))
          .sort((a, b) => a.at - b.at || a.entry - b.entry)
          .map(({ entry }) => entry);
        let holding: number[] = [];
        for (const [index, after] of propose(problem, turns).entries()) {
          const picked = pickedFrom(problem, UNIT, [...holding, turns[index]!], []);
          if (picked.has(turns[index]!)) holding = [...picked].sort((a, b) => problem.place[a]! - problem.place[b]!);
          expect(after).toEqual(holding);
        }
      }),
      runs(400),
    );
  });
});

describe.each([
  [0, 2],
  [35, 40],
])('on the fast path, from half-day %i of %i', (first, slots) => {
  const few = (weeks: number[][], seats: number): Compiled =>
    unit(
      weeks.map((week) => week.map((slot) => first + slot)),
      slots,
      seats,
    );

  it.each<[string, number, number[], { isHeard: boolean; hasRoom: boolean }]>([
    ['room', 1, [], { isHeard: true, hasRoom: true }],
    ['room on its half-days', 1, [3], { isHeard: true, hasRoom: true }],
    ['somebody below', 1, [2], { isHeard: true, hasRoom: false }],
    ['nobody below', 1, [0], { isHeard: false, hasRoom: false }],
    ['no place at all', 0, [], { isHeard: false, hasRoom: false }],
  ])('%s', (_, seats, holding, expected) => {
    const holders = new UnitOccupancy(few([[0], [0], [0], [1]], seats));
    for (const wish of holding) holders.enter(wish);
    expect({ isHeard: holders.firstToPropose(1, 2) === 1, hasRoom: holders.hasRoom(1) }).toEqual(expected);
  });

  it('considers again those below somebody who left a full half-day, until all is settled', () => {
    const problem = few([[0], [0], [0], [1], [0, 1]], 1);
    const holders = new UnitOccupancy(problem);
    const called = (): number[] => holders.whoMayFit(UNIT).map((position) => problem.queue[position]!);
    expect(called()).toEqual([]);
    for (const wish of [1, 3]) holders.enter(wish);
    holders.exit(1);
    // 4 lacks the half-day that 3 holds.
    expect(called()).toEqual([1, 2]);
    holders.settle(UNIT);
    expect(called()).toEqual([]);
    holders.exit(3);
    expect(called()).toEqual([3, 4]);
  });
});
