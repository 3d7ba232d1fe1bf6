import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { anyOutcome, runs } from '../../../../test/support/engine/generate.js';
import { literalClaims, literalOverfull } from '../../../../test/support/engine/oracle.js';
import { check, checkAround, placesOf, wishesOf } from './check.js';
import type {
  Child,
  Entry,
  Establishment,
  Family,
  Instance,
  Place,
  SeatNumbers,
  Verdict,
  Wish,
} from '../instance/instance.js';

/** Each rule of docs/engine.md on an instance small enough to judge by hand. */
const SLOTS = ['mon-am', 'mon-pm'];
const BOTH = SLOTS;

const house = (seats: SeatNumbers, order: string, more: Partial<Establishment> = {}): Establishment => ({
  capacity: { babies: seats },
  order: order.split(' '),
  ...more,
});
const child = (slots: readonly string[] = ['mon-am'], more: Partial<Child> = {}): Child => ({
  section: 'babies',
  slots,
  ...more,
});
/** A family of one child that bears its letter: `a` is the child of `fa`. */
const only = (id: string, ...wishes: (string | Entry | null)[]): Family => ({
  children: [id],
  wishes: wishes.map((entry): Wish => [entry]),
});

function world(
  establishments: Record<string, Establishment>,
  children: Record<string, Child>,
  families: readonly Family[],
  more: Partial<Instance> = {},
): Instance {
  return {
    slots: SLOTS,
    establishments,
    children,
    families: Object.fromEntries(families.map((family) => [`f${family.children.join('')}`, family])),
    ...more,
  };
}

/** Claims as `family:wish`. */
function claims(instance: Instance, decided: Record<string, string | Entry | null>): string[] {
  return check(instance, placesOf(instance, decided)).claims.map(({ family, wish }) => `${family}:${wish}`);
}

describe('a justified claim', () => {
  const two = world({ A: house(1, 'a b'), B: house(1, 'b a') }, { a: child(), b: child() }, [
    only('a', 'A', 'B'),
    only('b', 'A', 'B'),
  ]);

  it.each<[string, Record<string, string | null>, string[]]>([
    ['nobody, when each has the best that its rank allows', { a: 'A', b: 'B' }, []],
    ['whoever is ranked above a holder', { a: 'B', b: 'A' }, ['fa:0']],
    ['whoever would fill a free place', { a: 'A', b: null }, ['fb:1']],
    [
      'on each wish that could be had, when nobody holds anything',
      { a: null, b: null },
      ['fa:0', 'fa:1', 'fb:0', 'fb:1'],
    ],
    ['nobody, on a wish that stands after what it has', { a: 'A', b: 'B' }, []],
  ])('%s', (_, decided, expected) => expect(claims(two, decided)).toEqual(expected));

  it('is judged half-day by half-day: a holder ranked below on another half-day takes nothing from anybody', () => {
    const week = (of: readonly string[]): Instance =>
      world(
        { A: house({ 'mon-am': 1, 'mon-pm': 2 }, 'a b c') },
        { a: child(['mon-am']), b: child(BOTH), c: child(of) },
        ['a', 'b', 'c'].map((id) => only(id, 'A')),
      );
    expect(claims(week(['mon-pm']), { a: 'A', c: 'A' })).toEqual([]);
    expect(claims(week(['mon-am']), { c: 'A' })).toEqual(['fa:0', 'fb:0']);
  });

  it('does not pass over the children ranked above who do not hold anything: several may claim one place', () => {
    const three = world(
      { A: house(1, 'a b c') },
      { a: child(), b: child(), c: child() },
      ['a', 'b', 'c'].map((id) => only(id, 'A')),
    );
    expect(claims(three, { c: 'A' })).toEqual(['fa:0', 'fb:0']);
  });

  it('belongs to eligible children only, and a child out of the order keeps nobody out', () => {
    const one = world({ A: house(1, 'a') }, { a: child(), b: child() }, [only('a', 'A'), only('b', 'A')]);
    expect(claims(one, {})).toEqual(['fa:0']);
    expect(claims(one, { b: 'A' })).toEqual(['fa:0']);
  });

  it('needs places: a section or a half-day that the capacity does not name has none', () => {
    const none = (capacity: Establishment['capacity']): Instance =>
      world({ A: { capacity, order: ['a'] } }, { a: child() }, [only('a', 'A')]);
    expect(claims(none({ older: 3 }), {})).toEqual([]);
    expect(claims(none({ babies: { 'mon-pm': 3 } }), {})).toEqual([]);
    expect(claims(none({ babies: { 'mon-am': 1 } }), {})).toEqual(['fa:0']);
  });

  it('counts another section, and a shorter week, as what they are', () => {
    const wishes: Entry[] = [{ at: 'A' }, { at: 'A', slots: ['mon-am'] }, { at: 'A', section: 'toddlers' }];
    const short = world(
      { A: { capacity: { babies: { 'mon-am': 1 }, toddlers: 1 }, order: ['a', 'b'] } },
      { a: child(BOTH), b: child(BOTH, { section: 'toddlers' }) },
      [only('a', ...wishes), only('b', 'A')],
    );
    expect(claims(short, { b: 'A' })).toEqual(['fa:1', 'fa:2']);
    expect(claims(short, { a: wishes[1]!, b: 'A' })).toEqual([]);
    expect(claims(short, { a: wishes[2]!, b: null })).toEqual(['fa:1']);
  });

  it('is not held against the place that a family would give back', () => {
    const grow = world({ A: house(1, 'a') }, { a: child(BOTH) }, [only('a', 'A', { at: 'A', slots: ['mon-pm'] })]);
    expect(claims(grow, { a: { at: 'A', slots: ['mon-pm'] } })).toEqual(['fa:0']);
  });

  it('sorts by family, then wish', () => {
    const children = { b: child(), a: child() };
    expect(claims(world({ A: house(2, 'a b') }, children, [only('b', 'A'), only('a', 'A')]), {})).toEqual([
      'fa:0',
      'fb:0',
    ]);
  });
});

