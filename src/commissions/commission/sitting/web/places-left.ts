import { plainSection, tokenOfSection } from '../../../../foundation/kernel/reserved-section.js';
import { SLOTS, WEEKDAYS, type Weekday } from '../../../../foundation/kernel/week-schedule.js';
import type { Instance } from '../../../matching/index.js';
import type { Supply } from '../../../../offer/supply/index.js';
import { fewestFree, type FreeOn } from '../../domain/section-seats.js';
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
 * The places left in each section if every decision and proposal is carried out: the fewest in any period of
 * the session, as the figures of a closed one count them.
 */
export function placesLeft({ body, prepared, expected }: Sitting, supply: Supply): PlacesLeft {
  if (!prepared) return { weekdays: [], sections: [] };
  return placesOf(
    body,
    supply,
    prepared.now.instance,
    fewestFree(prepared.now.instance, prepared.now.places),
    expected,
  );
}

/**
 * The places that a session can give, before anybody has one: those of its instance, and those that are free now while
 * it has none.
 */
export function placesToGive({ body, prepared }: Sitting, supply: Supply, freeNow: FreeOn): PlacesLeft {
  const instance = prepared?.now.instance ?? null;
  return placesOf(body, supply, instance, instance ? fewestFree(instance, {}) : freeNow, new Map());
}

function placesOf(
  { establishmentIds }: Sitting['body'],
  supply: Supply,
  instance: Instance | null,
  free: FreeOn,
  expected: Sitting['expected'],
): PlacesLeft {
  const sections = establishmentIds.flatMap((at) => {
    const reserved = Object.keys(instance?.establishments[at]?.capacity ?? {})
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
  const opens = (weekday: Weekday): boolean =>
    sections.some(
      ({ at, code }) => free(at, code, `${weekday}-am`) !== null || free(at, code, `${weekday}-pm`) !== null,
    );
  const weekdays = WEEKDAYS.filter(opens);
  const slots = SLOTS.filter((slot) => weekdays.includes(slot.slice(0, 3) as Weekday));
  return {
    weekdays,
    sections: sections.map(({ id, at, code }) => ({
      sectionId: id,
      cells: slots.map((slot) => ({
        left: free(at, code, slot),
        expected: expected.get(id)?.[SLOTS.indexOf(slot)] ?? 0,
      })),
    })),
  };
}
