import type { Day } from '../../kernel/time.js';
import { maskToSlots, SLOTS, type Slot, type SlotMask } from '../../kernel/week-schedule.js';
import type { Instance } from '../../matching/index.js';

export type SlotCounts = Readonly<Partial<Record<Slot, number>>>;

/** What one establishment guarantees to families in insertion (CASF D214-7), as a session has it. */
export interface Guarantee {
  readonly at: string;
  /** Due, the establishment as a whole. */
  readonly places: number;
  readonly way: 'own' | 'together' | 'home_service' | 'childminders' | 'employers';
  /** Why, where it is not met by places of its own: published. */
  readonly reason: string | null;
  /** Null: nobody has set it, the least that the law asks for holds. */
  readonly since: Day | null;
  /** Such children who have no dossier here, as the establishment says. */
  readonly otherChildren: number;
  /** Places that such children hold on the day of entry, by half-day; absent before the preparation. */
  readonly held?: SlotCounts;
  /** Places reserved at the session, by section, on the half-day that reserves most; absent before the preparation. */
  readonly reserved?: Readonly<Record<string, number>>;
}

export function countSlots(masks: readonly SlotMask[]): SlotCounts {
  const counts: Partial<Record<Slot, number>> = {};
  for (const slot of masks.flatMap((mask) => maskToSlots(mask))) counts[slot] = (counts[slot] ?? 0) + 1;
  return counts;
}

/** Held on a half-day, by children with a dossier and without. */
export const heldOn = ({ held = {}, otherChildren }: Guarantee, slot: Slot): number =>
  (held[slot] ?? 0) + otherChildren;

/**
 * What is due on a half-day less what such children hold already. A child of the session that holds a place there is
 * counted with the session's children: its place is given anew, to it first.
 * @param moving places of such children of the session
 */
export const dueOn = (guarantee: Guarantee, moving: SlotCounts, slot: Slot): number =>
  Math.max(0, guarantee.places - heldOn(guarantee, slot) + (moving[slot] ?? 0));

/** The fewest and the most that such children hold, over the half-days of the week from Monday to Friday. */
export function heldRange(guarantee: Guarantee): { least: number; most: number } {
  const counts = SLOTS.slice(0, 10).map((slot) => heldOn(guarantee, slot));
  return { least: Math.min(...counts), most: Math.max(...counts) };
}

/** The guarantees with what the engine was given of them. */
export function withReserved(
  guarantees: readonly Guarantee[],
  { establishments }: Pick<Instance, 'establishments'>,
): Guarantee[] {
  return guarantees.map((one) => {
    const reserves = (establishments[one.at]?.reserves ?? []).filter(({ trait }) => trait === 'insertion');
    return {
      ...one,
      reserved: Object.fromEntries(
        reserves.map(({ section, seats }) => [
          section!,
          typeof seats === 'number' ? seats : Math.max(...Object.values(seats)),
        ]),
      ),
    };
  });
}