describe('the order', () => {
  const points = (more: Partial<Establishment>): Instance =>
    world(
      { A: { capacity: { babies: 1 }, ...more } },
      { a: child(), b: child(), c: child() },
      ['a', 'b', 'c'].map((id) => only(id, 'A')),
    );

  it.each<[string, Partial<Establishment>, string, string[]]>([
    ['points, from high to low', { points: { a: 1, b: 9, c: 1 } }, 'b', []],
    ['points before the tie-break', { points: { a: 1, b: 9, c: 1 }, tieBreak: ['c', 'a', 'b'] }, 'c', ['fb:0']],
    ['the tie-break, between equals', { points: { a: 5, b: 5, c: 5 }, tieBreak: ['c', 'a', 'b'] }, 'a', ['fc:0']],
    [
      'whom the tie-break names before whom it does not',
      { points: { a: 5, b: 5, c: 5 }, tieBreak: ['c'] },
      'a',
      ['fc:0'],
    ],
    ['then the ids', { points: { a: 5, b: 5, c: 5 }, tieBreak: ['c'] }, 'b', ['fa:0', 'fc:0']],
    ['no points, not eligible', { points: { b: 5, c: 5 } }, 'b', []],
    [
      'no points is not no eligibility when they are zero or less',
      { points: { a: 0, b: -1, c: -2 } },
      'c',
      ['fa:0', 'fb:0'],
    ],
  ])('%s', (_, more, holder, expected) => expect(claims(points(more), { [holder]: 'A' })).toEqual(expected));
});

