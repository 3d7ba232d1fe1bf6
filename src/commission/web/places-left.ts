import { SeatRoom } from '../../admission/index.js';
import { SLOTS, WEEKDAYS, type Weekday } from '../../kernel/week-schedule.js';
import { sectionIdOf } from '../section-ids.js';
import type { Sitting } from '../session-reads.js';
import type { Supply } from '../../supply/index.js';

export interface PlacesLeft {
  readonly weekdays: readonly Weekday[];
  /** `left` null where the section is closed; negative when decisions ask for more than there is. */
  readonly sections: readonly { readonly sectionId: string; readonly cells: readonly { readonly left: number | null }[] }[];
}

/** What is left in each section if everything decided and proposed is followed, on the session's own entry date. */
export function placesLeft({ body, prepared, now }: Sitting, supply: Supply): PlacesLeft {
  if (!prepared || !now) return { weekdays: [], sections: [] };
  const { instance } = prepared;
  const room = new SeatRoom(instance);
  for (const target of Object.values(now.assignments)) if (target) room.take(target);
  // The first dates of each half-day: the span that begins with the session's entry date, or the next that has that weekday.
  const nameOf = (slot: string): string => instance.slots.find((name) => name.endsWith(`/${slot}`)) ?? '';
  const capacityOf = (at: string, code: string): Readonly<Record<string, number>> => instance.establishments[at]?.capacity[code] ?? {};
  const sections = body.establishmentIds.flatMap((id) => supply.sectionsOf(id));
  const opened = (slot: string): boolean => sections.some((section) => nameOf(slot) in capacityOf(section.providerId, section.code));
  const weekdays = WEEKDAYS.filter((weekday) => opened(`${weekday}-am`) || opened(`${weekday}-pm`));
  const slots = SLOTS.filter((slot) => weekdays.includes(slot.slice(0, 3) as Weekday));
  return {
    weekdays,
    sections: sections.map(({ providerId, code }) => ({
      sectionId: sectionIdOf(supply, { at: providerId, section: code, slots: [] })!,
      cells: slots.map((slot) => {
        const name = nameOf(slot);
        return { left: name in capacityOf(providerId, code) ? room.free({ at: providerId, section: code, slots: [] }, name) : null };
      }),
    })),
  };
}
