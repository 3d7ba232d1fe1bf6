import { describe, expect, it } from '@jest/globals';
import { reservesOf, spread, traitsOf, USUAL_RULES } from './sitting-rules.js';

describe('reserved places', () => {
  it.each<[number, Record<string, number>, Record<string, number>]>([
    [0, { a: 3, b: 5 }, { a: 0, b: 0 }],
    [1, { a: 3, b: 5 }, { a: 0, b: 1 }],
    [3, { a: 1, b: 1 }, { a: 2, b: 1 }],
    [4, { a: 10, b: 5, c: 5 }, { a: 2, b: 1, c: 1 }],
    [2, { a: 0, b: 0 }, { a: 0, b: 0 }],
  ])('%i spread over %j', (total, weights, expected) => expect(spread(total, weights)).toEqual(expected));

  it('are a share of the establishment’s places, rounded up, in the published order of whom they are for', () => {
    const places = { babies: 2, toddlers: 6 };
    expect(reservesOf(USUAL_RULES, places)).toEqual([]);
    expect(reservesOf({ ...USUAL_RULES, reserves: { insertion: 5, adaptation: 20 } }, places)).toEqual([
      { trait: 'insertion', section: 'toddlers', seats: 1 }, { trait: 'adaptation', section: 'babies', seats: 1 }, { trait: 'adaptation', section: 'toddlers', seats: 1 },
    ]);
  });

  it('are for families that say so', () => {
    const facts = { answers: { insertion_path: { value: true, by: 'declared' }, child_handicap: { value: null, by: 'declared' } }, numbers: {}, opinions: {}, siblingAt: [], communeCode: null } as const;
    expect(traitsOf(facts)).toEqual(['insertion']);
    expect(traitsOf(undefined)).toEqual([]);
  });
});