describe('reserves', () => {
  const marked = {
    a: child(),
    b: child(),
    t: child(BOTH.slice(0, 1), { traits: ['x'] }),
    u: child(BOTH.slice(0, 1), { traits: ['x', 'y'] }),
  };
  const reserving = (seats: number, order: string, more: Partial<Establishment>): Instance =>
    world(
      { A: house(seats, order, more) },
      marked,
      Object.keys(marked).map((id) => only(id, 'A')),
    );
  const x1 = { reserves: [{ trait: 'x', seats: 1 }] };

  it.each<[string, Instance, string, string[]]>([
    [
      'keep a place for a child with the trait, whoever is ranked above',
      reserving(1, 'a b t u', x1),
      'a',
      ['ft:0', 'fu:0'],
    ],
    ['go to everybody when nobody with the trait holds or asks', reserving(1, 'a b t u', x1), 't', []],
    [
      'are a minimum: the best with the trait takes the reserve, not a place of everybody',
      reserving(2, 't a u b', x1),
      't u',
      ['fa:0'],
    ],
    [
      'open first: the best with the trait takes a place of everybody',
      reserving(2, 't a u b', { ...x1, precedence: 'open-first' }),
      't u',
      [],
    ],
    [
      'open first: the reserve then goes to the next with the trait',
      reserving(2, 't a u b', { ...x1, precedence: 'open-first' }),
      't a',
      ['fu:0'],
    ],
    [
      'open first: what the reserve leaves goes to everybody',
      reserving(2, 'a b', { ...x1, precedence: 'open-first' }),
      'a',
      ['fb:0'],
    ],
    [
      'are for one section when they name one',
      reserving(1, 'a b t u', { reserves: [{ trait: 'x', seats: 1, section: 'older' }] }),
      'a',
      [],
    ],
    [
      "are for that section when it is the child's",
      reserving(1, 'a b t u', { reserves: [{ trait: 'x', seats: 1, section: 'babies' }] }),
      'a',
      ['ft:0', 'fu:0'],
    ],
    [
      'are for nobody on a half-day they do not name',
      reserving(1, 'a b t u', { reserves: [{ trait: 'x', seats: { 'mon-pm': 1 } }] }),
      'a',
      [],
    ],
    [
      'never give more places than there are',
      reserving(1, 'a t u b', { reserves: [{ trait: 'x', seats: 5 }], precedence: 'open-first' }),
      't',
      [],
    ],
    [
      'one after the other, in their order: u is on x, so y stays for everybody',
      reserving(2, 'u a t b', {
        reserves: [
          { trait: 'x', seats: 1 },
          { trait: 'y', seats: 1 },
        ],
      }),
      'u t',
      ['fa:0'],
    ],
    [
      'in the other order u is on y, so x stays for t',
      reserving(2, 'u a t b', {
        reserves: [
          { trait: 'y', seats: 1 },
          { trait: 'x', seats: 1 },
        ],
      }),
      'u t',
      [],
    ],
  ])('%s', (_, instance, holders, expected) => {
    expect(claims(instance, Object.fromEntries(holders.split(' ').map((id) => [id, 'A'])))).toEqual(expected);
  });

  it('count a child on all its half-days or on none', () => {
    const children = { a: child(BOTH), t: child(BOTH, { traits: ['x'] }) };
    const on = (seats: SeatNumbers): Instance =>
      world({ A: house(1, 'a t', { reserves: [{ trait: 'x', seats }] }) }, children, [only('a', 'A'), only('t', 'A')]);
    expect(claims(on({ 'mon-am': 1 }), { a: 'A' })).toEqual([]);
    expect(claims(on({ 'mon-am': 1, 'mon-pm': 1 }), { a: 'A' })).toEqual(['ft:0']);
  });
});

