import { maskToSlots, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';

/** What a child takes, or would take, of the seats that a section lends. */
export interface TakenSeat {
  readonly sectionId: string;
  readonly slots: SlotMask;
}

/**
 * What is left of the seats that a section lends.
 * @param free the seats that nobody holds, by half-day
 * @param held what children of the closure hold already: these seats are not free any more
 * @param chosen what is meant for children of the closure and held by nobody yet
 */
export function lentLeft(
  sectionId: string,
  lent: number,
  free: ReadonlyMap<Slot, number>,
  { held, chosen }: { readonly held: readonly TakenSeat[]; readonly chosen: readonly TakenSeat[] },
): Map<Slot, number> {
  const [used, meant] = [takenBySlot(sectionId, held), takenBySlot(sectionId, chosen)];
  return new Map(
    [...free].map(([slot, seats]) => [
      slot,
      Math.max(0, Math.min(seats, lent - (used.get(slot) ?? 0)) - (meant.get(slot) ?? 0)),
    ]),
  );
}

/** The first section of which more is taken at once than it lends; null when there is none. */
export const sectionBeyond = (taken: readonly TakenSeat[], lent: Readonly<Record<string, number>>): string | null =>
  [...new Set(taken.map(({ sectionId }) => sectionId))].find((id) =>
    [...takenBySlot(id, taken).values()].some((count) => count > (lent[id] ?? 0)),
  ) ?? null;

function takenBySlot(sectionId: string, taken: readonly TakenSeat[]): Map<Slot, number> {
  const used = new Map<Slot, number>();
  for (const seat of taken.filter((one) => one.sectionId === sectionId))
    for (const slot of maskToSlots(seat.slots)) used.set(slot, (used.get(slot) ?? 0) + 1);
  return used;
}
