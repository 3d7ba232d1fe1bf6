import { addDays, addMonths, dayOf, daysBetween, type Day, type Instant } from '../../../foundation/kernel/time.js';
import type { RequestAction } from './request-lifecycle.js';

/** The moves by which a request is answered. After one of them, silence decides nothing any more. */
export const ANSWERING_MOVES: readonly RequestAction[] = [
  'keepWaiting',
  'refuse',
  'admit',
  'admitUrgently',
  'admitDirectly',
];
/** So many days before silence counts as a decision, the desk is warned; and once more, nearer. */
export const SILENCE_WARNINGS = [21, 7] as const;

/** Days on which the delay did not run: from the day an answer was asked for to the day it was given; null for not yet. */
export interface Suspension {
  readonly from: Day;
  readonly to: Day | null;
}

interface Moved {
  readonly action: string;
  readonly from: string;
  readonly to: string;
  readonly at: Instant;
}

/** When the desk asked for missing answers, and when it had them, by the moves of one request, oldest first. */
export function suspensionsOf(moves: readonly Moved[]): Suspension[] {
  const suspensions: Suspension[] = [];
  for (const { action, from, to, at } of moves) {
    const open = suspensions.at(-1);
    if (action === 'askForCompletion') {
      // Asked again while it waits, the family has not answered: the delay stands still from the first time on.
      if (open?.to !== null) suspensions.push({ from: dayOf(at), to: null });
    } else if (open?.to === null && from === 'incomplete' && to !== 'incomplete')
      suspensions[suspensions.length - 1] = { from: open.from, to: dayOf(at) };
  }
  return suspensions;
}

/**
 * From which day silence counts as a decision: some months after the deposit, and as many days later as the delay was
 * suspended (domain.md §11). Days that several requests of a deposit were waiting on count once.
 * @returns `since`, the day from which the delay stands still now; null while it runs
 */
export function silenceFrom(
  depositedOn: Day,
  months: number,
  suspensions: readonly Suspension[],
  today: Day,
): { readonly from: Day; readonly since: Day | null } {
  let days = 0;
  let counted = depositedOn;
  for (const { from, to } of [...suspensions].sort((a, b) => a.from.localeCompare(b.from))) {
    const [first, last] = [from > counted ? from : counted, to ?? today];
    if (last <= first) continue;
    days += daysBetween(first, last);
    counted = last;
  }
  const running = suspensions.filter(({ to }) => to === null).map(({ from }) => from);
  return { from: addDays(addMonths(depositedOn, months), days), since: running.sort()[0] ?? null };
}
