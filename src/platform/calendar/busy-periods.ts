import type ICAL from 'ical.js';
import { setImmediate } from 'node:timers/promises';
import { addDays, addMillis, dayOf, instantAt, type Instant } from '../../kernel/time.js';
import { edgeOf, eventTime, instantOf, type EventTime, type ReadCalendar } from './read-icalendar.js';
import { occurrencesOf } from './recurrence.js';

/** A calendar with more rules than this is not one person's. */
const MOST_RULES = 500;
/** Between two breaths of the process. */
const AT_ONCE = 100;
const DAY_MILLIS = 86_400_000;
/** What began so long before the window may still go on in it. */
const LONGEST_DAYS = 62;

export interface BusyPeriod {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * When the person of a calendar is busy within a window: moments and nothing else of what the calendar says, in order
 * and joined.
 * @param isOurs an event that this house wrote itself, by its uid: a session of ours keeps nobody from moving it
 * @returns null when it holds more rules than one person's calendar
 */
export async function busyPeriodsOf(
  calendar: ReadCalendar,
  window: Window,
  isOurs: (uid: string) => boolean,
): Promise<BusyPeriod[] | null> {
  const events = calendar.events.filter((event) => !isOurs(uidOf(event)));
  if (events.filter((event) => event.hasProperty('rrule')).length > MOST_RULES) return null;
  const replaced = replacedMoments(events);
  const found: BusyPeriod[] = calendar.freeBusy.flatMap(statedPeriods);
  for (const [index, event] of events.entries()) {
    if (event.hasProperty('rrule') || index % AT_ONCE === 0) await setImmediate();
    if (!isFree(event)) found.push(...periodsOf(event, window, replaced.get(uidOf(event)) ?? new Set()));
  }
  return joined(
    found.filter(({ startsAt, endsAt }) => startsAt < endsAt && startsAt < window.to && endsAt > window.from),
  );
}

const uidOf = (event: ICAL.Component): string => textOf(event, 'uid');

function textOf(event: ICAL.Component, name: string): string {
  const value = event.getFirstPropertyValue(name);
  return typeof value === 'string' ? value : '';
}

/** Cancelled, or put down without taking the time. */
const isFree = (event: ICAL.Component): boolean =>
  textOf(event, 'status').toUpperCase() === 'CANCELLED' ||
  textOf(event, 'transp').toUpperCase() === 'TRANSPARENT' ||
  textOf(event, 'x-microsoft-cdo-busystatus').toUpperCase() === 'FREE';

/** Moments of a recurrence that stand in the file as events of their own: moved, or cancelled. */
function replacedMoments(events: readonly ICAL.Component[]): Map<string, Set<Instant>> {
  const replaced = new Map<string, Set<Instant>>();
  for (const event of events) {
    const moment = edgeOf(event, 'recurrence-id');
    if (moment) replaced.set(uidOf(event), (replaced.get(uidOf(event)) ?? new Set()).add(instantOf(moment)));
  }
  return replaced;
}

function periodsOf(event: ICAL.Component, window: Window, replaced: ReadonlySet<Instant>): BusyPeriod[] {
  const start = edgeOf(event, 'dtstart');
  if (!start) return [];
  const lasts = lengthOf(event, start);
  if (edgeOf(event, 'recurrence-id')) return [lasts(instantOf(start))];
  const without = new Set([...replaced, ...momentsIn(event, 'exdate')]);
  return [...new Set([...recurring(event, start, window), ...momentsIn(event, 'rdate')])]
    .filter((moment) => !without.has(moment))
    .map(lasts);
}

/** The start alone when there is no rule, or none that can be read. */
function recurring(event: ICAL.Component, start: EventTime, window: Window): Instant[] {
  const rule = event.getFirstProperty('rrule');
  const local = `${start.day}T${start.time ?? '00:00:00'}`.replace(/[-:]/g, '');
  const from = addDays(dayOf(window.from), -LONGEST_DAYS);
  const moments =
    rule &&
    occurrencesOf(
      rule
        .toICALString()
        .replace(/\r?\n[ \t]/g, '')
        .replace(/^[^:]*:/, ''),
      { local, zone: start.zone },
      instantAt(from),
      window.to,
    );
  return moments ?? [instantOf(start)];
}

function momentsIn(event: ICAL.Component, name: string): Instant[] {
  return event.getAllProperties(name).flatMap((property) => {
    try {
      return property.getValues().flatMap((value) => {
        const moment = eventTime(property, value);
        return moment ? [instantOf(moment)] : [];
      });
    } catch {
      return [];
    }
  });
}

/** From each beginning to its end: by days of the calendar for whole days, which are not all 24 hours long. */
function lengthOf(event: ICAL.Component, start: EventTime): (startsAt: Instant) => BusyPeriod {
  const end = edgeOf(event, 'dtend');
  const millis = end ? Date.parse(instantOf(end)) - Date.parse(instantOf(start)) : durationOf(event);
  if (start.time !== null) return (startsAt) => ({ startsAt, endsAt: addMillis(startsAt, millis) });
  const days = Math.max(1, Math.round(millis / DAY_MILLIS));
  return (startsAt) => ({ startsAt, endsAt: instantAt(addDays(dayOf(startsAt), days)) });
}

function durationOf(event: ICAL.Component): number {
  try {
    const duration = event.getFirstPropertyValue('duration');
    return duration && typeof duration === 'object' && 'toSeconds' in duration
      ? (duration as ICAL.Duration).toSeconds() * 1000
      : 0;
  } catch {
    return 0;
  }
}

/** The periods that a calendar of free and busy times states; `FREE` ones are none. */
function statedPeriods(component: ICAL.Component): BusyPeriod[] {
  return component
    .getAllProperties('freebusy')
    .filter((property) => property.getParameter('fbtype') !== 'FREE')
    .flatMap((property) => {
      try {
        return property.getValues().flatMap((value) => {
          const { start, end } = {
            start: eventTime(property, (value as ICAL.Period).start),
            end: eventTime(property, (value as ICAL.Period).getEnd()),
          };
          return start && end ? [{ startsAt: instantOf(start), endsAt: instantOf(end) }] : [];
        });
      } catch {
        return [];
      }
    });
}

function joined(periods: readonly BusyPeriod[]): BusyPeriod[] {
  const result: BusyPeriod[] = [];
  for (const period of [...periods].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))) {
    const last = result.at(-1);
    if (!last || last.endsAt < period.startsAt) result.push(period);
    else if (last.endsAt < period.endsAt)
      result[result.length - 1] = { startsAt: last.startsAt, endsAt: period.endsAt };
  }
  return result;
}
