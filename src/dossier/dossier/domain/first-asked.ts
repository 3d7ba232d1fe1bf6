import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addMonths, dayOf, instantAt, type Day, type Instant } from '../../../foundation/kernel/time.js';
import { OPEN_STATES, type RequestState } from './request-states.js';

/** States in which somebody still counts on the date of a request: its seniority is judged, or may be again. */
const STATES: readonly RequestState[] = [...OPEN_STATES, 'placed'];

export const mayCorrectDate = (state: RequestState): boolean => STATES.includes(state);

/** Nobody asks for a place before the pregnancy. The month more is for births after their due date. */
const MONTHS_BEFORE_BIRTH = 10;

/** What limits the date on which a request was first made. */
export interface DatedRequest {
  /** The date that counts now. */
  readonly submittedAt: Instant;
  /** When the platform came to know the request: it cannot have been made later. */
  readonly knownSince: Instant;
  readonly birthDate: Day | null;
  readonly dueDate: Day | null;
}

/** Why a day cannot be the one on which a request was first made; null when it can. */
export function doubtFirstAsked(
  day: Day,
  { submittedAt, knownSince, birthDate, dueDate }: DatedRequest,
): Refusal | null {
  if (day === dayOf(submittedAt)) return refuse('request.sameDate');
  if (day > dayOf(knownSince)) return refuse('request.dateAfterArrival', { day: dayOf(knownSince) });
  const birth = birthDate ?? dueDate;
  if (birth === null) return null;
  const earliest = addMonths(birth, -MONTHS_BEFORE_BIRTH);
  return day < earliest ? refuse('request.dateBeforeChild', { day: earliest }) : null;
}

/** The moment of a day on which a request was first made: noon, as for the lines of lists, and never after it came. */
export const firstAskedAt = (day: Day, knownSince: Instant): Instant =>
  [instantAt(day, '12:00'), knownSince].sort()[0]!;

/** A row of a request's history, as far as its date is concerned. */
interface DatingRow {
  readonly id: string;
  readonly at: Instant;
  readonly action: string;
  readonly facts: Readonly<Record<string, string | number>> | null;
}

/** A correction of the date of a request: what it says, and when it was said. */
export interface DateCorrection {
  readonly id: string;
  readonly firstAsked: Instant;
  readonly recorded: Instant;
}

/** The corrections of a request's date, in the order of the history; the last one counts. */
export const dateCorrections = (history: readonly DatingRow[]): DateCorrection[] =>
  history
    .filter(({ action }) => action === 'correctDate')
    .map(({ id, at, facts }) => ({ id, firstAsked: String(facts?.['firstAsked']), recorded: at }));

/** A request that was joined into another, as the row of its join says. */
interface JoinedDate {
  readonly id: string;
  readonly submittedAt: Instant;
}

/**
 * The date of a request from which one that was joined into it is taken out again: the oldest of its own and of those
 * still joined. Once somebody has corrected it, what had been joined before no longer counts.
 * @param undone the join that is undone, with the date that the request had before it
 */
export function dateWithout(
  undone: JoinedDate,
  standing: readonly JoinedDate[],
  correction: DateCorrection | null,
): Instant {
  const own = correction && correction.id > undone.id ? correction.firstAsked : undone.submittedAt;
  const since = standing.filter(({ id }) => correction === null || id > correction.id);
  return [own, ...since.map(({ submittedAt }) => submittedAt)].sort()[0]!;
}
