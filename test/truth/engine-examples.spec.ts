import { describe, expect, it } from '../support/runner.js';
import { check, placesOf } from '../../src/commissions/matching/fairness-check/check.js';
import type { Establishment, Family, Instance, Wish } from '../../src/commissions/matching/instance/instance.js';
import { propose } from '../../src/commissions/matching/propose.js';
import { fairOutcomes } from '../support/engine/oracle.js';

/**
 * Worked examples of the literature, as instances, with the result that was published. "After" a paper: what it states,
 * on an instance of ours, because its own table is not at hand or says more than an instance can.
 */
type Lists = Readonly<Record<string, string>>;

const house = (order: string, seats = 1, more: Partial<Establishment> = {}): Establishment => ({
  capacity: { all: seats },
  order: order.split(' '),
  ...more,
});

/** One applicant, one list of places, best first; the houses' seats and orders. */
function market(
  lists: Lists,
  establishments: Record<string, Establishment>,
  families: Record<string, Family> = {},
): Instance {
  const singles = Object.entries(lists).map(([child, list]): [string, Family] => [
    child,
    { children: [child], wishes: list.split(' ').map((at): Wish => [at]) },
  ]);
  const all: Record<string, Family> = { ...Object.fromEntries(singles), ...families };
  const children = Object.values(all).flatMap((family) => family.children);
  return {
    slots: ['day'],
    establishments,
    families: all,
    children: Object.fromEntries(children.map((child) => [child, { section: 'all', slots: ['day'] }])),
  };
}

function withTraits(instance: Instance, traits: Readonly<Record<string, string>>): Instance {
  return {
    ...instance,
    children: Object.fromEntries(
      Object.entries(instance.children).map(([id, child]) => [id, { ...child, traits: traits[id]?.split(' ') ?? [] }]),
    ),
  };
}

function enrolled(instance: Instance, current: Lists): Instance {
  const families = Object.entries(instance.families).map(
    ([id, family]) =>
      [id, { ...family, ...(family.children.some((child) => child in current) && { mustPlace: true }) }] as const,
  );
  return {
    ...instance,
    families: Object.fromEntries(families),
    children: Object.fromEntries(
      Object.entries(instance.children).map(([id, child]) => [
        id,
        { ...child, ...(id in current && { current: current[id]! }) },
      ]),
    ),
  };
}

/** `a:X b:-`, by child. */
function written(assignments: Readonly<Record<string, string | null>>): string {
  return Object.keys(assignments)
    .sort()
    .map((child) => `${child}:${assignments[child] ?? '-'}`)
    .join(' ');
}

function proposed(instance: Instance): string {
  const { assignments, fair, proven } = propose(instance);
  expect({ fair, proven }).toEqual({ fair: true, proven: true });
  return written(assignments);
}

const fair = (instance: Instance): string[] =>
  fairOutcomes(instance)
    .map((outcome) => written(Object.fromEntries([...outcome].map(([child, place]) => [child, place?.at ?? null]))))
    .sort();
/** What stands against an outcome somebody prefers: `family:wish`. */
const against = (instance: Instance, decided: Record<string, string | null>): string[] =>
  check(instance, placesOf(instance, decided)).claims.map(({ family, wish }) => `${family}:${wish}`);

