import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';

/** How it was closed by hand: the family asks for it no more, or the director cannot give it. */
export type DaysOutcome = 'withdrawn' | 'declined';

/** `granted`: the place has these half-days by then. `over`: the place ends before that day. */
export type DaysState = 'open' | 'granted' | 'over' | DaysOutcome;

/** A part of the place of the child, as far as it decides. */
export interface HeldPart {
  readonly from: Day;
  /** Its last day, expected later sections included. */
  readonly to: Day;
  readonly slots: SlotMask;
  /** When it was written. A change of days writes a part of its own. */
  readonly writtenAt: Instant;
}

export interface AskedDays {
  readonly slots: SlotMask;
  /** From when the family wishes for them. */
  readonly from: Day;
}

/** The half-days that the place has on a day; null when the child is not there. */
const slotsOn = (parts: readonly HeldPart[], day: Day): SlotMask | null =>
  parts.find(({ from, to }) => from <= day && day <= to)?.slots ?? null;

/**
 * What became of a wish for other days, read from the place as it is: a director who changes the days grants it, and
 * writes nothing else. Half-days that the place was to have later anyway, when the family asked for them earlier, grant
 * nothing before that day.
 */
export function stateOfDays(
  { slots, from, outcome, askedAt }: AskedDays & { readonly outcome: DaysOutcome | null; readonly askedAt: Instant },
  parts: readonly HeldPart[],
  today: Day,
): DaysState {
  if (outcome !== null) return outcome;
  const day = from > today ? from : today;
  const left = parts.filter(({ to }) => to >= day);
  if (left.some((part) => part.slots === slots && (part.from <= day || part.writtenAt >= askedAt))) return 'granted';
  return left.length > 0 ? 'open' : 'over';
}

/** @param open the half-days on which the section receives children then */
export function judgeAskedDays(
  { slots, from }: AskedDays,
  parts: readonly HeldPart[],
  open: SlotMask,
  today: Day,
): Refusal | null {
  const last = parts
    .map(({ to }) => to)
    .sort()
    .at(-1);
  if (from < today || last === undefined || from > last) return refuse('otherDays.from', { to: last ?? today });
  if (slots === 0) return refuse('otherDays.noDay');
  if ((slots & ~open) !== 0) return refuse('otherDays.closed');
  return slots === slotsOn(parts, from) ? refuse('otherDays.same') : null;
}
