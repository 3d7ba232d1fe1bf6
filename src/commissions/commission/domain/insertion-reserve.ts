import type { Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, SLOTS, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { Instance } from '../../matching/index.js';

export type SlotCounts = Readonly<Partial<Record<Slot, number>>>;

/** The places that one establishment guarantees to families in insertion (CASF D214-7), as a session counts them. */
export interface Guarantee {
  readonly at: string;
  /** How many places the establishment as a whole has to guarantee. */
  readonly places: number;
  readonly way: 'own' | 'together' | 'home_service' | 'childminders' | 'employers';
  /** The published reason of an establishment that does not meet the guarantee with places of its own. */
  readonly reason: string | null;
  /** Since when it is set; null when nobody has set it, and the legal minimum applies. */
  readonly since: Day | null;
  /** How many such children without a dossier here the establishment has declared. */
  readonly otherChildren: number;
  /** The places that such children hold on the day of entry, by half-day. Absent before the preparation. */
  readonly held?: SlotCounts;
  /** The places reserved in the session, by section, on the half-day with the most. Absent before the preparation. */
  readonly reserved?: Readonly<Record<string, number>>;
}

export function countSlots(masks: readonly SlotMask[]): SlotCounts {
  const counts: Partial<Record<Slot, number>> = {};
  for (const slot of masks.flatMap((mask) => maskToSlots(mask))) counts[slot] = (counts[slot] ?? 0) + 1;
  return counts;
}

/** The places held on a half-day by such children, with a dossier here and without. */
export const heldOn = ({ held = {}, otherChildren }: Guarantee, slot: Slot): number =>
  (held[slot] ?? 0) + otherChildren;

/**
 * The places still to be found on a half-day: what is guaranteed less what such children hold. A child of the session
 * that holds a place there is counted among the session's children, because its place is given again, to it first.
 * @param moving the places of such children of the session
 */
export const dueOn = (guarantee: Guarantee, moving: SlotCounts, slot: Slot): number =>
  Math.max(0, guarantee.places - heldOn(guarantee, slot) + (moving[slot] ?? 0));

/** The fewest and the most places that such children hold, over the half-days from Monday to Friday. */
export function heldRange(guarantee: Guarantee): { least: number; most: number } {
  const counts = SLOTS.slice(0, 10).map((slot) => heldOn(guarantee, slot));
  return { least: Math.min(...counts), most: Math.max(...counts) };
}

/** The guarantees, with what the engine was told to reserve. */
export function withReserved(
  guarantees: readonly Guarantee[],
  { establishments }: Pick<Instance, 'establishments'>,
): Guarantee[] {
  return guarantees.map((guarantee) => {
    const reserves = (establishments[guarantee.at]?.reserves ?? []).filter(({ trait }) => trait === 'insertion');
    return {
      ...guarantee,
      reserved: Object.fromEntries(
        reserves.map(({ section, seats }) => [
          section!,
          typeof seats === 'number' ? seats : Math.max(...Object.values(seats)),
        ]),
      ),
    };
  });
}
