import { describe, expect, it } from '@jest/globals';
import { check } from '../../src/admission/domain/checker.js';
import { propose } from '../../src/admission/propose.js';
import { mediumInstance, type MediumShape } from '../support/engine/medium.js';

/** Orders drawn at random for every establishment: far more to be settled than one grid for a whole town ever leaves. */
const shapes: Record<string, MediumShape> = {
  'plain units': { children: 40, establishments: 3, strict: 0, reserves: 0 },
  'reserves': { children: 32, establishments: 3, strict: 0, reserves: 700 },
  'reserves and strict queues': { children: 28, establishments: 3, strict: 500, reserves: 700 },
};

describe.each(Object.entries(shapes))('up to 40 children that hang together, %s', (_, shape) => {
  const instances = Array.from({ length: 12 }, (__, seed) => mediumInstance(seed, shape));
  const proposals = instances.map(propose);

  it('are searched until nothing better can be, never only until the search was tired', () => {
    expect(proposals.map(({ proven }) => proven)).toEqual(instances.map(() => true));
    expect(proposals.filter(({ stats }) => stats.searchSteps > 0).length).toBeGreaterThan(3);
    expect(proposals.some(({ stats, claims }) => claims.length < stats.claimsBeforeSearch)).toBe(true);
  });

  it('come with what the checker says of them, and no half-day too full', () => {
    for (const [index, { places, claims }] of proposals.entries()) expect(check(instances[index]!, places)).toEqual({ claims, overfull: [] });
  });
});
