import type { Availabilities, ChildminderRecords } from '../../places/childminders/index.js';
import type { Clock } from '../../foundation/kernel/clock.js';
import { addMonths } from '../../foundation/kernel/time.js';
import { SLOTS, type Slot } from '../../foundation/kernel/week-schedule.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { Supply } from '../../offer/supply/index.js';

const COORDINATOR: Actor = {
  kind: 'staff',
  accountId: 'demo',
  name: 'Démonstration',
  grants: [{ role: 'coordinator' }],
};

/** Free places on so many half-days, Monday morning first. */
const freeOn = (halfDays: number): Partial<Record<Slot, number>> =>
  Object.fromEntries(SLOTS.slice(0, halfDays).map((slot) => [slot, 1]));

/**
 * Invented records: one childminder in three has told what she has free, some nothing, and the agreement of some is to
 * be renewed. @returns how many have a record
 */
export async function inventRecords(
  records: ChildminderRecords,
  availabilities: Availabilities,
  supply: Supply,
  clock: Clock,
): Promise<number> {
  const today = clock.today();
  const minders = supply.providers().filter(({ kind }, index) => kind === 'childminder' && index % 3 === 0);
  for (const [index, { id, version }] of minders.entries()) {
    await records.changeFacts(COORDINATOR, id, version, {
      agedPlaces: index % 4 === 0 ? [{ fromMonths: 0, toMonths: 18, places: 1 }] : [],
      agreementFrom: addMonths(today, index % 5 === 0 ? -56 : -20),
      agreementTo: addMonths(today, index % 5 === 0 ? 4 : 40),
      birthYear: index % 2 === 0 ? 1962 + (index % 30) : null,
      toldOn: today,
      shownContacts: [],
      channel: 'phone',
    });
    await availabilities.say(COORDINATOR, id, { free: freeOn((index % 4) * 3), freeFrom: today }, '');
  }
  return minders.length;
}
