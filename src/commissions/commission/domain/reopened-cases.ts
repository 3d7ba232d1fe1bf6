import type { Id } from '../../../foundation/kernel/ids.js';
import { countSlots } from '../../../foundation/kernel/week-schedule.js';
import type { Instance, Place, Places } from '../../matching/index.js';
import { choicesOf } from './case-places.js';
import { firstStart } from './first-days.js';
import { maskOfNames, slotOfName } from './periods.js';
import { Room } from './room.js';

interface Read {
  readonly instance: Instance;
  readonly places: Places;
}

/** How many half-days of a week a place has, whatever the periods of the session. */
const halfDaysOf = (place: Place | null | undefined): number => (place ? countSlots(maskOfNames(place.slots)) : 0);

/** Whether a place is more of a week than another one, or as much of it from a sooner day. */
function isMore(place: Place | null | undefined, than: Place | null | undefined): boolean {
  const more = halfDaysOf(place) - halfDaysOf(than);
  return (
    more > 0 || (more === 0 && place != null && than != null && firstStart(place.slots)! < firstStart(than.slots)!)
  );
}

/** Whether a place is less of a week than one of these, or begins later: its child would rather have that one. */
export const isPart = (place: Place, choices: readonly Place[]): boolean =>
  choices.some((choice) => isMore(choice, place));

/**
 * Whether a half-day that a child lacked has come back since the places were read before. What was decided for want of
 * that half-day is then decided again.
 * @param gone the children who were in the session then, and no longer are
 * @param held the part of its week to which the child was admitted; null for a child that waits
 */
export function cameBack(
  before: Read,
  now: Instance,
  gone: readonly Id[],
  family: Id,
  child: Id,
  held: Place | null = null,
): boolean {
  const room = new Room(
    before.instance,
    Object.entries(before.places).map(([other, place]) => (other === child ? null : place)),
  );
  return choicesOf(before.instance, family, child).some((place) => {
    const { points = {} } = before.instance.establishments[place.at] ?? {};
    return (
      Object.hasOwn(points, child) &&
      isMore(place, held) &&
      place.slots.some((slot) => (room.free(place, slot) ?? 1) < 1 && seatsGained(before, now, gone, place, slot) > 0)
    );
  });
}

/**
 * Those of some admissions to a part of a week that are decided again, because each child is then proposed more of its
 * week. The others stand: a half-day that goes to somebody before them takes nothing away that members have given.
 * @param held what each child has
 * @param placesWithout what everybody would get if the admissions of these children were not decided
 */
export function reopenedWeeks(
  held: ReadonlyMap<Id, Place>,
  placesWithout: (children: readonly Id[]) => Places,
): readonly Id[] {
  let open = [...held.keys()];
  while (open.length > 0) {
    const places = placesWithout(open);
    const gaining = open.filter((id) => isMore(places[id], held.get(id)));
    if (gaining.length === open.length) break;
    open = gaining;
  }
  return open;
}

/** How many seats of a half-day came back: that were added, or that were held by a child who is gone. */
function seatsGained(
  { instance, places }: Read,
  now: Instance,
  gone: readonly Id[],
  { at, section }: { readonly at: string; readonly section: string },
  slot: string,
): number {
  const [then, seats] = [instance, now].map((read) => {
    const capacity = read.establishments[at]?.capacity[section];
    return typeof capacity === 'number' ? { [slot]: capacity } : (capacity ?? {});
  });
  // A period that is no longer listed does not bind any more: others of that half-day have fewer seats.
  const left =
    seats![slot] ??
    Math.max(0, ...Object.entries(seats!).flatMap(([name, count]) => (sameHalfDay(name, slot) ? [count] : [])));
  const released = gone.filter((child) => {
    const place = places[child];
    return place?.at === at && place.section === section && place.slots.includes(slot);
  });
  return left - (then![slot] ?? 0) + released.length;
}

const sameHalfDay = (one: string, other: string): boolean => slotOfName(one) === slotOfName(other);
