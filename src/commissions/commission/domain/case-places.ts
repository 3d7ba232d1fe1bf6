import type { Id } from '../../../foundation/kernel/ids.js';
import { obtained } from '../../../foundation/kernel/obtained.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Slot } from '../../../foundation/kernel/week-schedule.js';
import { type Instance, type Place, type Places, wishesOf } from '../../matching/index.js';
import { maskOfNames, slotName } from './periods.js';
import type { Room } from './room.js';

/** By the wishes of a family, which are one list for as long as its session is in memory; then by the child's position. */
const listed = new WeakMap<ReturnType<typeof wishesOf>, Map<number, readonly Place[]>>();

/** The places of one child in the wishes of its family, best first. */
export function choicesOf(instance: Instance, family: Id, child: Id): readonly Place[] {
  const index = instance.families[family]?.children.indexOf(child) ?? -1;
  if (index === -1) return [];
  const wishes = wishesOf(instance, family);
  const ofFamily = obtained(listed, wishes, () => new Map<number, readonly Place[]>());
  // Equal places are the same object in all wishes.
  return obtained(ofFamily, index, () => [...new Set(wishes.flatMap((wish) => wish[index] ?? []))]);
}

/** The place that a child holds today and is guaranteed; null when it has none. */
export function currentPlaceOf(instance: Instance, child: Id): Place | null {
  const { current, section, slots } = instance.children[child]!;
  return current ? { at: current, section, slots: [...slots].sort() } : null;
}

/**
 * The place that an outcome newly gives a child. The same half-days of the same section as today are not new, whatever
 * their last day.
 */
export function newPlaceOf(instance: Instance, places: Places, child: Id): Place | null {
  const place = places[child] ?? null;
  const current = currentPlaceOf(instance, child);
  const isSame =
    place &&
    current &&
    place.at === current.at &&
    place.section === current.section &&
    maskOfNames(place.slots) === maskOfNames(current.slots);
  return isSame ? null : place;
}

/** What a period has of a half-day of a section: null where the section is closed then. */
export interface PeriodHalfDay {
  readonly left: number | null;
  /** Whether the half-day occurs in the period at all: a few days may have no Monday. */
  readonly occurs: boolean;
}

/** @param start the first day of the period */
export function halfDayIn(
  { slots }: Instance,
  room: Room,
  section: Pick<Place, 'at' | 'section'>,
  slot: Slot,
  start: Day,
): PeriodHalfDay {
  const name = slotName(slots, slot, start);
  return name === null ? { left: null, occurs: false } : { left: room.free(section, name), occurs: true };
}
