import { describe, expect, it } from '../../../../test/support/runner.js';
import { placesOf } from '../fairness-check/check.js';
import { Explanations, type CutOff, type Miss } from './explanations.js';
import type { Child, Establishment, Instance, Wish } from '../instance/instance.js';

const WEEK = ['mon', 'tue', 'wed'];

interface Told {
  readonly establishments: Readonly<Record<string, Establishment>>;
  /** Half-days by child; `wed` alone, `mon tue`… */
  readonly weeks: Readonly<Record<string, string>>;
  readonly traits?: Readonly<Record<string, string>>;
  /** By family, its children and its wishes; a family of one child otherwise, that wishes for A. */
  readonly families?: Readonly<Record<string, { children: string[]; wishes: Wish[] }>>;
}

function instanceOf({ establishments, weeks, traits = {}, families = {} }: Told): Instance {
  const children = Object.fromEntries(
    Object.entries(weeks).map(([id, week]): [string, Child] => [
      id,
      { section: 'all', slots: week.split(' '), traits: traits[id]?.split(' ') ?? [] },
    ]),
  );
  const grouped = Object.values(families).flatMap((family) => family.children);
  const singles = Object.keys(children)
    .filter((id) => !grouped.includes(id))
    .map((id) => [`family of ${id}`, { children: [id], wishes: [['A']] }] as const);
  return { slots: WEEK, establishments, children, families: { ...Object.fromEntries(singles), ...families } };
}

const house = (
  points: Record<string, number>,
  seats: number | Record<string, number> = 1,
  more: Partial<Establishment> = {},
): Establishment => ({ capacity: { all: seats }, points, tieBreak: Object.keys(points), ...more });

const explained = (instance: Instance, held: Record<string, string | null>): Explanations =>
  new Explanations(
    instance,
    placesOf(instance, { ...Object.fromEntries(Object.keys(instance.children).map((id) => [id, null])), ...held }),
  );

const missesOf = (told: Told, held: Record<string, string | null>, family: string): readonly Miss[] =>
  explained(instanceOf(told), held).misses(family);

