import { addDays, daysBetween, type Day } from '../../../foundation/kernel/time.js';
import type { Slot } from '../../../foundation/kernel/week-schedule.js';
import { placesOn, slotOf, type PlacesFrom } from './seat-claim.js';

/** The days for which the ledger of a section has rows. There is no hole between them. */
export interface KnownDays {
  readonly first: Day;
  readonly last: Day;
}

/**
 * The fewest places of each half-day over the days for which the ledger has no row yet. Nobody holds a seat on these
 * days. Half-days without a place are absent.
 * @param span both days included
 */
export function fewestPlaces(
  capacities: readonly PlacesFrom[],
  span: { readonly from: Day; readonly to: Day },
  known: KnownDays | null,
): Map<Slot, number> {
  const fewest = new Map<Slot, number>();
  // Places change only on these days. The week that follows each of them is therefore enough to know all days until
  // the next.
  const changes = [
    span.from,
    ...(known ? [addDays(known.last, 1)] : []),
    ...capacities.flatMap(({ from, to }) => (to === null ? [from] : [from, addDays(to, 1)])),
  ];
  for (const change of new Set(changes.filter((day) => span.from <= day && day <= span.to))) {
    for (let day = change; day <= span.to && daysBetween(change, day) < 7; day = addDays(day, 1)) {
      if (known && known.first <= day && day <= known.last) continue;
      for (const { weekday, half, places } of placesOn(capacities, day)) {
        const slot = slotOf(weekday, half);
        fewest.set(slot, Math.min(places, fewest.get(slot) ?? places));
      }
    }
  }
  return fewest;
}
