import type { Day } from '../../kernel/time.js';
import { maskToSlots, type Slot, type SlotMask } from '../../kernel/week-schedule.js';

/** Half-days of one section. */
export interface SectionSlots {
  readonly sectionId: string;
  readonly slots: SlotMask;
}

/**
 * Of places given up, those that free anything for a child who enters on a day: what was held before that day only is
 * no seat of its stay.
 */
export const vacatedFrom = <Kept extends SectionSlots & { readonly to: Day }>(
  kept: readonly Kept[],
  entry: Day,
): Kept[] => kept.filter(({ to }) => to >= entry);

const holdersOn = (list: readonly SectionSlots[], sectionId: string, slot: Slot): number =>
  list.filter((one) => one.sectionId === sectionId && maskToSlots(one.slots).includes(slot)).length;

/**
 * Whether a place has room once others have given theirs up: on each half-day, what is free and what is given up is
 * more than what was promised of it already.
 * @param free of the section on the child's own dates
 * @param vacated places that their families give up when they accept better ones
 * @param promised places that wait for such a release already
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
