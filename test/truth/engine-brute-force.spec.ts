import fc from 'fast-check';
import { describe, expect, it } from '../support/runner.js';
import { canonicalJson } from '../../src/commissions/matching/instance/canonical-json.js';
import { check, wishesOf } from '../../src/commissions/matching/fairness-check/check.js';
import type { Instance, Place, Wish } from '../../src/commissions/matching/instance/instance.js';
import { printedProposal, propose, type EngineProposal } from '../../src/commissions/matching/propose.js';
import { anyInstance, ENGINE_RUNS, regimeOne, runs, unitSeats } from '../support/engine/generate.js';
import {
  fairOutcomes,
  fewestClaims,
  isLawful,
  literalClaims,
  orderOf,
  wishList,
  type Outcome,
} from '../support/engine/oracle.js';
import { movedUp, otherwise, rewritten, withWishes } from '../support/engine/vary.js';

/**
 * The engine against every outcome of small instances: up to 5 children × 3 establishments × 2 half-days, with
 * reserves, siblings, transfers, strict units, locks, two sections and periods among them.
 */
const MINUTES = 60_000 * Math.max(5, 5 * ENGINE_RUNS);

const outcomeOf = ({ places }: EngineProposal): Outcome => new Map(Object.entries(places));
const printed = (instance: Instance): string => canonicalJson(printedProposal(instance, propose(instance)));

/** Position of what a family got in a list of wishes; after them all when it is none of them. */
function standing(instance: Instance, family: string, { places }: EngineProposal): number {
  const told = instance.families[family]!.children.map((child) => places[child] ?? null);
  const list = wishList(instance, family);
  const found = list.findIndex((tuple) => same(tuple, told));
  return found === -1 ? list.length : found;
}

const same = (a: readonly (Place | null)[], b: readonly (Place | null)[]): boolean =>
  canonicalJson(a) === canonicalJson(b);

describe('any instance', () => {
  it(
    'is given a proposal that is allowed, whose claims are all listed, and than which no other overfills less or has fewer claims',
    () => {
      fc.assert(
        fc.property(anyInstance, (instance) => {
          const proposal = propose(instance);
          const outcome = outcomeOf(proposal);
          expect(isLawful(instance, outcome)).toBe(true);
          expect(proposal.proven).toBe(true);
          expect(proposal.claims).toEqual(literalClaims(instance, outcome));
          const crowding = check(instance, proposal.places).overfull.reduce(
            (sum, { held, places }) => sum + held - places,
            0,
          );
          expect({ claims: proposal.claims.length, crowding }).toEqual(fewestClaims(instance));
          expect(proposal.fair).toBe(proposal.claims.length === 0 && crowding === 0);
        }),
        runs(6000),
      );
    },
    MINUTES,
  );

  it(
    'gives the same bytes whatever the order of keys and of lists that carry no meaning',
    () => {
      fc.assert(
        fc.property(anyInstance, fc.nat(50), (instance, by) => {
          expect(printed(rewritten(instance, by))).toBe(printed(instance));
        }),
        runs(3000),
      );
    },
    MINUTES,
  );
});

/** Families in the common order take their best wish that fits what those before them left. */
function serialDictatorship(instance: Instance): Record<string, Place | null> {
  const [house] = Object.values(instance.establishments);
  const order = orderOf(house!);
  const families = Object.entries(instance.families).sort(
    ([, a], [, b]) => order.indexOf(a.children[0]!) - order.indexOf(b.children[0]!),
  );
  const places: Record<string, Place | null> = Object.fromEntries(
    Object.keys(instance.children).map((child) => [child, null]),
  );
  for (const [id, { children }] of families) {
    const fitting = wishesOf(instance, id).find((wish) => {
      const next = { ...places, ...Object.fromEntries(children.map((child, index) => [child, wish[index] ?? null])) };
      return check(instance, next).overfull.length === 0;
    });
    for (const [index, child] of children.entries()) places[child] = fitting?.[index] ?? null;
  }
  return places;
}

describe('one order for all units (regime 1)', () => {
  it(
    'gives the only fair outcome, serial dictatorship, without any search',
    () => {
      fc.assert(
        fc.property(regimeOne, (instance) => {
          const proposal = propose(instance);
          expect(proposal.stats.searchSteps).toBe(0);
          expect(proposal.places).toEqual(serialDictatorship(instance));
          expect(fairOutcomes(instance).map((outcome) => Object.fromEntries(outcome))).toEqual([proposal.places]);
        }),
        runs(2000),
      );
    },
    MINUTES,
  );

  it(
    'gives no family more for saying other wishes than its own',
    () => {
      fc.assert(
        fc.property(regimeOne, fc.nat(4), fc.nat(31), fc.nat(9), (instance, which, keep, by) => {
          const ids = Object.keys(instance.families);
          const family = ids[which % ids.length]!;
          const lie = otherwise<Wish>(instance.families[family]!.wishes, keep, by);
          const truly = standing(instance, family, propose(instance));
          expect(standing(instance, family, propose(withWishes(instance, family, lie)))).toBeGreaterThanOrEqual(truly);
        }),
        runs(4000),
      );
    },
    MINUTES,
  );
});

describe('unit seats: one half-day, no siblings, no reserves', () => {
  it(
    'gives every child its best wish among all fair outcomes',
    () => {
      fc.assert(
        fc.property(unitSeats, (instance) => {
          const proposal = propose(instance);
          expect(proposal.fair).toBe(true);
          const all = fairOutcomes(instance).map((outcome) => ({ ...proposal, places: Object.fromEntries(outcome) }));
          for (const family of Object.keys(instance.families)) {
            expect(standing(instance, family, proposal)).toBe(
              Math.min(...all.map((one) => standing(instance, family, one))),
            );
          }
        }),
        runs(3000),
      );
    },
    MINUTES,
  );

  it(
    'gives no child more for saying other wishes than its own',
    () => {
      fc.assert(
        fc.property(unitSeats, fc.nat(4), fc.nat(31), fc.nat(9), (instance, which, keep, by) => {
          const ids = Object.keys(instance.families);
          const family = ids[which % ids.length]!;
          const lie = otherwise<Wish>(instance.families[family]!.wishes, keep, by);
          expect(standing(instance, family, propose(withWishes(instance, family, lie)))).toBeGreaterThanOrEqual(
            standing(instance, family, propose(instance)),
          );
        }),
        runs(4000),
      );
    },
    MINUTES,
  );

  it(
    'never does harm to a child that is ranked better',
    () => {
      fc.assert(
        fc.property(unitSeats, fc.nat(4), fc.nat(2), fc.integer({ min: 1, max: 4 }), (instance, which, where, by) => {
          const ids = Object.keys(instance.families);
          const family = ids[which % ids.length]!;
          const houses = Object.keys(instance.establishments);
          const better = movedUp(instance, houses[where % houses.length]!, instance.families[family]!.children[0]!, by);
          expect(standing(instance, family, propose(better))).toBeLessThanOrEqual(
            standing(instance, family, propose(instance)),
          );
        }),
        runs(4000),
      );
    },
    MINUTES,
  );
});
