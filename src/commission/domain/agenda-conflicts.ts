import { holidayOn, isWeekend, schoolHolidayOn, type SchoolHoliday } from '../../calendar/domain/index.js';
import { refuse, type Refusal } from '../../kernel/refusal.js';
import {
  addDays,
  addHours,
  addMonths,
  dayOf,
  instantAt,
  type Day,
  type Instant,
  type TimeOfDay,
} from '../../kernel/time.js';
import { taskAt } from './session-dates.js';

/** How long a session keeps its room and its members. */
export const SESSION_HOURS = 3;
/** Alternatives are looked for this far on both sides of the day asked for. */
export const SEARCH_DAYS = 45;
const ALTERNATIVES = 3;
/**
 * A year mistyped plans a session that nobody sees again: none is planned, and no child enters after one, further ahead
 * than this.
 */
const MOST_MONTHS_AHEAD = 24;

export interface Sitting {
  readonly id: string | null;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly startsAt: Instant;
  readonly room: string;
  /** The same person in two bodies has the same key. */
  readonly members: readonly { readonly key: string; readonly label: string }[];
}

/** When a person cannot sit, as one's own calendar says; why is nobody's business. */
export interface Unavailable {
  readonly personKey: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

export interface WantedSitting extends Omit<Sitting, 'startsAt'> {
  readonly day: Day;
  readonly time: TimeOfDay;
  /** The children of a session that is moved enter on this day: it sits no later. */
  readonly latest?: Day;
  readonly noticeDays: number;
  /** The directors have declared their places already (a session that is moved). */
  readonly placesDeclared: boolean;
  /** In which the body does not sit: none, if it does. */
  readonly schoolHolidays: readonly SchoolHoliday[];
  /** Of its members. */
  readonly unavailable: readonly Unavailable[];
  readonly today: Day;
  readonly now: Instant;
}

const overlap = (a: Instant, b: Instant): boolean => a < addHours(b, SESSION_HOURS) && b < addHours(a, SESSION_HOURS);
const sameRoom = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

const earliestOf = ({ today, noticeDays }: WantedSitting): Day => addDays(today, noticeDays);

/** A day gone by, or so far ahead that its year must be mistyped. @param first on which one may sit */
export function dayRefusal(day: Day, first: Day): Refusal | null {
  const latest = addMonths(first, MOST_MONTHS_AHEAD);
  if (day < first) return refuse('session.past', { day });
  return day > latest ? refuse('session.tooFar', { day, latest }) : null;
}

/** Children enter once the session has decided, and not years after it. */
export function entryRefusal(entryFrom: Day, day: Day): Refusal | null {
  const latest = addMonths(day, MOST_MONTHS_AHEAD);
  return entryFrom < day || entryFrom > latest ? refuse('session.entryFrom', { day, latest }) : null;
}

function calendarConflict(wanted: WantedSitting): Refusal | null {
  const { day, time, today, now, noticeDays, latest } = wanted;
  const earliest = earliestOf(wanted);
  const unlikely = dayRefusal(day, today);
  if (unlikely) return unlikely;
  if (instantAt(day, time) <= now) return refuse('session.past', { day });
  if (latest !== undefined && day > latest) return refuse('session.afterEntry', { day, latest });
  if (isWeekend(day)) return refuse('session.weekend', { day });
  const holiday = holidayOn(day);
  if (holiday) return refuse('session.holiday', { day, holiday });
  const school = schoolHolidayOn(day, wanted.schoolHolidays);
  if (school) return refuse('session.schoolHoliday', { day, name: school.name, from: school.from, to: school.to });
  if (day < earliest) return refuse('session.notice', { day, days: noticeDays, earliest });
  // Directors who are asked today answer tomorrow at the earliest.
  const frozen = dayOf(taskAt('freeze', instantAt(day, time), noticeDays));
  if (!wanted.placesDeclared && frozen <= today) return refuse('session.freezeFirst', { day, frozen });
  return null;
}

/** The sitting that takes the same people or the same room at the same time, or null. */
export function collisionOf(wanted: Sitting, others: readonly Sitting[]): Refusal | null {
  const day = dayOf(wanted.startsAt);
  for (const other of others) {
    if (other.id === wanted.id || !overlap(wanted.startsAt, other.startsAt)) continue;
    if (other.bodyId === wanted.bodyId) return refuse('session.bodyBusy', { day, body: other.bodyName });
    const shared = wanted.members.find((member) => other.members.some(({ key }) => key === member.key));
    if (shared) return refuse('session.memberBusy', { day, member: shared.label, body: other.bodyName });
    if (sameRoom(wanted.room, other.room))
      return refuse('session.roomTaken', { day, room: other.room, body: other.bodyName });
  }
  return null;
}

/** The first member who is not free then, or null. */
export function absenceAt(
  startsAt: Instant,
  members: Sitting['members'],
  unavailable: readonly Unavailable[],
): Refusal | null {
  const endsAt = addHours(startsAt, SESSION_HOURS);
  const absent = members.find(({ key }) =>
    unavailable.some((one) => one.personKey === key && one.startsAt < endsAt && one.endsAt > startsAt),
  );
  return absent ? refuse('session.memberAway', { day: dayOf(startsAt), member: absent.label }) : null;
}

/** Why a body cannot sit then, or null. */
export function conflictOf(wanted: WantedSitting, others: readonly Sitting[]): Refusal | null {
  const startsAt = instantAt(wanted.day, wanted.time);
  return (
    calendarConflict(wanted) ??
    collisionOf({ ...wanted, startsAt }, others) ??
    absenceAt(startsAt, wanted.members, wanted.unavailable)
  );
}

/**
 * The nearest days on which the same hour and room suit, the closest first; of a day too early, those from the first
 * one allowed, of one too late up to the last.
 */
export function alternativesTo(wanted: WantedSitting, others: readonly Sitting[]): Day[] {
  const earliest = earliestOf(wanted);
  const notTooLate = wanted.latest !== undefined && wanted.day > wanted.latest ? wanted.latest : wanted.day;
  const asked = notTooLate > earliest ? notTooLate : earliest;
  const days: Day[] = [];
  for (let away = 0; away <= SEARCH_DAYS && days.length < ALTERNATIVES; away += 1) {
    for (const day of new Set([addDays(asked, away), addDays(asked, -away)])) {
      if (days.length < ALTERNATIVES && conflictOf({ ...wanted, day }, others) === null) days.push(day);
    }
  }
  return days;
}
