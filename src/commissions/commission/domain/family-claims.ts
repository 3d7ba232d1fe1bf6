import type { Id } from '../../../foundation/kernel/ids.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { type Claim, type Instance, type Place, type Places, wishesOf } from '../../matching/index.js';
import type { ClaimCause } from './claim-causes.js';
import { maskOfNames } from './periods.js';

/** A place for one child of a claiming family, by the number of its case. */
export interface ClaimedPlace {
  readonly number: number;
  readonly at: string;
  readonly section: string;
  /** Given where the child already has other half-days of that section; null where the section is enough. */
  readonly slots: SlotMask | null;
}

/** A combination of places that a family could rightly claim. It is told to the family as a whole. */
export interface Combination {
  /** All its cases in the session, in order. */
  readonly numbers: readonly number[];
  /** The places that its children would gain. Never empty. */
  readonly gains: readonly ClaimedPlace[];
  /** The places held today by children who would then have none. */
  readonly leaves: readonly ClaimedPlace[];
}

/** The best combination that a family could have had, and how many lower-ranked ones it could have had instead. */
export interface ToldClaim extends Combination {
  readonly others: number;
  /** Why; absent from what older sessions told. */
  readonly cause?: ClaimCause;
}

/** The number of a child's case; null when the case is no longer in the session. */
export type NumberOf = (child: Id) => number | null;

const isSamePlace = (a: Place, b: Place | null): boolean =>
  b !== null && a.at === b.at && a.section === b.section && maskOfNames(a.slots) === maskOfNames(b.slots);

/** One claim as a combination; null when no child whose case is still there would gain anything. */
function combinationOf(
  instance: Instance,
  places: Places,
  { family, wish }: Claim,
  numberOf: NumberOf,
): Combination | null {
  const { children } = instance.families[family]!;
  const wanted = wishesOf(instance, family)[wish]!;
  const parts = children.flatMap((child, index) => {
    const number = numberOf(child);
    return number === null ? [] : [{ number, wanted: wanted[index]!, held: places[child] ?? null }];
  });
  // A place that a child already has is not claimed, even if its brothers and sisters would gain theirs with it.
  const gains = parts.flatMap(({ number, wanted: place, held }): ClaimedPlace[] => {
    if (!place || isSamePlace(place, held)) return [];
    const isOtherWeek = held !== null && held.at === place.at && held.section === place.section;
    return [{ number, at: place.at, section: place.section, slots: isOtherWeek ? maskOfNames(place.slots) : null }];
  });
  if (gains.length === 0) return null;
  const leaves = parts.flatMap(({ number, wanted: place, held }): ClaimedPlace[] =>
    place || !held ? [] : [{ number, at: held.at, section: held.section, slots: null }],
  );
  const byNumber = (a: { number: number }, b: { number: number }): number => a.number - b.number;
  return {
    numbers: parts.map(({ number }) => number).sort((a, b) => a - b),
    gains: gains.sort(byNumber),
    leaves: leaves.sort(byNumber),
  };
}

export const combinationKey = ({ numbers, gains, leaves }: Combination): string =>
  JSON.stringify([numbers, gains, leaves]);

/**
 * The claims of an outcome, one for each family: the best combination that it could have had (docs/engine.md,
 * "Definitions").
 * @param claims sorted by family, then by wish, as in a verdict
 */
export function toldClaims(
  instance: Instance,
  places: Places,
  claims: readonly Claim[],
  numberOf: NumberOf,
): Map<Id, ToldClaim> {
  const told = new Map<Id, Map<string, Combination>>();
  for (const claim of claims) {
    const combination = combinationOf(instance, places, claim, numberOf);
    if (combination)
      told.set(
        claim.family,
        (told.get(claim.family) ?? new Map<string, Combination>()).set(combinationKey(combination), combination),
      );
  }
  return new Map(
    [...told].map(([family, combinations]) => {
      const [best] = combinations.values();
      return [family, { ...best!, others: combinations.size - 1 }];
    }),
  );
}