describe('one place each', () => {
  it('Gale & Shapley 1962, example 1: three men, three women, three stable sets; those who propose have their first choices', () => {
    const instance = market(
      { A: 'a b c', B: 'b c a', C: 'c a b' },
      { a: house('B C A'), b: house('C A B'), c: house('A B C') },
    );
    expect(fair(instance)).toEqual(['A:a B:b C:c', 'A:b B:c C:a', 'A:c B:a C:b']);
    expect(proposed(instance)).toBe('A:a B:b C:c');
  });

  it('Gale & Shapley 1962, example 2: one stable set only, and no one gets a first choice', () => {
    const instance = market(
      { A: 'a b c d', B: 'a d c b', C: 'b a c d', D: 'd b c a' },
      { a: house('D C A B'), b: house('B D A C'), c: house('D A B C'), d: house('C B A D') },
    );
    expect(fair(instance)).toEqual(['A:c B:d C:a D:b']);
    expect(proposed(instance)).toBe('A:c B:d C:a D:b');
  });

  it('Malkevitch, Gale-Shapley notes (after Knuth 1976): four and four with ten stable sets', () => {
    const instance = market(
      { A: 'a b c d', B: 'b a d c', C: 'c d a b', D: 'd c b a' },
      { a: house('D C B A'), b: house('C D A B'), c: house('B A D C'), d: house('A B C D') },
    );
    expect(fair(instance)).toHaveLength(10);
    expect(proposed(instance)).toBe('A:a B:b C:c D:d');
  });

  it('Abdulkadiroğlu & Sönmez 2003, example 1: the only fair outcome; the exchange two would like has one claim against it', () => {
    const instance = market(
      { i1: 's2 s1 s3', i2: 's1 s2 s3', i3: 's1 s2 s3' },
      { s1: house('i1 i3 i2'), s2: house('i2 i1 i3'), s3: house('i2 i1 i3') },
    );
    expect(fair(instance)).toEqual(['i1:s1 i2:s2 i3:s3']);
    expect(proposed(instance)).toBe('i1:s1 i2:s2 i3:s3');
    expect(against(instance, { i1: 's2', i2: 's1', i3: 's3' })).toEqual(['i3:0']);
  });
});

describe('several places each', () => {
  it('Roth 1985 (Roth & Sotomayor 1990, ch. 5): one stable outcome; the one all three colleges would rather have is none', () => {
    const instance = market(
      { s1: 'c3 c1 c2', s2: 'c2 c1 c3', s3: 'c1 c3 c2', s4: 'c1 c2 c3' },
      { c1: house('s1 s2 s3 s4', 2), c2: house('s1 s2 s3 s4'), c3: house('s3 s1 s2 s4') },
    );
    expect(fair(instance)).toEqual(['s1:c3 s2:c2 s3:c1 s4:c1']);
    expect(proposed(instance)).toBe('s1:c3 s2:c2 s3:c1 s4:c1');
    expect(against(instance, { s1: 'c2', s2: 'c1', s3: 'c3', s4: 'c1' })).toEqual(['s1:1', 's3:0']);
  });

  const glasgow = market(
    { r1: 'h2 h1', r2: 'h1 h2', r3: 'h1 h3', r4: 'h2 h3', r5: 'h2 h1', r6: 'h1 h2' },
    { h1: house('r1 r3 r2 r5 r6', 2), h2: house('r2 r6 r1 r4 r5', 2), h3: house('r4 r3', 2) },
  );

  it('Manlove, the hospitals/residents problem (Glasgow lectures): six residents, three hospitals of two posts', () => {
    expect(proposed(glasgow)).toBe('r1:h2 r2:h1 r3:h1 r4:h3 r5:- r6:h2');
  });

  it('Roth 1986, rural hospitals: whoever is left out is left out of every fair outcome, and h3 has the same resident in all', () => {
    const all = fair(glasgow);
    expect(all.length).toBeGreaterThan(1);
    for (const outcome of all) {
      expect(outcome.match(/\w+:-/g)).toEqual(['r5:-']);
      expect(outcome.match(/\w+:h3/g)).toEqual(['r4:h3']);
    }
  });

  it('National Resident Matching Program, "Run a match": five applicants, three programmes of two positions', () => {
    const instance = market(
      {
        Anderson: 'City',
        Chen: 'City Mercy',
        Davis: 'Mercy City General',
        Eastman: 'City Mercy General',
        Ford: 'City General Mercy',
      },
      {
        Mercy: house('Chen Ford', 2),
        City: house('Eastman Anderson Chen Davis Ford', 2),
        General: house('Eastman Anderson Ford Davis', 2),
      },
    );
    expect(proposed(instance)).toBe('Anderson:City Chen:Mercy Davis:General Eastman:City Ford:General');
  });
});

