import type { RefusalFacts } from '../../kernel/refusal.js';
import { SLOTS, type Slot } from '../../kernel/week-schedule.js';
import type { FieldError } from '../../platform/web/index.js';
import type { SeatsBySlot } from '../../supply/index.js';

/** The half-days a director declares: Monday morning to Saturday afternoon. */
export const DECLARED_SLOTS: readonly Slot[] = SLOTS.slice(0, 12);
/** A higher number is a typing error: the largest nurseries of the law begin at 60 places (CSP R2324-46). */
const MOST = 200;

/** The field of the half-day that a refusal names; the first field when it is about the whole week. */
export const seatsField = ({ weekday = 'mon', half = 'am' }: RefusalFacts): string => `seats-${weekday}-${half}`;

/**
 * Reads one number for each half-day, in order. An empty field means closed. Adds an error for each field that is not a
 * number of seats.
 */
export function readSeats(value: unknown, errors: FieldError[]): SeatsBySlot {
  const typed = [value ?? []].flat().map((cell) => String(cell).trim());
  const seats: Partial<Record<Slot, number>> = {};
  for (const [index, slot] of DECLARED_SLOTS.entries()) {
    const text = typed[index] ?? '';
    if (text === '' || text === '0') continue;
    if (/^\d{1,3}$/.test(text) && Number(text) <= MOST) seats[slot] = Number(text);
    else
      errors.push({
        field: `seats-${slot}`,
        message: 'eaje.errors.seatsOf',
        args: { weekday: slot.slice(0, 3), half: slot.slice(4) },
      });
  }
  return seats;
}
