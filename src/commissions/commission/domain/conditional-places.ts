import type { Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';

/** Half-days of one section. */
export interface SectionSlots {
  readonly sectionId: string;
  readonly slots: SlotMask;
}

/**
 * The places given up that free a seat for a child who enters on this day. Seats that are free only before that day do
 * not count.
 */
export const vacatedFrom = <Kept extends SectionSlots & { readonly to: Day }>(
  kept: readonly Kept[],
  entry: Day,
): Kept[] => kept.filter(({ to }) => to >= entry);

const holdersOn = (list: readonly SectionSlots[], sectionId: string, slot: Slot): number =>
  list.filter((place) => place.sectionId === sectionId && maskToSlots(place.slots).includes(slot)).length;

/**
 * Whether a place will have room once others have given theirs up: on each half-day, the free seats and those given up
 * are more than the seats already promised.
 * @param free free seats of the section on the child's own dates
 * @param vacated places that their families give up when they accept better ones
 * @param promised places that already wait for such a release
 */
export const fitsOnRelease = (
  { sectionId, slots }: SectionSlots,
  free: ReadonlyMap<Slot, number>,
  vacated: readonly SectionSlots[],
  promised: readonly SectionSlots[],
): boolean =>
  maskToSlots(slots).every((slot) => {
    const left = free.get(slot);
    return left !== undefined && left + holdersOn(vacated, sectionId, slot) - holdersOn(promised, sectionId, slot) >= 1;
  });
