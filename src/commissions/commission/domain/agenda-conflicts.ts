import { holidayOn, isWeekend, schoolHolidayOn, type SchoolHoliday } from '../../../territory/calendar/domain/index.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import {
  addDays,
  addHours,
  addMonths,
  dayOf,
  instantAt,
  type Day,
  type Instant,
  type TimeOfDay,
} from '../../../foundation/kernel/time.js';
import { taskAt } from './session-dates.js';

/** How long a session keeps its room and its members. */
export const SESSION_HOURS = 3;
/** How many days before and after the day asked for alternatives are looked for. */
export const SEARCH_DAYS = 45;
const ALTERNATIVES = 3;
/**
 * The farthest that a session may be planned, and the farthest that children may enter after one, in months. A
 * mistyped year would plan a session that nobody ever sees again.
 */
const MOST_MONTHS_AHEAD = 24;

export interface Sitting {
  readonly id: string | null;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly startsAt: Instant;
  readonly room: string;
  /** A person has the same key in all bodies. */
  readonly members: readonly { readonly key: string; readonly label: string }[];
}

/** A time at which a person cannot sit, from their own calendar. The reason is not stored. */
export interface Unavailable {
  readonly personKey: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

export interface WantedSitting extends Omit<Sitting, 'startsAt'> {
  readonly day: Day;
  readonly time: TimeOfDay;
  /** For a session that is moved: the day on which its children enter. It may not sit later. */
  readonly latest?: Day;
  readonly noticeDays: number;
  /** For a session that is moved: whether the directors have already declared their places. */
  readonly placesDeclared: boolean;
  /** Whether a session is moved whose day is past although it never opened: it takes any coming day. */
  readonly missed: boolean;
  /** School holidays in which the body does not sit; empty if it does. */
  readonly schoolHolidays: readonly SchoolHoliday[];
  /** When its members are not available. */
  readonly unavailable: readonly Unavailable[];
  readonly today: Day;
  readonly now: Instant;
}

const overlap = (a: Instant, b: Instant): boolean => a < addHours(b, SESSION_HOURS) && b < addHours(a, SESSION_HOURS);
const sameRoom = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

const earliestOf = ({ today, noticeDays }: WantedSitting): Day => addDays(today, noticeDays);

/**
 * Refuses a day that is past, or so far ahead that its year must be mistyped. @param first the first day that is
 * allowed
 */
export function dayRefusal(day: Day, first: Day): Refusal | null {
  const latest = addMonths(first, MOST_MONTHS_AHEAD);
  if (day < first) return refuse('session.past', { day });
  return day > latest ? refuse('session.tooFar', { day, latest }) : null;
}

/** Refuses a day of entry that comes before the session has decided, or years after it. */
export function entryRefusal(entryFrom: Day, day: Day): Refusal | null {
  const latest = addMonths(day, MOST_MONTHS_AHEAD);
  return entryFrom < day || entryFrom > latest ? refuse('session.entryFrom', { day, latest }) : null;
}

/** Refuses a day within school holidays. @param holidays those in which the body does not sit */
export function schoolHolidayRefusal(day: Day, holidays: readonly SchoolHoliday[]): Refusal | null {
  const school = schoolHolidayOn(day, holidays);
  return school && refuse('session.schoolHoliday', { day, name: school.name, from: school.from, to: school.to });
}

function calendarConflict(wanted: WantedSitting): Refusal | null {
  const { day, time, today, now, noticeDays, latest } = wanted;
  const earliest = earliestOf(wanted);
  const unlikely = dayRefusal(day, today);
  if (unlikely) return unlikely;
  if (instantAt(day, time) <= now) return refuse('session.past', { day });
  if (!wanted.missed && latest !== undefined && day > latest) return refuse('session.afterEntry', { day, latest });
  if (isWeekend(day)) return refuse('session.weekend', { day });
  const holiday = holidayOn(day);
  if (holiday) return refuse('session.holiday', { day, holiday });
  const school = schoolHolidayRefusal(day, wanted.schoolHolidays);
  if (school) return school;
  if (wanted.missed) return null;
  if (day < earliest) return refuse('session.notice', { day, days: noticeDays, earliest });
  // Directors who are asked today answer tomorrow at the earliest.
  const frozen = dayOf(taskAt('freeze', instantAt(day, time), noticeDays));
  if (!wanted.placesDeclared && frozen <= today) return refuse('session.freezeFirst', { day, frozen });
  return null;
}

/** The first sitting with the same people or the same room at the same time, or null. */
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

/** The first member who is not available at that time, or null. */
export function absenceAt(
  startsAt: Instant,
  members: Sitting['members'],
  unavailable: readonly Unavailable[],
): Refusal | null {
  const endsAt = addHours(startsAt, SESSION_HOURS);
  const absent = members.find(({ key }) =>
    unavailable.some((absence) => absence.personKey === key && absence.startsAt < endsAt && absence.endsAt > startsAt),
  );
  return absent ? refuse('session.memberAway', { day: dayOf(startsAt), member: absent.label }) : null;
}

/** Why a body cannot sit at that time, or null. */
export function conflictOf(wanted: WantedSitting, others: readonly Sitting[]): Refusal | null {
  const startsAt = instantAt(wanted.day, wanted.time);
  return (
    calendarConflict(wanted) ??
    collisionOf({ ...wanted, startsAt }, others) ??
    absenceAt(startsAt, wanted.members, wanted.unavailable)
  );
}

/**
 * The nearest days with the same time and room that are possible, nearest first. For a day that is too early they
 * begin with the first allowed one, and for one that is too late they end with the last.
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
