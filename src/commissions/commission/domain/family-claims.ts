import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { type Claim, type Instance, type Place, type Places, wishesOf } from '../../matching/index.js';
import type { ClaimCause } from './claim-causes.js';
import { firstStart, givenDayOf } from './first-days.js';
import { maskOfNames } from './periods.js';

/** A place for one child of a claiming family, by the number of its case. */
export interface ClaimedPlace {
  readonly number: number;
  readonly at: string;
  readonly section: string;
  /** Given where the child already has other half-days of that section; null where the section is enough. */
  readonly slots: SlotMask | null;
  /**
   * Set where the child has a place of that section from another day: the day of this one, null for the day that its
   * family asked for.
   */
  readonly from?: Day | null;
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

const isSameWeek = (a: Place, b: Place): boolean => maskOfNames(a.slots) === maskOfNames(b.slots);
const isSameDay = (a: Place, b: Place): boolean => firstStart(a.slots) === firstStart(b.slots);

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
    return number === null ? [] : [{ child, number, wanted: wanted[index]!, held: places[child] ?? null }];
  });
  // A place that a child already has is not claimed, even if its brothers and sisters would gain theirs with it.
  const gains = parts.flatMap(({ child, number, wanted: place, held }): ClaimedPlace[] => {
    if (!place) return [];
    const { at, section, slots } = place;
    if (held?.at !== at || held.section !== section) return [{ number, at, section, slots: null }];
    // A place that is held today has a stay of its own.
    const isOtherDay = !instance.children[child]!.current && !isSameDay(place, held);
    if (isSameWeek(place, held) && !isOtherDay) return [];
    return [
      {
        number,
        at,
        section,
        slots: maskOfNames(slots),
        ...(isOtherDay ? { from: givenDayOf(instance, child, place) } : {}),
      },
    ];
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
