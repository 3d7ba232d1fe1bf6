import type { Id } from '../../../foundation/kernel/ids.js';
import { slotBit, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { wishesOf, type Instance, type Place, type Places } from '../../matching/index.js';
import { firstStart } from './first-days.js';
import { maskOfNames, slotOfName, spanStart } from './periods.js';
import { Room } from './room.js';

/** What a section has free until a child comes later. */
export interface Meanwhile {
  /** The half-days of the child's week that have a free place in every period before its first day. */
  readonly slots: SlotMask;
  /** Children of the session who have no place, and would take some of these half-days of the section. */
  readonly children: readonly Id[];
}

/** What others could use of a section between a child's own day and the later day on which it comes. */
export function freeMeanwhile(
  { instance, places }: { readonly instance: Instance; readonly places: Places },
  child: Id,
  place: Place,
): Meanwhile {
  const [own, begins] = [firstStart(instance.children[child]!.slots)!, firstStart(place.slots)!];
  const week = maskOfNames(place.slots);
  const room = new Room(instance, Object.values(places));
  const before = instance.slots.filter(
    (name) => own <= spanStart(name) && spanStart(name) < begins && (week & slotBit(slotOfName(name))) !== 0,
  );
  const full = maskOfNames(before.filter((name) => (room.free(place, name) ?? 0) < 1));
  const slots = maskOfNames(before) & ~full;
  const isThere = (other: Place | null): boolean =>
    other?.at === place.at && other.section === place.section && (maskOfNames(other.slots) & slots) !== 0;
  const children = Object.entries(instance.families).flatMap(([family, { children: members }]) =>
    members.filter(
      (one, index) =>
        one !== child &&
        (places[one] ?? null) === null &&
        wishesOf(instance, family).some((wish) => isThere(wish[index]!)),
    ),
  );
  return { slots, children: slots === 0 ? [] : children };
}
