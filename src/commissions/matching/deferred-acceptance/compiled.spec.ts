import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { anyInstance, runs } from '../../../../test/support/engine/generate.js';
import { options, orderOf } from '../../../../test/support/engine/oracle.js';
import type { Child, Establishment, Family, Instance, Lock } from '../instance/instance.js';
import { compile, FIRST, NOT_RANKED, type Compiled } from './compiled.js';
import { NO_FAST_PATH } from './single-child-fast-path.js';
import { namesIn } from './half-days.js';

const house = (order: string, more: Partial<Establishment> = {}): Establishment => ({
  capacity: { all: 1 },
  order: order.split(' '),
  ...more,
});
const single = (id: string, ...wishes: string[]): [string, Family] => [
  `f${id}`,
  { children: [id], wishes: wishes.map((at) => [at]) },
];
function world(
  establishments: Record<string, Establishment>,
  families: [string, Family][],
  more: Record<string, Partial<Child>> = {},
): Instance {
  const ids = families.flatMap(([, { children }]) => children);
  return {
    slots: ['m', 't'],
    establishments,
    families: Object.fromEntries(families),
    children: Object.fromEntries(ids.map((id) => [id, { section: 'all', slots: ['m'], ...more[id] }])),
  };
}

/** Places of a wish, by child. */
function placesOf(
  { entryFrom, entryChild, entryUnit, unitAt, unitSection, masks, halfDays, childIds }: Compiled,
  wish: number,
): Record<string, string> {
  const places: Record<string, string> = {};
  for (let entry = entryFrom[wish]!; entry < entryFrom[wish + 1]!; entry += 1) {
    const unit = entryUnit[entry]!;
    places[childIds[entryChild[entry]!]!] =
      `${unitAt[unit]} ${unitSection[unit]} ${namesIn(halfDays, masks, entry * halfDays.words).join()}`;
  }
  return places;
}

/** What may be proposed to a family, best first; what locks leave it may be one of its wishes again: it counts last. */
function openTo(problem: Compiled, id: string): Record<string, string>[] {
  const family = problem.familyIds.indexOf(id);
  const wishes = Array.from(
    { length: problem.wishFrom[family + 1]! - problem.wishFrom[family]! },
    (_, index) => problem.wishFrom[family]! + index,
  );
  const open = wishes.filter((wish) => problem.open[wish] === 1).map((wish) => placesOf(problem, wish));
  const last = JSON.stringify(open.at(-1));
  return open.filter(
    (places, index) => Object.keys(places).length > 0 && (index === open.length - 1 || JSON.stringify(places) !== last),
  );
}

