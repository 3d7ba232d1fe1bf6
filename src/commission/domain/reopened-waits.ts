import type { Id } from '../../kernel/ids.js';
import type { Instance, Places } from '../../matching/index.js';
import { choicesOf } from './case-places.js';
import { slotOfName } from './periods.js';
import { Room } from './room.js';

interface Read {
  readonly instance: Instance;
  readonly places: Places;
}

/**
 * Whether a half-day that a waiting child lacked has come back since the places were read before. What was decided for
 * want of that half-day is then decided again.
 * @param gone the children who were in the session then, and no longer are
 */
export function cameBack(before: Read, now: Instance, gone: readonly Id[], family: Id, child: Id): boolean {
  const room = new Room(
    before.instance,
    Object.entries(before.places).map(([other, place]) => (other === child ? null : place)),
  );
  return choicesOf(before.instance, family, child).some((place) => {
    const { points = {} } = before.instance.establishments[place.at] ?? {};
    return (
      Object.hasOwn(points, child) &&
      place.slots.some((slot) => (room.free(place, slot) ?? 1) < 1 && seatsGained(before, now, gone, place, slot) > 0)
    );
  });
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
