import type { Id } from '../../../foundation/kernel/ids.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';

/** What a family answers. Silence is a no. */
export const FIRST_DAY_ANSWERS = ['yes', 'no'] as const;
export type FirstDayAnswer = (typeof FIRST_DAY_ANSWERS)[number];

/**
 * What a question came to. `offered`: to a family that said yes. `given`: to another family, which had not to be asked.
 * `gone`: some said yes, and the place is no longer free for any of them. `nobody`: nobody said yes.
 */
export type AskedOutcome = 'offered' | 'given' | 'gone' | 'nobody' | 'taken_back';

/** What became of a family that said yes; null for every other one, and for one that had found something by then. */
export type YesResult = Extract<AskedOutcome, 'offered' | 'given' | 'gone'>;

/** How a question stands for one family. `left`: it waits for no place any more. */
export type FirstDayState = 'open' | FirstDayAnswer | YesResult | 'over' | 'left' | 'taken_back';

/** A question about a place is answered two days before its first day at the latest: an offer follows it. */
const DAYS_BEFORE = 2;

/**
 * The last day to answer; null where the place begins too soon to ask anybody.
 * @param days how many a family has
 * @param first the first day on which one of those asked would come
 */
export function lastDayToSay(today: Day, days: number, first: Day): Day | null {
  const [usual, latest] = [addDays(today, days), addDays(first, -DAYS_BEFORE)];
  const last = usual < latest ? usual : latest;
  return last > today ? last : null;
}

/** A family whose child could come, as far as it decides whether it is asked. */
interface Fitting {
  readonly requestId: Id;
  readonly day: Day;
  readonly needs: 'nothing' | 'later' | 'sooner';
}

/**
 * Whom a question goes to: everybody whose child could come if its family agreed to another day, in the same order. Who
 * said no to this place is not asked again, and a family without time to answer is not asked at all.
 */
export const whomToAsk = <Family extends Fitting>(
  families: readonly Family[],
  said: ReadonlySet<Id>,
  today: Day,
): Family[] =>
  families.filter(
    ({ requestId, day, needs }) =>
      needs !== 'nothing' && !said.has(requestId) && lastDayToSay(today, DAYS_BEFORE, day) !== null,
  );

export interface AnsweredFamily {
  readonly requestId: Id;
  readonly slots: SlotMask;
  readonly answer: FirstDayAnswer | null;
}

/** Who would be offered the place if nobody else answered, and whose answer decides before that. */
export interface Settled {
  readonly takers: readonly Id[];
  /** Null when every answer that is missing changes nothing any more. */
  readonly waitsFor: Id | null;
}

/**
 * Goes through those who were asked, best first. An answer is waited for as long as whoever gives it could still have
 * the place, and nobody below is given it before. Those who look for no place any more are left out by the caller.
 * @param free the places that are free on each half-day
 */
export function settleAnswers(asked: readonly AnsweredFamily[], free: ReadonlyMap<Slot, number>): Settled {
  const left = new Map(free);
  const takers: Id[] = [];
  for (const { requestId, slots, answer } of asked) {
    const needed = maskToSlots(slots);
    if (answer === 'no' || !needed.every((slot) => (left.get(slot) ?? 0) > 0)) continue;
    if (answer === null) return { takers, waitsFor: requestId };
    takers.push(requestId);
    for (const slot of needed) left.set(slot, left.get(slot)! - 1);
  }
  return { takers, waitsFor: null };
}

/** A question as it stands. */
export interface FirstDayFacts {
  readonly answer: FirstDayAnswer | null;
  readonly result: YesResult | null;
  readonly outcome: AskedOutcome | null;
  /** Whether the family still looks for a place. */
  readonly waits: boolean;
  /** Whether its last day to answer is past. */
  readonly late: boolean;
}

export function stateOfFirstDay({ answer, result, outcome, waits, late }: FirstDayFacts): FirstDayState {
  if (result !== null) return result;
  if (answer === 'no') return 'no';
  if (outcome === 'taken_back') return 'taken_back';
  if (outcome === null && !waits) return 'left';
  if (outcome === null && !late) return answer ?? 'open';
  // A family that said yes and found something meanwhile is left out. Until it ends, a yes in time stands.
  if (answer === 'yes') return outcome === null ? 'yes' : 'left';
  return 'over';
}
