import { overlaps, type Period } from '../../../foundation/kernel/period.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { ageInMonths, type Day } from '../../../foundation/kernel/time.js';
import {
  hoursWithin,
  outsideParts,
  type OpeningWeek,
  type SlotMask,
  type Weekday,
  type WeekSchedule,
} from '../../../foundation/kernel/week-schedule.js';

/**
 * What an establishment has promised. `session`: a commission has fixed its list and counts on the establishment until
 * it has decided.
 */
export interface Promised extends Period {
  readonly kind: 'place' | 'offer' | 'agreement' | 'session';
  /** By which people know it: the number of a family, the date of a session; null for a child without a dossier. */
  readonly number: string | null;
  readonly sectionId: string | null;
  /** Half-days promised; 0 where they are agreed with the family. */
  readonly slots: SlotMask;
  /** Hours that were asked for. */
  readonly week: WeekSchedule | null;
  readonly birth: Day | null;
}

/** What a change takes away. */
export type Withdrawn =
  | { readonly what: 'establishment' }
  | { readonly what: 'section'; readonly sectionId: string }
  | { readonly what: 'ages'; readonly sectionId: string; readonly fromMonths: number; readonly toMonths: number }
  | { readonly what: 'hours'; readonly before: OpeningWeek; readonly after: OpeningWeek };

/** The promises that a change would touch during its days. */
export const promisesInTheWay = (
  promised: readonly Promised[],
  during: Period,
  withdrawn: Withdrawn,
): readonly Promised[] =>
  promised.filter((promise) => overlaps(promise, during) && touches(promise, during.from, withdrawn));

function touches(promise: Promised, from: Day, withdrawn: Withdrawn): boolean {
  if (promise.kind === 'session') return true;
  switch (withdrawn.what) {
    case 'establishment':
      return true;
    case 'section':
      return promise.sectionId === withdrawn.sectionId;
    case 'ages': {
      // A child who is there already stays: ages say who may come.
      const comes = promise.sectionId === withdrawn.sectionId && promise.from >= from && promise.birth !== null;
      const age = comes ? ageInMonths(promise.birth, promise.from) : withdrawn.fromMonths;
      return age < withdrawn.fromMonths || age >= withdrawn.toMonths;
    }
    case 'hours':
      return losesHours(promise, withdrawn.before, withdrawn.after);
  }
}

/** Whether hours that are promised, and open today, would be open no longer. */
function losesHours({ slots, week }: Promised, before: OpeningWeek, after: OpeningWeek): boolean {
  const given = Object.entries(hoursWithin(slots, week ?? {}, before)).filter(([day]) => before[day as Weekday]);
  return outsideParts(Object.fromEntries(given), after).length > 0;
}

/** How many numbers a sentence names. */
const MOST_NAMED = 8;

/** The sentence that names the promises in the way; null when there is none. */
export function refusePromised(inTheWay: readonly Promised[]): Refusal | null {
  const [session] = inTheWay.filter(({ kind }) => kind === 'session');
  if (session) return refuse('provider.frozenSession', { session: session.number ?? '' });
  if (inTheWay.length === 0) return null;
  const namesOf = (kind: Promised['kind']): Record<string, string | number> => {
    const ofKind = inTheWay.filter((promise) => promise.kind === kind);
    const numbers = [...new Set(ofKind.flatMap(({ number }) => number ?? []))].sort();
    const named = numbers.slice(0, MOST_NAMED).join(', ') + (numbers.length > MOST_NAMED ? '…' : '');
    return { [`${kind}s`]: ofKind.length, [`${kind}Numbers`]: named || 'none' };
  };
  return refuse('provider.promised', { ...namesOf('place'), ...namesOf('offer'), ...namesOf('agreement') });
}
