import type { Instance, Place } from '../../matching/index.js';

/** The places of an instance while they are being filled. */
export class Room {
  private readonly held = new Map<string, number>();

  constructor(
    private readonly instance: Instance,
    taken: readonly (Place | null)[],
  ) {
    for (const place of taken)
      if (place) for (const slot of place.slots) this.held.set(keyOf(place, slot), this.heldOn(place, slot) + 1);
  }

  /**
   * The free places on a half-day. Null where the section never opens then, and negative when more are held than there
   * are.
   */
  free(section: Pick<Place, 'at' | 'section'>, slot: string): number | null {
    const seats = this.instance.establishments[section.at]?.capacity[section.section];
    const places = typeof seats === 'number' ? seats : seats?.[slot];
    return places === undefined ? null : places - this.heldOn(section, slot);
  }

  /** The half-days of a place that have no seat left, in the order of the instance. */
  fullSlots(place: Place): string[] {
    const wanted = new Set(place.slots);
    return this.instance.slots.filter((slot) => wanted.has(slot) && (this.free(place, slot) ?? 0) < 1);
  }

  private heldOn(section: Pick<Place, 'at' | 'section'>, slot: string): number {
    return this.held.get(keyOf(section, slot)) ?? 0;
  }
}

const keyOf = ({ at, section }: Pick<Place, 'at' | 'section'>, slot: string): string => `${at} ${section} ${slot}`;
