import type { RefusalFacts } from '../../../foundation/kernel/refusal.js';
import { SLOTS, WEEKDAYS, type Slot } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { FieldError } from '../../../foundation/platform/web/index.js';
import type { SeatsBySlot } from '../domain/authorised-capacity.js';

/** The half-days for which places are declared: Monday morning to Saturday afternoon. */
const DECLARED_SLOTS: readonly Slot[] = SLOTS.slice(0, 12);
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
        message: 'supply.seats.errorOf',
        args: { weekday: slot.slice(0, 3), half: slot.slice(4) },
      });
  }
  return seats;
}

/**
 * The rows of `seatsTable`: one number for each half-day, as it stands.
 * @param typed what was sent, when the page is shown again
 */
export function seatRows({ weekday }: Translator, seats: SeatsBySlot, typed?: unknown): readonly object[] {
  const sent = typed === undefined ? undefined : [typed].flat();
  return WEEKDAYS.slice(0, 6).map((day, index) => ({
    name: weekday(day),
    halves: [0, 1].map((half) => {
      const slot = DECLARED_SLOTS[index * 2 + half]!;
      return {
        id: `seats-${slot}`,
        morning: half === 0,
        value: sent ? String(sent[index * 2 + half] ?? '') : String(seats[slot] ?? ''),
      };
    }),
  }));
}