describe('a strict queue', () => {
  const families = [only('a', 'A'), only('b', 'A'), only('c', 'A')];
  const children = { a: child(BOTH), b: child(['mon-am']), c: child(['mon-am']) };
  const seats = { 'mon-am': 2, 'mon-pm': 0 };
  const strict = { queue: 'strict' } as const;

  it('stops at the first that does not fit: nobody behind has a claim on the places left', () => {
    expect(claims(world({ A: house(seats, 'a b c', strict) }, children, families), {})).toEqual([]);
    expect(claims(world({ A: house(seats, 'a b c') }, children, families), {})).toEqual(['fb:0', 'fc:0']);
    expect(claims(world({ A: house(seats, 'b a c', strict) }, children, families), {})).toEqual(['fb:0']);
  });

  it('is held up by nobody who could come in, who does not want to, or who is ranked below', () => {
    expect(claims(world({ A: house(2, 'a b c', strict) }, children, families), {})).toEqual(['fa:0', 'fb:0', 'fc:0']);
    const elsewhere = world({ A: house(seats, 'a b c', strict), B: house(1, 'a') }, children, [
      only('a', 'B', 'A'),
      ...families.slice(1),
    ]);
    expect(claims(elsewhere, { a: 'B' })).toEqual(['fb:0', 'fc:0']);
    expect(claims(elsewhere, {})).toEqual(['fa:0']);
    expect(claims(world({ A: house(seats, 'b c a', strict) }, children, families), { b: 'A' })).toEqual(['fc:0']);
  });

  it('is not held up by the family itself', () => {
    const siblings = {
      children: ['a', 'b'],
      wishes: [
        ['A', null],
        [null, 'A'],
      ],
    };
    expect(claims(world({ A: house(seats, 'a b', strict) }, children, [siblings]), {})).toEqual(['fab:1']);
    expect(claims(world({ A: house(seats, 'a b c', strict) }, children, [siblings, only('c', 'A')]), {})).toEqual([
      'fab:1',
    ]);
  });

  it('is held up by a child whose brother keeps it from coming', () => {
    const pair = { children: ['a', 'b'], wishes: [['A', 'B']] };
    const held = (places: number): Instance =>
      world(
        { A: house(places, 'c a d', strict), B: house(0, 'b') },
        { a: child(), b: child(), c: child(), d: child() },
        [pair, only('c', 'A'), only('d', 'A')],
      );
    expect(claims(held(2), { c: 'A' })).toEqual(['fd:0']);
    expect(claims(held(1), { c: 'A' })).toEqual([]);
  });

  it('looks at the one who waits alone: what its family holds there is given back', () => {
    const pair = {
      children: ['a', 'b'],
      wishes: [
        ['A', null],
        [null, 'A'],
      ],
    };
    const taken = world({ A: house(1, 'b a c', strict) }, { a: child(BOTH), b: child(), c: child(['mon-pm']) }, [
      pair,
      only('c', 'A'),
    ]);
    expect(claims(taken, { b: 'A' })).toEqual(['fab:0', 'fc:0']);
  });

  it('stops inside a reserve as well', () => {
    const marked = { t: child(BOTH, { traits: ['x'] }), u: child(['mon-am'], { traits: ['x'] }), a: child(['mon-am']) };
    const reserve = (queue: 'strict' | 'skip'): Instance =>
      world(
        {
          A: house({ 'mon-am': 2, 'mon-pm': 1 }, 'a t u', {
            queue,
            reserves: [{ trait: 'x', seats: { 'mon-am': 1 } }],
          }),
        },
        marked,
        ['a', 't', 'u'].map((id) => only(id, 'A')),
      );
    expect(claims(reserve('strict'), { a: 'A', t: 'A' })).toEqual([]);
    expect(claims(reserve('skip'), { a: 'A', t: 'A' })).toEqual(['fu:0']);
  });
});

describe('brothers and sisters', () => {
  const pair = (...wishes: Wish[]): Family => ({ children: ['a', 'b'], wishes });
  const children = { a: child(), b: child(), c: child() };

  it('claim together: every child of the wish is picked, in the same unit or in several', () => {
    const together = (seats: number, order: string): Instance =>
      world({ A: house(seats, order) }, children, [pair(['A', 'A']), only('c', 'A')]);
    expect(claims(together(2, 'a b c'), { c: 'A' })).toEqual(['fab:0']);
    expect(claims(together(2, 'a c b'), { c: 'A' })).toEqual([]);
    expect(claims(together(1, 'a b c'), { c: 'A' })).toEqual([]);
    const apart = world({ A: house(1, 'a c'), B: house(1, 'c b') }, children, [pair(['A', 'B']), only('c', 'A', 'B')]);
    expect(claims(apart, { c: 'A' })).toEqual(['fab:0']);
    expect(claims(apart, { c: 'B' })).toEqual(['fc:0']);
  });

  it('give their own places back first, and stand where the wish that they have stands', () => {
    const swap = world({ A: house(1, 'a b'), B: house(1, 'a b') }, children, [pair(['A', 'B'], ['B', 'A'])]);
    expect(claims(swap, { a: 'B', b: 'A' })).toEqual(['fab:0']);
    expect(claims(swap, { a: 'A', b: 'B' })).toEqual([]);
    expect(claims(swap, { a: 'A', b: null })).toEqual(['fab:0', 'fab:1']);
  });

  it('with nobody named: can always be had, and nothing that stands after it', () => {
    const rather = world({ A: house(2, 'a b') }, children, [pair(['A', null], [null, null], [null, 'A'])]);
    expect(claims(rather, {})).toEqual(['fab:0']);
    expect(claims(rather, { b: 'A' })).toEqual(['fab:0', 'fab:1']);
    expect(claims(rather, { a: 'A' })).toEqual([]);
  });

  it('only some eligible: no claim', () => {
    expect(claims(world({ A: house(2, 'a') }, children, [pair(['A', 'A'], ['A', null])]), {})).toEqual(['fab:1']);
  });
});