describe('why a wish was not obtained', () => {
  it('FULL: every half-day of its week is held by children ranked above; says the cut-off and what is missing', () => {
    const told: Told = { establishments: { A: house({ a: 30, b: 10 }) }, weeks: { a: 'mon tue', b: 'mon tue' } };
    expect(missesOf(told, { a: 'A' }, 'family of b')).toEqual([
      {
        family: 'family of b',
        wish: 0,
        code: 'FULL',
        child: 'b',
        at: 'A',
        section: 'all',
        slot: 'mon',
        taken: 1,
        cutOff: 30,
        points: 10,
        missing: 20,
        without: [],
      },
    ]);
  });

  it('DOES_NOT_FIT: some half-days have no room; the smallest change of week leaves those out', () => {
    const told: Told = { establishments: { A: house({ a: 30, b: 10 }) }, weeks: { a: 'wed', b: 'mon wed' } };
    expect(missesOf(told, { a: 'A' }, 'family of b')).toMatchObject([
      { code: 'DOES_NOT_FIT', slot: 'wed', without: ['wed'], missing: 20 },
    ]);
  });

  it('HELD_BACK: a strict queue has stopped before it; it is not full', () => {
    const told: Told = {
      establishments: { A: house({ x: 40, b: 20, c: 10 }, 1, { queue: 'strict' }) },
      weeks: { x: 'mon', b: 'mon tue', c: 'wed' },
    };
    expect(missesOf(told, { x: 'A', b: 'A' }, 'family of c')).toMatchObject([
      { code: 'HELD_BACK', slot: null, taken: null, missing: null },
    ]);
  });

  it('says no points of who has a place of that establishment already: they come first there whatever their points', () => {
    const told: Told = { establishments: { A: house({ a: 31, b: 10 }) }, weeks: { a: 'mon', b: 'mon' } };
    const instance = instanceOf(told);
    const holding: Instance = {
      ...instance,
      children: { ...instance.children, a: { ...instance.children['a']!, current: 'A' } },
    };
    expect(explained(holding, { a: 'A' }).misses('family of b')).toMatchObject([
      { code: 'FULL', cutOff: null, points: 10, missing: null },
    ]);
    expect(explained(holding, { a: 'A' }).cutOffs()).toEqual([]);
  });

  it('does not call it a matter of points where the last admitted had fewer', () => {
    const reserves = [{ trait: 'insertion', seats: { mon: 0, tue: 1, wed: 0 } }];
    // `b` finds no open seat on Tuesday at the first walk; `low` takes Monday meanwhile.
    const told: Told = {
      establishments: {
        A: house({ a: 40, b: 30, low: 20 }, { mon: 1, tue: 2, wed: 0 }, { reserves, precedence: 'open-first' }),
      },
      weeks: { a: 'tue', b: 'mon tue', low: 'mon' },
    };
    expect(missesOf(told, { a: 'A', low: 'A' }, 'family of b')).toMatchObject([
      { code: 'DOES_NOT_FIT', slot: 'mon', cutOff: 20, points: 30, missing: null, without: ['mon'] },
    ]);
  });

  it('counts the fewest half-days to leave out at the seats of a reserve too', () => {
    const reserves = [{ trait: 'insertion', seats: { mon: 1, tue: 1, wed: 0 } }];
    const told: Told = {
      establishments: {
        A: house({ a: 40, c: 35, b: 30 }, { mon: 2, tue: 1, wed: 1 }, { reserves, precedence: 'open-first' }),
      },
      weeks: { a: 'mon', c: 'wed', b: 'mon tue wed' },
      traits: { b: 'insertion' },
    };
    expect(missesOf(told, { a: 'A', c: 'A' }, 'family of b')).toMatchObject([
      { code: 'DOES_NOT_FIT', slot: 'wed', without: ['wed'] },
    ]);
  });

  it('promises a brother or sister no week that needs the place of another', () => {
    const told: Told = {
      establishments: { A: house({ a: 10, b: 10, x: 40 }) },
      weeks: { a: 'mon wed', b: 'mon', x: 'wed' },
      families: {
        f: {
          children: ['a', 'b'],
          wishes: [
            ['A', 'A'],
            ['A', null],
            [null, 'A'],
          ],
        },
      },
    };
    const found = explained(instanceOf(told), { x: 'A', b: 'A' });
    expect(found.missOfChild('f', 'a', 0)).toMatchObject({
      code: 'DOES_NOT_FIT',
      child: 'a',
      slot: 'wed',
      without: [],
    });
    expect(found.missOfChild('f', 'b', 0)).toBeNull();
  });

  it('names as witness the first half-day of the week without room, as the week is listed and not as names are sorted', () => {
    const told: Told = { establishments: { A: house({ a: 30, b: 10 }) }, weeks: { a: 'tue wed', b: 'mon tue wed' } };
    expect(missesOf(told, { a: 'A' }, 'family of b')).toMatchObject([{ slot: 'tue', without: ['tue', 'wed'] }]);
  });

  it('in a strict queue promises nothing for a shorter week', () => {
    const told: Told = {
      establishments: { A: house({ a: 30, b: 10 }, 1, { queue: 'strict' }) },
      weeks: { a: 'wed', b: 'mon wed' },
    };
    expect(missesOf(told, { a: 'A' }, 'family of b')).toMatchObject([{ code: 'DOES_NOT_FIT', without: [] }]);
  });

  it('missing 0: points are equal and the tie-break decided', () => {
    const told: Told = { establishments: { A: house({ a: 10, b: 10 }) }, weeks: { a: 'mon', b: 'mon' } };
    expect(missesOf(told, { a: 'A' }, 'family of b')).toMatchObject([
      { code: 'FULL', cutOff: 10, points: 10, missing: 0 },
    ]);
  });

  it('NOT_ELIGIBLE: the establishment does not rank the child', () => {
    const told: Told = { establishments: { A: house({ a: 10 }) }, weeks: { a: 'mon', b: 'mon' } };
    expect(missesOf(told, {}, 'family of b')).toMatchObject([
      { code: 'NOT_ELIGIBLE', child: 'b', slot: null, cutOff: null, points: null, missing: null },
    ]);
  });

  it('SIBLINGS: each would fit, not both', () => {
    const told: Told = {
      establishments: { A: house({ a: 10, b: 10 }) },
      weeks: { a: 'mon', b: 'mon' },
      families: { f: { children: ['a', 'b'], wishes: [['A', 'A']] } },
    };
    expect(missesOf(told, {}, 'f')).toMatchObject([{ code: 'SIBLINGS', child: 'b', slot: 'mon' }]);
  });

  it('RESIDUAL: nothing stood in the way; the claim is said, not hidden', () => {
    const told: Told = { establishments: { A: house({ a: 10, b: 20 }) }, weeks: { a: 'mon', b: 'mon' } };
    expect(missesOf(told, { a: 'A' }, 'family of b')).toMatchObject([{ code: 'RESIDUAL', slot: null }]);
  });

  it("speaks of the wishes above what was obtained only, and gives the own family's places back first", () => {
    const told: Told = {
      establishments: { A: house({ a: 30, b: 10 }), B: house({ a: 30, b: 10 }), C: house({ a: 30, b: 10 }) },
      weeks: { a: 'mon', b: 'mon' },
      families: { f: { children: ['b'], wishes: [['A'], ['B'], ['C']] } },
    };
    expect(missesOf(told, { a: 'A', b: 'B' }, 'f').map(({ wish, code }) => [wish, code])).toEqual([[0, 'FULL']]);
  });

  it('measures a child against the seats it could have: those of everybody and of its own reserve', () => {
    const reserves = [{ trait: 'insertion', seats: 1 }];
    const told = (trait: string): Told => ({
      establishments: { A: house({ a: 30, r: 5, b: 4 }, 2, { reserves }) },
      weeks: { a: 'mon', r: 'mon', b: 'mon' },
      traits: { r: 'insertion', b: trait },
    });
    expect(missesOf(told('none'), { a: 'A', r: 'A' }, 'family of b')).toMatchObject([{ cutOff: 30, missing: 26 }]);
    expect(missesOf(told('insertion'), { a: 'A', r: 'A' }, 'family of b')).toMatchObject([{ cutOff: 5, missing: 1 }]);
  });
});

