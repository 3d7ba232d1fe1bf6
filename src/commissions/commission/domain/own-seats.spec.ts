import { describe, expect, it } from '../../../../test/support/runner.js';
import { propose, type Instance } from '../../matching/index.js';
import { withSeatsOf } from './own-seats.js';

const child = (current?: string) => ({ section: 'babies', slots: ['mon-am'], ...(current ? { current } : {}) });
const instance: Instance = {
  slots: ['mon-am'],
  establishments: {
    mine: { capacity: { babies: 1 }, points: { a: 30, b: 20, d: 10 } },
    theirs: { capacity: { babies: 2 }, points: { a: 30, b: 20, c: 10 } },
  },
  children: { a: child(), b: child(), c: child('theirs'), d: child() },
  families: {
    fa: { children: ['a'], wishes: [['theirs'], ['mine']] },
    fb: {
      children: ['b', 'd'],
      wishes: [
        ['theirs', 'mine'],
        ['mine', null],
      ],
    },
    fc: { children: ['c'], wishes: [['theirs']], mustPlace: true },
  },
};

describe('a session that gave only the seats of one establishment', () => {
  it('has its children and what they ask for there, and no place that another holds', () => {
    const own = withSeatsOf(instance, 'mine');
    expect(Object.keys(own.establishments)).toEqual(['mine']);
    expect(own.families).toEqual({
      fa: { children: ['a'], wishes: [['mine']] },
      fb: {
        children: ['b', 'd'],
        wishes: [
          [null, 'mine'],
          ['mine', null],
        ],
      },
    });
    expect(Object.keys(own.children)).toEqual(['a', 'b', 'd']);
  });

  it('keeps the guarantee of a child who holds a place there', () => {
    expect(withSeatsOf(instance, 'theirs').families['fc']).toEqual({
      children: ['c'],
      wishes: [['theirs']],
      mustPlace: true,
    });
  });

  it('is computed like any other: the best child there gets the seat, wherever else it would go', () => {
    const places = propose(withSeatsOf(instance, 'mine')).places;
    expect([places['a']?.at ?? null, places['b']?.at ?? null, places['d']?.at ?? null]).toEqual(['mine', null, null]);
    expect(propose(instance).places['a']?.at).toBe('theirs');
  });
});
