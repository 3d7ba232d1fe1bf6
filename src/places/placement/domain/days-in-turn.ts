import type { Day } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';

/** The half-days of a place from a day on, until the next of the list. */
export interface DaysFrom {
  readonly from: Day;
  readonly slots: SlotMask;
}

/**
 * The half-days that a place has in turn, first day first. Parts with the same half-days, such as before and after a
 * change of section, are one. A part that was cancelled before its first day does not count.
 */
export function daysInTurn(parts: readonly (DaysFrom & { readonly to: Day })[]): DaysFrom[] {
  const inTurn: DaysFrom[] = [];
  for (const { from, slots } of parts
    .filter((part) => part.to >= part.from)
    .sort((a, b) => a.from.localeCompare(b.from)))
    if (inTurn.at(-1)?.slots !== slots) inTurn.push({ from, slots });
  return inTurn;
}
