import { describe, expect, it } from '../support/runner.js';
import { check } from '../../src/commissions/matching/fairness-check/check.js';
import { settleClaims, WHOLE_STEPS } from '../../src/commissions/matching/exact-search/residual-claims.js';
import { compile, match, placesOfMatching } from '../../src/commissions/matching/deferred-acceptance/match.js';
import type { Instance } from '../../src/commissions/matching/instance/instance.js';
import { propose } from '../../src/commissions/matching/propose.js';
import { ENGINE_RUNS } from '../support/engine/generate.js';
import { mediumInstance, type MediumShape } from '../support/engine/medium.js';

/**
 * Orders drawn at random for every establishment: far more to be settled than one grid for a whole town ever leaves.
 */
const shapes: Record<string, MediumShape> = {
  'plain units': { children: 40, establishments: 3, strict: 0, reserves: 0 },
  reserves: { children: 32, establishments: 3, strict: 0, reserves: 700 },
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
    for (const [index, { places, claims }] of proposals.entries())
      expect(check(instances[index]!, places)).toEqual({ claims, overfull: [] });
  });
});

describe('a search whose budget is spent', () => {
  const shape: MediumShape = { children: 30, establishments: 4, strict: 1000, reserves: 0 };
  const hard: Instance[] = [];
  for (let seed = 0; seed < 60 && hard.length < 20 * ENGINE_RUNS; seed += 1) {
    const instance = mediumInstance(seed, shape);
    if (propose(instance).stats.searchSteps > 30) hard.push(instance);
  }

  function settled(instance: Instance, budget: number) {
    const problem = compile(instance);
    const { held } = match(problem);
    const numberOf = new Map(problem.familyIds.map((id, index) => [id, index]));
    const before = check(instance, placesOfMatching(problem, held)).claims;
    const found = settleClaims(
      problem,
      held,
      before.map(({ family, wish }) => ({
        family: numberOf.get(family)!,
        wish: problem.wishFrom[numberOf.get(family)!]! + wish,
      })),
      budget,
    );
    return {
      ...found,
      claims: check(instance, placesOfMatching(problem, found.held)).claims.length,
      before: before.length,
    };
  }

  it('stops, leaves no more claims than there were, and says that it is not proven where some remain', () => {
    expect(hard.length).toBeGreaterThan(3);
    const ends = hard.map((instance) => ({ whole: settled(instance, WHOLE_STEPS), short: settled(instance, 1) }));
    for (const { whole, short } of ends) {
      expect(whole.proven).toBe(true);
      expect([whole.claims <= short.claims, short.claims <= short.before]).toEqual([true, true]);
      expect(short.proven).toBe(short.claims === 0);
    }
    expect(ends.some(({ short }) => !short.proven)).toBe(true);
  });

  it('takes the same steps each time', () => {
    for (const instance of hard) expect(settled(instance, 20)).toEqual(settled(instance, 20));
  });
});
