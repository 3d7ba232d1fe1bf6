import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Instance, Target } from './proposer.js';
import { rankCandidates, lotOf } from './ranking.js';
import { rankedPass } from './ranked-pass.js';
import { SeatRoom } from './seat-room.js';

const SLOTS = ['mon-am', 'mon-pm', 'tue-am', 'tue-pm'];
const at = (id: string, slots: string[], section: string | null = 'babies'): Target => ({ at: id, section, slots });
const unit = (places: number, order: string[]) => ({ capacity: { babies: Object.fromEntries(SLOTS.map((slot) => [slot, places])) }, order });

const instanceOf = fc
  .record({
    children: fc.array(
      fc.record({
        wishes: fc.uniqueArray(fc.constantFrom('A', 'B', 'C'), { minLength: 1 }),
        slots: fc.subarray(SLOTS, { minLength: 1 }),
        eligible: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    places: fc.record({ A: fc.nat(3), B: fc.nat(3), C: fc.nat(3) }),
  })
  .map(({ children, places }): Instance => {
    const order = children.map((_, index) => `c${index}`);
    return {
      slots: SLOTS,
      establishments: { A: unit(places.A, order), B: unit(places.B, order), C: unit(places.C, order) },
      families: Object.fromEntries(children.map(({ wishes, slots, eligible }, index) => [
        `f${index}`, { children: [`c${index}`], wishes: wishes.map((id) => [at(id, slots, eligible || id !== 'C' ? 'babies' : null)]) },
      ])),
    };
  });

const takenBy = (instance: Instance, children: readonly string[], assignments: Readonly<Record<string, Target | null>>): SeatRoom => {
  const room = new SeatRoom(instance);
  for (const child of children) if (assignments[child]) room.take(assignments[child]);
  return room;
};

describe('the plain ranked pass', () => {
  it('never puts more children than places on a half-day', () => {
    fc.assert(fc.property(instanceOf, (instance) => {
      const { assignments } = rankedPass(instance);
      const room = takenBy(instance, Object.keys(assignments), assignments);
      for (const id of ['A', 'B', 'C']) for (const slot of SLOTS) expect(room.free(at(id, [slot]), slot)).toBeGreaterThanOrEqual(0);
    }));
  });

  it('when a better wish is not obtained, those ranked above hold one of its half-days to the last place; and the witness says which', () => {
    fc.assert(fc.property(instanceOf, (instance) => {
      const { assignments, misses } = rankedPass(instance);
      const order = instance.establishments['A']!.order;
      for (const [id, family] of Object.entries(instance.families)) {
        const child = family.children[0]!;
        const above = takenBy(instance, order.slice(0, order.indexOf(child)), assignments);
        const obtained = family.wishes.findIndex(([target]) => target === assignments[child]);
        const better = family.wishes.slice(0, obtained === -1 ? undefined : obtained);
        expect(misses.filter((miss) => miss.family === id)).toHaveLength(better.length);
        for (const [index, [target]] of better.entries()) {
          const miss = misses.find((one) => one.family === id && one.wish === index)!;
          if (target!.section === null) expect(miss.code).toBe('NOT_ELIGIBLE');
          else expect([target!.slots.includes(miss.slot!), above.free(target!, miss.slot!)]).toEqual([true, 0]);
        }
      }
    }));
  });

  it('equal data give equal bytes, whatever the order of keys', () => {
    const reversed = <T>(record: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(record).reverse());
    fc.assert(fc.property(instanceOf, (instance) => {
      const permuted = { ...instance, families: reversed(instance.families), establishments: reversed(instance.establishments) };
      expect(JSON.stringify(rankedPass(permuted))).toBe(JSON.stringify(rankedPass(instance)));
    }));
  });

  it('what members decided is seated first, and the rest follows', () => {
    const order = ['c1', 'c2'];
    const families = { f1: { children: ['c1'], wishes: [[at('A', ['mon-am'])]] }, f2: { children: ['c2'], wishes: [[at('A', ['mon-am'])]] } };
    const instance: Instance = { slots: SLOTS, establishments: { A: unit(1, order) }, families };
    expect(rankedPass(instance).assignments).toEqual({ c1: at('A', ['mon-am']), c2: null });
    expect(rankedPass({ ...instance, locks: { c1: null } }).assignments).toEqual({ c1: null, c2: at('A', ['mon-am']) });
    expect(rankedPass({ ...instance, locks: { c2: at('A', ['mon-am']) } }).misses).toEqual([
      { family: 'f1', wish: 0, code: 'FULL', at: 'A', section: 'babies', slot: 'mon-am' },
    ]);
  });

  it('brothers and sisters of one family are placed together or not at all', () => {
    const families = { f1: { children: ['c1', 'c2'], wishes: [[at('A', ['mon-am']), at('A', ['mon-am'])], [at('B', ['mon-am']), null]] } };
    const order = ['c1', 'c2'];
    const one: Instance = { slots: SLOTS, establishments: { A: unit(1, order), B: unit(1, order) }, families };
    expect(rankedPass(one).assignments).toEqual({ c1: at('B', ['mon-am']), c2: null });
    const two: Instance = { ...one, establishments: { A: unit(2, order), B: unit(1, order) } };
    expect(rankedPass(two).assignments).toEqual({ c1: at('A', ['mon-am']), c2: at('A', ['mon-am']) });
  });

  it('refuses two different orders: a serial pass has one', () => {
    const instance: Instance = { slots: SLOTS, establishments: { A: unit(1, ['c1', 'c2']), B: unit(1, ['c2', 'c1']) }, families: {} };
    expect(() => rankedPass(instance)).toThrow('one order');
  });
});

describe('the order', () => {
  const one = (id: string, points: number, requestedAt: string) => ({ id, points, requestedAt });

  it('is by points, then the date of the request', () => {
    const list = [one('a', 10, '2026-02'), one('b', 20, '2026-03'), one('c', 10, '2026-01')];
    expect(rankCandidates(list, 'seed').map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  it('or as the grid says: the older child before the earlier request', () => {
    const list = [{ ...one('a', 10, '2026-01'), birth: '2026-05-01' }, { ...one('b', 10, '2026-02'), birth: '2025-05-01' }];
    expect(rankCandidates(list, 'seed', ['older_child', 'request_date', 'lot']).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(rankCandidates(list, 'seed', ['request_date', 'older_child', 'lot']).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('then by a lot that anybody can draw again, whatever the order of the list; another seed draws another order', () => {
    const equal = Array.from({ length: 40 }, (_, index) => one(`r${index}`, 10, '2026-01'));
    const first = rankCandidates(equal, 'seed').map(({ id }) => id);
    expect(rankCandidates([...equal].reverse(), 'seed').map(({ id }) => id)).toEqual(first);
    expect(rankCandidates(equal, 'other').map(({ id }) => id)).not.toEqual(first);
    expect(first.map((id) => lotOf('seed', id))).toEqual(first.map((id) => lotOf('seed', id)).sort((a, b) => a - b));
  });

  it('draws fairly enough: over many seeds each of two comes first about half the time', () => {
    const wins = Array.from({ length: 2000 }, (_, seed) => lotOf(String(seed), 'a') < lotOf(String(seed), 'b')).filter(Boolean).length;
    expect(Math.abs(wins - 1000)).toBeLessThan(120);
  });
});