describe('wishes as places', () => {
  it('the same places written twice count once, and the guaranteed ones come last', () => {
    const instance = world(
      { A: house(1, 'a'), B: house(1, 'a') },
      { a: child(['mon-pm', 'mon-am'], { current: 'B' }) },
      [
        {
          ...only(
            'a',
            'A',
            { at: 'A', slots: ['mon-am', 'mon-pm'] },
            { at: 'A', slots: ['mon-am'] },
            { at: 'A', section: 'babies' },
          ),
          mustPlace: true,
        },
      ],
    );
    const at = (id: string, slots: string[]): unknown => [{ at: id, section: 'babies', slots }];
    expect(wishesOf(instance, 'fa')).toEqual([at('A', BOTH), at('A', ['mon-am']), at('B', BOTH)]);
    expect(claims(instance, { a: 'B' })).toEqual(['fa:0', 'fa:1']);
    expect(claims(instance, {})).toEqual(['fa:0', 'fa:1', 'fa:2']);
  });

  it('guaranteed places that are listed stay where they stand; a current place without the guarantee is no wish', () => {
    const children = { a: child(['mon-am'], { current: 'A' }) };
    const listed = world({ A: house(1, 'a'), B: house(1, 'a') }, children, [
      { ...only('a', 'A', 'B'), mustPlace: true },
    ]);
    expect(wishesOf(listed, 'fa').map(([place]) => place?.at)).toEqual(['A', 'B']);
    expect(
      wishesOf(world({ A: house(1, 'a'), B: house(1, 'a') }, children, [only('a', 'B')]), 'fa').map(
        ([place]) => place?.at,
      ),
    ).toEqual(['B']);
  });

  it("a guaranteed place is held in the child's own section and week; a brother without one is left out", () => {
    const children = { a: child(BOTH, { section: 'older', current: 'A' }), b: child() };
    const instance = world({ A: house(1, 'a') }, children, [{ children: ['a', 'b'], wishes: [], mustPlace: true }]);
    expect(wishesOf(instance, 'fab')).toEqual([[{ at: 'A', section: 'older', slots: BOTH }, null]]);
  });

  it('who holds a half-day of a period holds it in the later ones that are listed', () => {
    const slots = ['2028-01/mon-am', '2027-09/mon-am', '2027-09/mon-pm', '2028-09/mon-am', 'mon-am'];
    const instance = world(
      { A: house(1, 'a b') },
      { a: child(['2028-01/mon-am']), b: child(['2027-09/mon-am']) },
      [only('a', 'A'), only('b', 'A')],
      { slots },
    );
    expect(wishesOf(instance, 'fa')).toEqual([
      [{ at: 'A', section: 'babies', slots: ['2028-01/mon-am', '2028-09/mon-am'] }],
    ]);
    expect(wishesOf(instance, 'fb')).toEqual([
      [{ at: 'A', section: 'babies', slots: ['2027-09/mon-am', '2028-01/mon-am', '2028-09/mon-am'] }],
    ]);
    expect(claims(instance, { b: 'A' })).toEqual(['fa:0']);
    expect(claims(instance, { a: 'A' })).toEqual([]);
  });

  it("an establishment stands for the best wish there, else for the child's own section and week; a child not named holds nothing", () => {
    const short: Entry = { at: 'A', slots: ['mon-am'] };
    const instance = world({ A: house(1, 'a'), B: house(1, 'a') }, { a: child(BOTH), b: child() }, [
      only('a', 'B', short, 'A'),
    ]);
    const place = (at: string, slots: string[]): unknown => ({ at, section: 'babies', slots });
    expect(placesOf(instance, { a: 'A' })).toEqual({ a: place('A', ['mon-am']), b: null });
    expect(placesOf(instance, { a: { at: 'A' }, b: 'B' })).toEqual({ a: place('A', BOTH), b: place('B', ['mon-am']) });
    expect(placesOf(instance, { a: null, b: { at: 'B', section: 'older', slots: ['mon-pm'] } })).toEqual({
      a: null,
      b: { at: 'B', section: 'older', slots: ['mon-pm'] },
    });
  });
});

