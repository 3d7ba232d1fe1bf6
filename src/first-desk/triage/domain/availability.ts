import { SLOTS, maskToSlots, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';

export interface SectionSeats {
  /** For each half-day, the fewest free seats over the days asked for. Absent where the ledger has no row. */
  readonly free: ReadonlyMap<Slot, number>;
  /** The declared places. They are used where the ledger has no row, because nobody has held a seat there. */
  readonly declared: Partial<Record<Slot, number>>;
}

export interface Availability {
  /** The half-days asked for that are free on all days. */
  readonly open: Slot[];
  readonly full: Slot[];
  /** The half-days asked for on which the section never opens. */
  readonly closed: Slot[];
  /** The fewest free seats over the open half-days; 0 when there is none. */
  readonly fewest: number;
}

/** What a section can give of the half-days asked for. When none is asked for, of all half-days on which it opens. */
export function availabilityOf({ free, declared }: SectionSeats, asked: SlotMask): Availability {
  const seats = (slot: Slot): number | undefined => free.get(slot) ?? declared[slot];
  const wanted = asked === 0 ? SLOTS.filter((slot) => seats(slot) !== undefined) : maskToSlots(asked);
  const open = wanted.filter((slot) => (seats(slot) ?? 0) > 0);
  return {
    open,
    full: wanted.filter((slot) => seats(slot) !== undefined && (seats(slot) ?? 0) <= 0),
    closed: wanted.filter((slot) => seats(slot) === undefined),
    fewest: open.length === 0 ? 0 : Math.min(...open.map((slot) => seats(slot) ?? 0)),
  };
}
