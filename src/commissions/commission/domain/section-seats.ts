import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Slot } from '../../../foundation/kernel/week-schedule.js';
import type { Instance, Places } from '../../matching/index.js';
import { slotOfName } from './periods.js';
import { Room } from './room.js';

/** The seats of one section, or of reserved places of it, that a session could give. In half-days of a week. */
export interface SectionSeats {
  readonly at: string;
  /** As the instance names it: reserved places have a name of their own. */
  readonly section: string;
  readonly places: number;
  /** Those that no child of the session holds. */
  readonly left: number;
}

/** The free places of a section on a half-day; null where it is closed. */
export type FreeOn = (at: string, section: string, slot: Slot) => number | null;

/**
 * The fewest places of each half-day that are free in any span of the session. Children enter on different days: a
 * place is free when nobody holds it in any span, because a child that comes holds it in all of them.
 */
export function fewestFree(instance: Instance, taken: Places): FreeOn {
  const room = new Room(instance, Object.values(taken));
  const names = groupedBy(instance.slots, slotOfName);
  return (at, section, slot) => {
    const free = (names.get(slot) ?? []).map((name) => room.free({ at, section }, name));
    return free.every((count) => count === null) ? null : Math.min(...free.map((count) => count ?? 0));
  };
}

/** The seats of each section, and those that were left. A half-day that is given too often leaves none. */
export function sectionSeats(instance: Instance, places: Places): SectionSeats[] {
  const slots = [...new Set(instance.slots.map(slotOfName))];
  const [offered, left] = [fewestFree(instance, {}), fewestFree(instance, places)];
  return Object.entries(instance.establishments).flatMap(([at, { capacity }]) =>
    Object.keys(capacity).map((section) => {
      const sumOf = (free: FreeOn): number =>
        slots.reduce((sum, slot) => sum + Math.max(0, free(at, section, slot) ?? 0), 0);
      return { at, section, places: sumOf(offered), left: sumOf(left) };
    }),
  );
}