describe('an instance in numbers', () => {
  it('opens to each family what the rules say can be proposed to it, in its order', () => {
    fc.assert(
      fc.property(anyInstance, (instance) => {
        const problem = compile(instance);
        for (const [id, { children }] of Object.entries(instance.families)) {
          const expected = options(instance, id).map((tuple) =>
            Object.fromEntries(
              tuple.flatMap((place, index) =>
                place ? [[children[index]!, `${place.at} ${place.section} ${place.slots.join()}`]] : [],
              ),
            ),
          );
          expect(openTo(problem, id)).toEqual(expected.filter((places) => Object.keys(places).length > 0));
        }
      }),
      runs(1000),
    );
  });

  it('ranks each child as its establishment does, and every unit has its own queue in that order', () => {
    fc.assert(
      fc.property(anyInstance, (instance) => {
        const problem = compile(instance);
        const {
          entryUnit,
          entryChild,
          entryFamily,
          entryWish,
          rank,
          priority,
          unitAt,
          unitFrom,
          queue,
          place,
          queueWish,
          queueFamily,
          childIds,
          wishFrom,
        } = problem;
        for (const [entry, unit] of entryUnit.entries()) {
          const position = orderOf(instance.establishments[unitAt[unit]!]!).indexOf(childIds[entryChild[entry]!]!);
          expect(rank[entry]).toBe(position === -1 ? NOT_RANKED : position);
          expect([rank[entry], FIRST]).toContain(priority[entry]);
          expect([queue, queueWish, queueFamily].map((list) => list[place[entry]!])).toEqual([
            entry,
            entryWish[entry],
            entryFamily[entry],
          ]);
          expect(place[entry]).toBeGreaterThanOrEqual(unitFrom[unit]!);
          expect(place[entry]).toBeLessThan(unitFrom[unit + 1]!);
          expect(entryWish[entry]).toBeGreaterThanOrEqual(wishFrom[entryFamily[entry]!]!);
          expect(entryWish[entry]).toBeLessThan(wishFrom[entryFamily[entry]! + 1]!);
        }
        for (const unit of unitAt.keys()) {
          const ranks = [...queue.subarray(unitFrom[unit], unitFrom[unit + 1])].map((entry) => priority[entry]!);
          expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        }
      }),
      runs(300),
    );
  });

  it('is the same whatever members had decided of the same instance before', () => {
    const anyLock = fc.option(fc.record({ at: fc.nat(4), section: fc.constantFrom('of its own', 'of nobody') }));
    fc.assert(
      fc.property(anyInstance, fc.array(anyLock, { minLength: 1, maxLength: 4 }), (instance, locks) => {
        const establishments = Object.keys(instance.establishments),
          children = Object.keys(instance.children);
        const decided = Object.fromEntries(
          locks.map((lock, index): [string, Lock] => [
            children[index % children.length]!,
            lock && {
              at: establishments[lock.at % establishments.length]!,
              ...(lock.section === 'of nobody' && { section: lock.section }),
            },
          ]),
        );
        for (const others of [decided, {}, instance.locks ?? {}])
          expect(compile({ ...instance, locks: others })).toEqual(
            compile(structuredClone({ ...instance, locks: others })),
          );
      }),
      runs(300),
    );
  });

  it('lays beside each other what a proposal of an only child to a plain unit looks at, and says which are not as simple', () => {
    fc.assert(
      fc.property(anyInstance, (instance) => {
        const {
          fastPath,
          halfDays: { words },
          open,
          entryFrom,
          entryUnit,
          priority,
          place,
          masks,
          plain,
        } = compile(instance);
        for (const [wish, isOpen] of open.entries()) {
          const at = wish * (words + 2),
            entry = entryFrom[wish]!,
            unit = entryUnit[entry]!;
          const isSimple =
            isOpen === 1 && entryFrom[wish + 1]! - entry === 1 && plain[unit] === 1 && priority[entry] !== FIRST;
          const numbers = [...fastPath.subarray(at, at + words + 2)];
          if (isSimple)
            expect(numbers).toEqual([unit, place[entry], ...masks.subarray(entry * words, (entry + 1) * words)]);
          else expect(numbers[0]).toBe(NO_FAST_PATH);
        }
      }),
      runs(300),
    );
  });

  it.each<[string, Instance, string]>([
    [
      'the better ranked first',
      world({ A: house('c a b') }, [single('a', 'A'), single('b', 'A'), single('c', 'A')]),
      'fc fa fb',
    ],
    [
      'by their best rank, wherever it is',
      world({ A: house('a b c'), B: house('c a b') }, [single('a', 'A'), single('b', 'A'), single('c', 'A', 'B')]),
      'fa fc fb',
    ],
    [
      'one child before two',
      world({ A: house('a b c'), B: house('c') }, [
        ['fab', { children: ['a', 'b'], wishes: [['A', 'A']] }],
        single('c', 'A', 'B'),
      ]),
      'fc fab',
    ],
    [
      'but by rank alone where there is one order',
      world({ A: house('a b c') }, [['fab', { children: ['a', 'b'], wishes: [['A', 'A']] }], single('c', 'A')]),
      'fab fc',
    ],
    [
      'who keeps a place before all',
      world({ A: house('a b') }, [single('a', 'A'), ['fb', { children: ['b'], wishes: [], mustPlace: true }]], {
        b: { current: 'A' },
      }),
      'fb fa',
    ],
    ['nobody eligible last', world({ A: house('c') }, [single('a', 'A'), single('c', 'A')]), 'fc fa'],
  ])('lets families propose in order: %s', (_, instance, expected) =>
    expect(compile(instance).familyIds.join(' ')).toBe(expected),
  );

  it('knows plain units, and which of them only families of one child name', () => {
    const problem = compile(
      world(
        {
          A: house('a b c'),
          B: house('a b c'),
          C: house('a', { queue: 'strict' }),
          D: house('a', { reserves: [{ trait: 'x', seats: 1, section: 'older' }] }),
        },
        [single('a', 'A', 'B', 'C', 'D'), ['fbc', { children: ['b', 'c'], wishes: [['B', null]] }]],
      ),
    );
    expect({ at: problem.unitAt, plain: [...problem.plain], lone: [...problem.lone] }).toEqual({
      at: ['A', 'B', 'C', 'D'],
      plain: [1, 1, 0, 1],
      lone: [1, 0, 0, 1],
    });
  });

  it('has the places and reserves of each half-day; none where nothing is said', () => {
    const instance = world(
      {
        A: {
          capacity: { all: { t: 2 }, older: 3 },
          order: ['a'],
          reserves: [{ trait: 'x', seats: { m: 1 } }],
          precedence: 'open-first',
        },
      },
      [single('a', 'A')],
      { a: { traits: ['x'] } },
    );
    const { unitSection, places, rules } = compile({
      ...instance,
      families: { fa: { children: ['a'], wishes: [['A'], [{ at: 'A', section: 'new' }]] } },
    });
    expect({ unitSection, places: [...places] }).toEqual({
      unitSection: ['all', 'older', 'new'],
      places: [0, 2, 3, 3, 0, 0],
    });
    expect(rules[0]).toEqual({
      precedence: 'open-first',
      strict: false,
      reserves: [{ trait: 'x', seats: Int32Array.of(1, 0), has: Uint8Array.of(1) }],
    });
  });
});
