import type { Period } from '../../../foundation/kernel/period.js';
import { isoWeekday } from '../../../foundation/kernel/time.js';
import { maskToSlots, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { slotOf } from './seat-claim.js';
import type { HalfDayOccupancy, Hold } from './week-occupancy.js';

/** A reservation that runs during the week. */
export interface ReservedInWeek extends Period {
  /** Equal for all reservations of one owner. */
  readonly owner: string;
  readonly slots: SlotMask;
  readonly places: number;
  readonly released: boolean;
}

/** A place or an offer, with the owner whose reserved seats it takes. */
export type OwnedHold = Hold & { readonly reservedFor: string | null };

/** The seats of one owner on each half-day of a week: how many are held, offered and free for its children. */
export interface OwnerWeek {
  readonly owner: string;
  readonly halfDays: readonly HalfDayOccupancy[];
}

/**
 * Sets the seats that are reserved apart from those of everybody, owner by owner. A released seat that nobody of the
 * owner's holds is everybody's.
 * @param week as `weekOccupancy` counts it: all seats of the section together
 */
export function setReservedApart(
  week: readonly HalfDayOccupancy[],
  reserved: readonly ReservedInWeek[],
  placements: readonly OwnedHold[],
  offers: readonly OwnedHold[],
): { readonly common: HalfDayOccupancy[]; readonly owners: OwnerWeek[] } {
  const owners = [...new Set(reserved.map(({ owner }) => owner))].sort().map((owner) => ({
    owner,
    halfDays: week.map((halfDay) => {
      const rows = reserved.filter((row) => row.owner === owner && isOn(row, halfDay));
      const places = sum(rows);
      const count = (holds: readonly OwnedHold[]): number =>
        holds.filter((hold) => hold.reservedFor === owner && isOn(hold, halfDay)).length;
      const confirmed = Math.min(places, count(placements));
      const promised = Math.min(places - confirmed, count(offers));
      const kept = Math.max(0, sum(rows.filter(({ released }) => !released)) - count(placements) - count(offers));
      return {
        day: halfDay.day,
        half: halfDay.half,
        places: halfDay.places === 0 ? 0 : places,
        confirmed,
        promised,
        expected: 0,
        free: Math.min(kept, halfDay.free),
      };
    }),
  }));
  const common = week.map((halfDay, index) => {
    const own = owners.map(({ halfDays }) => halfDays[index]!);
    const left = (of: 'confirmed' | 'promised' | 'free'): number =>
      Math.max(0, halfDay[of] - own.reduce((all, one) => all + one[of], 0));
    return { ...halfDay, confirmed: left('confirmed'), promised: left('promised'), free: left('free') };
  });
  return { common, owners };
}

const isOn = (
  { from, to, slots }: Period & { readonly slots: SlotMask },
  { day, half }: Pick<HalfDayOccupancy, 'day' | 'half'>,
): boolean => from <= day && (to === null || day <= to) && maskToSlots(slots).includes(slotOf(isoWeekday(day), half));

const sum = (rows: readonly ReservedInWeek[]): number => rows.reduce((all, { places }) => all + places, 0);