describe('couples, brothers and sisters', () => {
  const houses = { h1: house('m s'), h2: house('s w') };
  const couple = (...wishes: Wish[]): Instance =>
    market({ s: 'h1 h2' }, houses, { couple: { children: ['m', 'w'], wishes } });

  it('after Roth 1984: a couple that wants both or neither, and a single: no stable matching; one claim is proven the fewest', () => {
    const { claims, fair: isFair, proven } = propose(couple(['h1', 'h2']));
    expect(fair(couple(['h1', 'h2']))).toEqual([]);
    expect({ claims: claims.length, isFair, proven }).toEqual({ claims: 1, isFair: false, proven: true });
    expect(against(couple(['h1', 'h2']), { m: 'h1', w: 'h2', s: null })).toEqual(['s:1']);
    expect(against(couple(['h1', 'h2']), { m: null, w: null, s: 'h1' })).toEqual(['couple:0']);
    expect(against(couple(['h1', 'h2']), { m: null, w: null, s: 'h2' })).toEqual(['s:0']);
  });

  it('after Klaus & Klijn 2005: once the couple is responsive, and takes one post rather than none, a stable matching exists', () => {
    const responsive = couple(['h1', 'h2'], ['h1', null], [null, 'h2']);
    expect(fair(responsive)).toEqual(['m:h1 s:h2 w:-']);
    expect(proposed(responsive)).toBe('m:h1 s:h2 w:-');
  });

  it('after Sun et al. 2024: siblings who go together or not at all keep no place empty that another could fill', () => {
    const pair = (order: string): Instance =>
      market({ c: 'A' }, { A: house(order, 2) }, { pair: { children: ['a', 'b'], wishes: [['A', 'A']] } });
    expect(proposed(pair('a b c'))).toBe('a:A b:A c:-');
    expect(proposed(pair('a c b'))).toBe('a:- b:- c:A');
  });
});

describe('reserves', () => {
  const zone = { w1: 'walk', w2: 'walk' };
  const school = (precedence: 'reserved-first' | 'open-first', seats: number): Instance =>
    withTraits(
      market(
        { w1: 'S', o1: 'S', w2: 'S', o2: 'S' },
        { S: house('w1 o1 w2 o2', 2, { reserves: [{ trait: 'walk', seats }], precedence }) },
      ),
      zone,
    );

  it('after Dur, Kominers, Pathak & Sönmez 2018: a reserve takes one more from the zone when filled after the open places', () => {
    expect(proposed(school('reserved-first', 1))).toBe('o1:S o2:- w1:S w2:-');
    expect(proposed(school('open-first', 1))).toBe('o1:- o2:- w1:S w2:S');
  });

  it('after the same: filled first, a reserve no greater than what the zone has anyway changes nothing', () => {
    expect(proposed(school('reserved-first', 1))).toBe(proposed(school('reserved-first', 0)));
  });

  /** Two of the majority, one of the minority; c1 has two places, c2 one. */
  const affirmed = (c1: Partial<Establishment>, seats = 2): Instance =>
    withTraits(
      market({ s1: 'c1', s2: 'c1 c2', s3: 'c2 c1' }, { c1: house('s1 s2 s3', seats, c1), c2: house('s1 s2 s3') }),
      { s3: 'minority' },
    );

  it('after Kojima 2012 and Hafalir et al. 2013: a quota against the majority may harm the minority, a reserve does not', () => {
    expect(proposed(affirmed({}))).toBe('s1:c1 s2:c1 s3:c2');
    expect(proposed(affirmed({ reserves: [{ trait: 'minority', seats: 1 }] }))).toBe('s1:c1 s2:c1 s3:c2');
    // The quota, as places: one for each kind, which an empty reserve would have given back.
    const quota = affirmed({ capacity: { majority: 1, minority: 1 } });
    const sections: Instance = {
      ...quota,
      families: {
        ...quota.families,
        s1: { children: ['s1'], wishes: [[{ at: 'c1', section: 'majority' }]] },
        s2: { children: ['s2'], wishes: [[{ at: 'c1', section: 'majority' }], ['c2']] },
        s3: { children: ['s3'], wishes: [['c2'], [{ at: 'c1', section: 'minority' }]] },
      },
    };
    expect(proposed(sections)).toBe('s1:c1 s2:c2 s3:c1');
  });

  it('after Hafalir, Yenmez & Yildirim 2013: a minority reserve that is wanted is filled whoever ranks above, and only once', () => {
    const wanted = withTraits(
      market(
        { a: 'c', b: 'c', x: 'c', y: 'c' },
        { c: house('a b x y', 2, { reserves: [{ trait: 'minority', seats: 1 }] }) },
      ),
      { x: 'minority', y: 'minority' },
    );
    expect(proposed(wanted)).toBe('a:c b:- x:c y:-');
  });
});

