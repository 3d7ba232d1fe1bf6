import { SLOTS, maskToSlots, type Slot, type SlotMask } from '../../kernel/week-schedule.js';

export interface SectionSeats {
  /** The fewest free seats of each half-day over the days asked for; absent where the ledger has no row yet. */
  readonly free: ReadonlyMap<Slot, number>;
  /** What is declared, where nobody has ever held a seat. */
  readonly declared: Partial<Record<Slot, number>>;
}

export interface Availability {
  /** Half-days asked for that the section has free throughout. */
  readonly open: Slot[];
  readonly full: Slot[];
  /** Asked for and never opened. */
  readonly closed: Slot[];
  /** The fewest free seats over the open half-days; 0 when there is none. */
  readonly fewest: number;
}

/** What a section can give of the half-days asked for; all it opens when none is known. */
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
