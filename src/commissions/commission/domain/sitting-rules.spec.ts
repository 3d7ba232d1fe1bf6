import { describe, expect, it } from '../../../../test/support/runner.js';
import { heldRange, withReserved, type Guarantee } from './insertion-reserve.js';
import { reservesOf, spread, traitsOf, USUAL_RULES, type SessionRules } from './sitting-rules.js';

describe('reserved places', () => {
  it.each<[number, Record<string, number>, Record<string, number>]>([
    [0, { a: 3, b: 5 }, { a: 0, b: 0 }],
    [1, { a: 3, b: 5 }, { a: 0, b: 1 }],
    [3, { a: 1, b: 1 }, { a: 2, b: 1 }],
    [4, { a: 10, b: 5, c: 5 }, { a: 2, b: 1, c: 1 }],
    [2, { a: 0, b: 0 }, { a: 0, b: 0 }],
  ])('%i spread over %j', (total, weights, expected) => expect(spread(total, weights)).toEqual(expected));

  const week = (seats: number): Record<string, number> => ({ 'mon-am@2027-09-01': seats, 'tue-am@2027-09-01': seats });
  const nobody = { insertion: new Set<string>(), adaptation: new Set<string>() };
  const one = { at: 'A', capacity: { babies: week(2), toddlers: week(6) }, asked: nobody, moving: {} };
  const guarantee = (places: number, more: Partial<Guarantee> = {}): SessionRules => ({
    ...USUAL_RULES,
    guarantees: [{ at: 'A', places, way: 'own', reason: null, since: null, otherChildren: 0, ...more }],
  });
  const asking = (...sections: string[]) => ({ ...one, asked: { ...nobody, insertion: new Set(sections) } });

  it('are a share of the establishment’s places, rounded up, in the published order of whom they are for', () => {
    expect(reservesOf(USUAL_RULES, one)).toEqual([]);
    expect(reservesOf({ ...USUAL_RULES, reserves: { insertion: 5, adaptation: 20 } }, one)).toEqual([
      { trait: 'insertion', section: 'toddlers', seats: 1 },
      { trait: 'adaptation', section: 'babies', seats: 1 },
      { trait: 'adaptation', section: 'toddlers', seats: 1 },
    ]);
  });

  it.each<[string, SessionRules, Parameters<typeof reservesOf>[1], ReturnType<typeof reservesOf>]>([
    [
      'what is due, over the sections that such children ask for',
      guarantee(3),
      asking('babies', 'toddlers'),
      [
        { trait: 'insertion', section: 'babies', seats: 1 },
        { trait: 'insertion', section: 'toddlers', seats: 2 },
      ],
    ],
    [
      'in the one section asked for, and no more than its places',
      guarantee(3),
      asking('babies'),
      [{ trait: 'insertion', section: 'babies', seats: 2 }],
    ],
    ['nothing where none asks', guarantee(3), one, []],
    [
      'less what such children hold, half-day by half-day',
      guarantee(2, { held: { 'mon-am': 1 } }),
      asking('toddlers'),
      [{ trait: 'insertion', section: 'toddlers', seats: { 'mon-am@2027-09-01': 1, 'tue-am@2027-09-01': 2 } }],
    ],
    [
      'less those without a dossier',
      guarantee(2, { otherChildren: 1 }),
      asking('toddlers'),
      [{ trait: 'insertion', section: 'toddlers', seats: 1 }],
    ],
    ['nothing once it is met', guarantee(1, { otherChildren: 4 }), asking('toddlers'), []],
    [
      'a child of the session holds its place with the others of the session',
      guarantee(1, { held: { 'mon-am': 1, 'tue-am': 1 } }),
      { ...asking('toddlers'), moving: { 'mon-am': 1, 'tue-am': 1 } },
      [{ trait: 'insertion', section: 'toddlers', seats: 1 }],
    ],
    [
      'the body’s share where it is more',
      { ...guarantee(1), reserves: { insertion: 50, adaptation: 0 } },
      asking('toddlers'),
      [{ trait: 'insertion', section: 'toddlers', seats: 4 }],
    ],
    ['another establishment’s is not its own', guarantee(3, { at: 'B' }), asking('toddlers'), []],
  ])('for families in insertion: %s', (_, rules, establishment, reserves) =>
    expect(reservesOf(rules, establishment)).toEqual(reserves),
  );

  it('print what the engine was given, on the half-day that has most', () => {
    const { guarantees } = guarantee(2, { held: { 'mon-am': 1 } });
    const reserves = [
      { trait: 'insertion', section: 'toddlers', seats: { 'mon-am@2027-09-01': 1, 'tue-am@2027-09-01': 2 } },
      { trait: 'adaptation', section: 'toddlers', seats: 5 },
    ];
    expect(withReserved(guarantees!, { establishments: { A: { capacity: {}, reserves } } })[0]!.reserved).toEqual({
      toddlers: 2,
    });
    expect(withReserved(guarantees!, { establishments: {} })[0]!.reserved).toEqual({});
    expect([heldRange(guarantees![0]!), heldRange({ ...guarantees![0]!, otherChildren: 2 })]).toEqual([
      { least: 0, most: 1 },
      { least: 2, most: 3 },
    ]);
  });

  it('are for families that say so', () => {
    const facts = {
      answers: { insertion_path: { value: true, by: 'declared' }, child_handicap: { value: null, by: 'declared' } },
      numbers: {},
      opinions: {},
      siblingAt: [],
      communeCode: null,
    } as const;
    expect(traitsOf(facts)).toEqual(['insertion']);
    expect(traitsOf(undefined)).toEqual([]);
  });
});
