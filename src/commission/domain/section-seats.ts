import type { Instance, Places } from '../../matching/index.js';
import { slotOfName } from './periods.js';

/** The seats of one section, or of reserved places of it, that a session could give. In half-days of a week. */
export interface SectionSeats {
  readonly at: string;
  /** As the instance names it: reserved places have a name of their own. */
  readonly section: string;
  readonly places: number;
  /** Those that no child of the session holds. */
  readonly left: number;
}

/**
 * The seats of each section, and those that were left. Children enter on different days: a seat counts as left when
 * nobody holds it in any span of the session.
 */
export function sectionSeats({ slots, establishments }: Instance, places: Places): SectionSeats[] {
  const held = new Map<string, number>();
  const keyOf = (at: string, section: string, name: string): string => JSON.stringify([at, section, name]);
  for (const place of Object.values(places))
    for (const name of place?.slots ?? []) {
      const key = keyOf(place!.at, place!.section, name);
      held.set(key, (held.get(key) ?? 0) + 1);
    }
  return Object.entries(establishments).flatMap(([at, { capacity }]) =>
    Object.entries(capacity).map(([section, seats]) => {
      const offered = new Map<string, number>();
      const left = new Map<string, number>();
      for (const name of slots) {
        const there = typeof seats === 'number' ? seats : (seats[name] ?? 0);
        const slot = slotOfName(name);
        offered.set(slot, Math.min(there, offered.get(slot) ?? Infinity));
        left.set(slot, Math.min(there - (held.get(keyOf(at, section, name)) ?? 0), left.get(slot) ?? Infinity));
      }
      return { at, section, places: sumOf(offered), left: sumOf(left) };
    }),
  );
}

const sumOf = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0);