describe('what would have succeeded', () => {
  const establishments = {
    A: house({ a: 30, b: 10 }),
    B: house({ a: 30, b: 10 }),
    C: house({ a: 30 }),
    D: house({ a: 30, b: 10 }, 0),
  };
  const told: Told = { establishments, weeks: { a: 'mon', b: 'mon' } };

  it('names the establishments not asked for that would have taken the child: with room, and where it ranks', () => {
    expect(explained(instanceOf(told), { a: 'A' }).wouldHaveTaken('family of b')).toEqual(['B']);
  });

  it('promises nothing of a strict queue, where somebody ranked above may wait', () => {
    expect(
      explained(
        instanceOf({
          ...told,
          establishments: { ...establishments, B: house({ a: 30, b: 10 }, 1, { queue: 'strict' }) },
        }),
        { a: 'A' },
      ).wouldHaveTaken('family of b'),
    ).toEqual([]);
  });

  it('says nothing to a family that has a place', () => {
    expect(explained(instanceOf(told), { a: 'A' }).wouldHaveTaken('family of a')).toEqual([]);
  });
});

describe('cut-offs', () => {
  it('are the points of the last admitted on each half-day, apart for the seats of a reserve', () => {
    const told: Told = {
      establishments: {
        A: house({ a: 30, c: 20, r: 5 }, { mon: 2, tue: 2 }, { reserves: [{ trait: 'insertion', seats: 1 }] }),
      },
      weeks: { a: 'mon tue', c: 'tue', r: 'mon' },
      traits: { r: 'insertion' },
    };
    const line = (slot: string, reserve: string | null, points: number, holders: number, full: boolean): CutOff => ({
      at: 'A',
      section: 'all',
      slot,
      reserve,
      points,
      holders,
      full,
    });
    expect(explained(instanceOf(told), { a: 'A', c: 'A', r: 'A' }).cutOffs()).toEqual([
      line('mon', null, 30, 1, true),
      line('mon', 'insertion', 5, 1, true),
      line('tue', null, 20, 2, true),
    ]);
  });

  it('are not said where nobody was admitted', () => {
    expect(
      explained(instanceOf({ establishments: { A: house({ a: 1 }) }, weeks: { a: 'mon' } }), {}).cutOffs(),
    ).toEqual([]);
  });
});
