import { plainSection, tokenOfSection } from '../../../kernel/reserved-section.js';
import { SLOTS, WEEKDAYS, type Slot, type Weekday } from '../../../kernel/week-schedule.js';
import type { Supply } from '../../../supply/index.js';
import { slotOfName } from '../../domain/periods.js';
import { Room } from '../../domain/room.js';
import type { Sitting } from '../session-queries.js';

export interface PlacesLeft {
  readonly weekdays: readonly Weekday[];
  /**
   * `left` is null where the section is closed, and negative when decisions ask for more places than there are.
   * `expected` counts children whose path leads there, and who hold no place.
   */
  readonly sections: readonly {
    readonly sectionId: string;
    readonly cells: readonly { readonly left: number | null; readonly expected: number }[];
  }[];
}

/**
 * The places left in each section if every decision and proposal is carried out: the fewest on any day until the first
 * children leave.
 */
export function placesLeft({ body, prepared, expected }: Sitting, supply: Supply): PlacesLeft {
  if (!prepared) return { weekdays: [], sections: [] };
  const { instance, places } = prepared.now;
  const room = new Room(instance, Object.values(places));
  const nameOf = (slot: Slot): string => instance.slots.find((name) => slotOfName(name) === slot) ?? '';
  const sections = body.establishmentIds.flatMap((at) => {
    const reserved = Object.keys(instance.establishments[at]?.capacity ?? {})
      .filter(tokenOfSection)
      .sort();
    return supply.sectionsOf(at).flatMap(({ id, code }) => [
      { id, at, code },
      // Places that are reserved stand below the section that has them.
      ...reserved
        .filter((section) => plainSection(section) === code)
        .map((section) => ({ id: `${at}:${section}`, at, code: section })),
    ]);
  });
  const left = (at: string, section: string, slot: Slot): number | null => room.free({ at, section }, nameOf(slot));
  const opens = (weekday: Weekday): boolean =>
    sections.some(
      ({ at, code }) => left(at, code, `${weekday}-am`) !== null || left(at, code, `${weekday}-pm`) !== null,
    );
  const weekdays = WEEKDAYS.filter(opens);
  const slots = SLOTS.filter((slot) => weekdays.includes(slot.slice(0, 3) as Weekday));
  return {
    weekdays,
    sections: sections.map(({ id, at, code }) => ({
      sectionId: id,
      cells: slots.map((slot) => ({
        left: left(at, code, slot),
        expected: expected.get(id)?.[SLOTS.indexOf(slot)] ?? 0,
      })),
    })),
  };
}
