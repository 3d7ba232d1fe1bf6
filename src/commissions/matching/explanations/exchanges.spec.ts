import { describe, expect, it } from '../../../../test/support/runner.js';
import { propose } from '../propose.js';
import { exchangesIn, MOST_EXCHANGES } from './exchanges.js';
import type { Instance } from '../instance/instance.js';

/**
 * Two children hold the places of A and B, and each would rather have the other's; `third` wants A and stands between
 * them there.
 */
function instanceOf(third: number, more: Partial<Instance['families']> = {}): Instance {
  const child = { section: 'babies', slots: ['mon-am'] };
  return {
    slots: ['mon-am'],
    establishments: {
      A: { capacity: { babies: 1 }, points: { a: 99, b: 10, third } },
      B: { capacity: { babies: 1 }, points: { a: 10, b: 99 } },
    },
    children: { a: { ...child, current: 'A' }, b: { ...child, current: 'B' }, third: child },
    families: {
      fa: { children: ['a'], wishes: [['B'], ['A']], mustPlace: true },
      fb: { children: ['b'], wishes: [['A'], ['B']], mustPlace: true },
      fthird: { children: ['third'], wishes: [['A']] },
      ...more,
    } as Instance['families'],
  };
}

const exchanges = (instance: Instance) => {
  const { places, claims } = propose(instance);
  return exchangesIn(instance, places, claims);
};

describe('exchanges', () => {
  it('that would wrong a third family are left aside by the proposal, and said with its claim', () => {
    const instance = instanceOf(50);
    expect(propose(instance).assignments).toEqual({ a: 'A', b: 'B', third: null });
    expect(exchanges(instance)).toMatchObject([
      {
        families: ['fa', 'fb'],
        places: [
          { at: 'B', section: 'babies', slots: ['mon-am'] },
          { at: 'A', section: 'babies', slots: ['mon-am'] },
        ],
        claims: [{ family: 'fthird', wish: 0 }],
      },
    ]);
  });

  it('are between families that are admitted, too', () => {
    const { children, families, ...rest } = instanceOf(50);
    const instance: Instance = {
      ...rest,
      children: Object.fromEntries(Object.entries(children).map(([id, { current: _, ...child }]) => [id, child])),
      families: Object.fromEntries(Object.entries(families).map(([id, { mustPlace: _, ...family }]) => [id, family])),
    };
    expect(propose(instance).assignments).toEqual({ a: 'A', b: 'B', third: null });
    expect(exchanges(instance)).toMatchObject([{ families: ['fa', 'fb'], claims: [{ family: 'fthird', wish: 0 }] }]);
  });

  it('are looked for again once somebody has another place', () => {
    const instance = instanceOf(50);
    const { places, claims } = propose(instance);
    expect(exchangesIn(instance, { ...places }, claims)).toEqual(exchanges(instance));
    expect(exchangesIn(instance, { ...places, a: null }, claims)).toEqual([]);
    expect(exchangesIn(instance, places, claims)).toHaveLength(1);
  });

  it('of a crowd are looked at up to a number', () => {
    const child = { section: 'babies', slots: ['mon-am'] };
    const [xs, ys] = ['x', 'y'].map((side) => Array.from({ length: 5 }, (_, index) => `${side}${index}`)) as [
      string[],
      string[],
    ];
    const wanting = (ids: string[], wishes: string[][]) =>
      ids.map((id): [string, Instance['families'][string]] => [id, { children: [id], wishes }]);
    const instance: Instance = {
      slots: ['mon-am'],
      establishments: {
        A: { capacity: { babies: 5 }, order: [...xs, ...ys] },
        B: { capacity: { babies: 5 }, order: [...ys, ...xs] },
      },
      children: Object.fromEntries([...xs, ...ys].map((id) => [id, child])),
      families: Object.fromEntries([...wanting(xs, [['B'], ['A']]), ...wanting(ys, [['A'], ['B']])]),
    };
    const held = Object.fromEntries([...xs, ...ys].map((id) => [id, { at: xs.includes(id) ? 'A' : 'B', ...child }]));
    expect(exchangesIn(instance, held, [])).toHaveLength(MOST_EXCHANGES);
  });

  it('that wrong nobody are in the proposal already', () => {
    const instance = instanceOf(5);
    expect(propose(instance).assignments).toEqual({ a: 'B', b: 'A', third: null });
    expect(exchanges(instance)).toEqual([]);
  });

  it('need both to gain', () => {
    expect(exchanges(instanceOf(50, { fb: { children: ['b'], wishes: [['B'], ['A']], mustPlace: true } }))).toEqual([]);
  });
});
