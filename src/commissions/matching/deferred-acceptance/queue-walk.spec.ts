import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Instance } from '../instance/instance.js';
import { chosenFrom } from './choice.js';
import { compile } from './compiled.js';
import { isQueue, QueueWalk } from './queue-walk.js';

const SLOTS = ['m', 't', 'w'];
const ids = [...'abcdefgh'];

/** Children at one establishment: some of them hold a place there, whether all fit or not. */
const crowd = fc.record({
  places: fc.tuple(...SLOTS.map(() => fc.integer({ min: 0, max: 3 }))),
  strict: fc.boolean(),
  weeks: fc.tuple(...ids.map(() => fc.subarray(SLOTS, { minLength: 1 }))),
  order: fc.shuffledSubarray(ids, { minLength: 2 }),
  holders: fc.subarray(ids),
});

describe('a queue walked once', () => {
  it('answers each newcomer as the choice rule does', () => {
    fc.assert(
      fc.property(crowd, ({ places, strict, weeks, order, holders }) => {
        const instance: Instance = {
          slots: SLOTS,
          establishments: {
            A: {
              capacity: { all: Object.fromEntries(SLOTS.map((slot, index) => [slot, places[index]!])) },
              order,
              queue: strict ? 'strict' : 'skip',
            },
          },
          children: Object.fromEntries(ids.map((id, index) => [id, { section: 'all', slots: weeks[index]! }])),
          families: Object.fromEntries(ids.map((id) => [id, { children: [id], wishes: [['A']] }])),
        };
        const problem = compile(instance);
        const idOf = (entry: number): string => problem.childIds[problem.entryChild[entry]!]!;
        const entries = [...problem.entryChild.keys()];
        const held = entries.filter((entry) => holders.includes(idOf(entry)));
        const walk = new QueueWalk(problem, 0, held);
        for (const entry of entries.filter((one) => !held.includes(one))) {
          const { picked, lacking, least } = chosenFrom(problem, 0, [...held, entry]);
          expect(walk.turnOf(entry)).toEqual({
            taken: picked.has(entry),
            lacking: lacking.get(entry) ?? [],
            least: least.get(entry) ?? [],
          });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is a queue unless a seat is reserved', () => {
    const compiled = (reserves: { trait: string; seats: number }[]) =>
      compile({
        slots: ['m'],
        establishments: { A: { capacity: { all: 1 }, order: ['a'], queue: 'strict', reserves } },
        children: { a: { section: 'all', slots: ['m'] } },
        families: { a: { children: ['a'], wishes: [['A']] } },
      });
    expect([isQueue(compiled([]), 0), isQueue(compiled([{ trait: 'x', seats: 1 }]), 0)]).toEqual([true, false]);
  });
});
