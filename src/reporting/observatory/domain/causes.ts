/**
 * Why a family is without a solution: the first that holds, in this order (docs/domain.md). The first three are told by
 * its history, the next three by the places of today, the last two by its history again.
 */
export const CAUSES = [
  'desk',
  'incomplete',
  'family',
  'no_place',
  'shorter_week',
  'elsewhere',
  'refusedOffer',
  'noOffer',
] as const;
export type Cause = (typeof CAUSES)[number];

/** The causes after which the places of the day are looked at. */
export const CAUSES_BEFORE_PLACES = ['refusedOffer', 'noOffer'] as const satisfies readonly Cause[];
export type CauseBeforePlaces = (typeof CAUSES_BEFORE_PLACES)[number];

/** The causes that places tell, by family; null when they tell none. */
export const causeWith = (history: CauseBeforePlaces, places: Cause | null): Cause => places ?? history;

/** How many families each cause has, in the order of the causes. */
export function countCauses(causes: readonly Cause[]): ReadonlyMap<Cause, number> {
  return new Map(CAUSES.map((cause) => [cause, causes.filter((found) => found === cause).length]));
}