describe('transfers', () => {
  it('after Shapley & Scarf 1974: two who hold what the other wants exchange', () => {
    const swap = enrolled(market({ a: 'B', b: 'A' }, { A: house('a b'), B: house('b a') }), { a: 'A', b: 'B' });
    expect(fair(swap)).toEqual(['a:A b:B', 'a:B b:A']);
    expect(proposed(swap)).toBe('a:B b:A');
  });

  it('after Sun et al. 2023: nobody enrolled gets less than it has, and an exchange that a newcomer could contest is not proposed', () => {
    const contested = enrolled(market({ a: 'B', b: 'A', c: 'A' }, { A: house('a c b'), B: house('b a') }), {
      a: 'A',
      b: 'B',
    });
    expect(proposed(contested)).toBe('a:A b:B c:-');
    expect(against(contested, { a: 'B', b: 'A', c: null })).toEqual(['c:0']);
  });

  it('after the same: a chain that ends in a free place moves everybody up', () => {
    const chain = enrolled(market({ a: 'B', b: 'C', c: 'A' }, { A: house('a c'), B: house('b a'), C: house('b') }), {
      a: 'A',
      b: 'B',
    });
    expect(proposed(chain)).toBe('a:B b:C c:A');
  });
});

describe('several half-days', () => {
  const days = (
    child: Readonly<Record<string, string>>,
    lists: Lists,
    establishments: Record<string, Establishment>,
  ): Instance => {
    const instance = market(lists, establishments);
    return {
      ...instance,
      slots: ['mon', 'tue', 'wed'],
      children: Object.fromEntries(
        Object.entries(child).map(([id, slots]) => [id, { section: 'all', slots: slots.split(' ') }]),
      ),
    };
  };

  it('after Delacrétaz, Kominers & Teytelboym 2023: with several dimensions there may be no stable outcome, even of only children', () => {
    const round = days(
      { i: 'mon wed', j: 'mon tue', k: 'tue wed' },
      { i: 'B A', j: 'A B', k: 'A' },
      {
        A: { capacity: { all: { mon: 2, tue: 1, wed: 1 } }, order: ['i', 'k', 'j'] },
        B: { capacity: { all: { mon: 1, tue: 1, wed: 1 } }, order: ['j', 'i'] },
      },
    );
    const { claims, fair: isFair, proven } = propose(round);
    expect(fair(round)).toEqual([]);
    expect({ claims: claims.length, isFair, proven }).toEqual({ claims: 1, isFair: false, proven: true });
  });

  it('after the same: the one ranked first on a shared day keeps out two who would have fitted together', () => {
    const whole = days({ a: 'mon tue', b: 'mon', c: 'tue' }, { a: 'A', b: 'A', c: 'A' }, { A: house('a b c') });
    expect(fair(whole)).toEqual(['a:A b:- c:-']);
    expect(proposed(whole)).toBe('a:A b:- c:-');
    expect(against(whole, { b: 'A', c: 'A' })).toEqual(['a:0']);
  });
});
