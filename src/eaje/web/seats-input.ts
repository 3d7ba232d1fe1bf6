import type { RefusalFacts } from '../../kernel/refusal.js';
import { SLOTS, type Slot } from '../../kernel/week-schedule.js';
import type { FieldError } from '../../platform/web/index.js';
import type { SeatsBySlot } from '../../supply/index.js';

/** The half-days a director declares: Monday morning to Saturday afternoon. */
export const DECLARED_SLOTS: readonly Slot[] = SLOTS.slice(0, 12);
/** More is a slip of the finger: the largest nurseries of the law begin at 60 places (CSP R2324-46). */
const MOST = 200;

/** The input of the half-day that a refusal names; the first when it is about the whole week. */
export const seatsField = ({ weekday = 'mon', half = 'am' }: RefusalFacts): string => `seats-${weekday}-${half}`;

/** Reads one number per half-day, in order; empty means closed. Adds an error about each one that cannot be read. */
export function readSeats(value: unknown, errors: FieldError[]): SeatsBySlot {
  const typed = [value ?? []].flat().map((one) => String(one).trim());
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