describe('what members decided', () => {
  const locked = world({ A: house(1, 'a b c'), B: house(1, 'c') }, { a: child(), b: child(BOTH), c: child() }, [
    only('a', 'A'),
    only('b', 'A'),
    only('c', 'A', 'B'),
  ]);

  it('an overfull half-day is listed with what is held and what there is, and claims are judged by what there is', () => {
    const places = placesOf(locked, { b: 'A', c: 'A' });
    expect(check(locked, places)).toEqual({
      claims: [{ family: 'fa', wish: 0 }],
      overfull: [{ at: 'A', section: 'babies', slot: 'mon-am', held: 2, places: 1 }],
    });
  });

  it('lists overfull half-days by establishment, section and half-day', () => {
    const places = placesOf(locked, {
      a: { at: 'B', section: 'older', slots: BOTH },
      b: { at: 'B', slots: ['mon-pm'] },
      c: { at: 'A', section: 'older', slots: ['mon-pm'] },
    });
    const held = check(locked, places).overfull.map(({ at, section, slot, held, places: seats }) =>
      [at, section, slot, held, seats].join(' '),
    );
    expect(held).toEqual(['A older mon-pm 1 0', 'B older mon-am 1 0', 'B older mon-pm 1 0']);
  });

  it('counts a half-day that the instance does not list', () => {
    const verdict = check(locked, placesOf(locked, { a: { at: 'A', slots: ['sun-am'] } }));
    expect(verdict.overfull).toEqual([]);
    expect(
      check(locked, placesOf(locked, { a: { at: 'A', slots: ['sun-am'] }, b: { at: 'A', slots: ['sun-am'] } }))
        .overfull,
    ).toEqual([{ at: 'A', section: 'babies', slot: 'sun-am', held: 2, places: 1 }]);
  });

  it('gives a claim to the family that would rather have nothing than what was decided', () => {
    const rather = world({ A: house(1, 'a'), B: house(1, 'a') }, { a: child() }, [only('a', 'A', null)]);
    expect(claims(rather, { a: 'B' })).toEqual(['fa:0', 'fa:1']);
  });
});

describe('against the definitions taken literally', () => {
  it('any outcome of any small instance: the same claims, the same overfull half-days', () => {
    let claimed = 0;
    fc.assert(
      fc.property(anyOutcome, ({ instance, outcome }) => {
        const { claims: found, overfull } = check(instance, Object.fromEntries(outcome));
        expect(found).toEqual(literalClaims(instance, outcome));
        expect(
          overfull.map(({ at, section, slot, held, places }) => `${at} ${section} ${slot} ${held} ${places}`),
        ).toEqual(literalOverfull(instance, outcome));
        claimed += found.length;
      }),
      runs(20_000),
    );
    expect(claimed).toBeGreaterThan(runs(10_000).numRuns);
  });

  it('any family that goes from one of its wishes to another: what is new around it is all that is new', () => {
    let changed = 0;
    fc.assert(
      fc.property(anyOutcome, fc.nat(), fc.nat(), ({ instance, outcome }, whom, which) => {
        const families = Object.keys(instance.families).filter((id) => wishesOf(instance, id).length > 0);
        fc.pre(families.length > 0);
        const family = families[whom % families.length]!;
        const wishes = wishesOf(instance, family);
        const places = Object.fromEntries(outcome);
        const { children } = instance.families[family]!;
        const goesTo = (index: number): Record<string, Place | null> =>
          Object.fromEntries(children.map((id, position) => [id, wishes[index % wishes.length]![position]!]));
        const [before, after] = [which, which + 1].map((index) => ({ ...places, ...goesTo(index) }));
        const had = check(instance, before!);
        const isNew = ({ claims, overfull }: Verdict): string[] =>
          [...claims, ...overfull]
            .map((found) => JSON.stringify(found))
            .filter((found) => ![...had.claims, ...had.overfull].some((known) => JSON.stringify(known) === found));
        const news = isNew(check(instance, after!));
        expect(isNew(checkAround(instance, after!, [family]))).toEqual(news);
        changed += news.length;
      }),
      runs(20_000),
    );
    expect(changed).toBeGreaterThan(runs(1_000).numRuns);
  });
});
