import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { SLOTS, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { placesOn, slotOf, type PlacesFrom } from './seat-claim.js';
import { fewestPlaces, type KnownDays } from './unwritten-days.js';

type Span = Parameters<typeof fewestPlaces>[1];

/** Day after day. */
function dayByDay(capacities: readonly PlacesFrom[], { from, to }: Span, known: KnownDays | null): Map<Slot, number> {
  const fewest = new Map<Slot, number>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (known && known.first <= day && day <= known.last) continue;
    for (const { weekday, half, places } of placesOn(capacities, day))
      fewest.set(slotOf(weekday, half), Math.min(places, fewest.get(slotOf(weekday, half)) ?? places));
  }
  return fewest;
}

const day = fc.integer({ min: 0, max: 120 }).map((days): Day => addDays('2027-01-01', days));
const span = fc
  .tuple(day, fc.integer({ min: 0, max: 90 }))
  .map(([from, days]): Span => ({ from, to: addDays(from, days) }));
const seats = fc.dictionary(fc.constantFrom(...SLOTS), fc.integer({ min: 0, max: 5 }), { maxKeys: 6 });
const capacities = fc
  .array(fc.record({ span, seats, isOpen: fc.boolean() }), { maxLength: 4 })
  .map((all) =>
    all.map(({ span: { from, to }, seats: given, isOpen }): PlacesFrom => ({
      from,
      to: isOpen ? null : to,
      seats: given,
    })),
  );

describe('the fewest places of days that the ledger does not know', () => {
  it('is what each day says, one after the other', () => {
    fc.assert(
      fc.property(capacities, span, fc.option(span), (given, asked, known) => {
        const days = known && { first: known.from, last: known.to };
        expect(Object.fromEntries(fewestPlaces(given, asked, days))).toEqual(
          Object.fromEntries(dayByDay(given, asked, days)),
        );
      }),
      { numRuns: 500 },
    );
  });
});
