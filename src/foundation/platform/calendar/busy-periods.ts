import type ICAL from 'ical.js';
import { setImmediate } from 'node:timers/promises';
import { addDays, addMillis, dayOf, instantAt, type Instant } from '../../kernel/time.js';
import { edgeOf, eventTime, instantOf, type EventTime, type ReadCalendar } from './read-icalendar.js';
import { occurrencesOf } from './recurrence.js';

/** A calendar with more recurring events than this does not belong to one person. */
const MOST_RULES = 500;
/** Events read before other work may run. */
const AT_ONCE = 100;
const DAY_MILLIS = 86_400_000;
/** An event that began this many days before the window may still reach into it. */
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
 * When the owner of a calendar is busy within a window: joined periods in order, and nothing else that the calendar
 * says.
 * @param isOurs whether an event, by its uid, was written by this platform. A session of ours does not keep anybody
 * from moving that session
 * @returns null when the calendar holds more rules than one person's
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

/** The event is cancelled, or marked as not taking any time. */
const isFree = (event: ICAL.Component): boolean =>
  textOf(event, 'status').toUpperCase() === 'CANCELLED' ||
  textOf(event, 'transp').toUpperCase() === 'TRANSPARENT' ||
  textOf(event, 'x-microsoft-cdo-busystatus').toUpperCase() === 'FREE';

/** The moments of a recurrence that the file replaces by events of their own, because they were moved or cancelled. */
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

/** The moments of an event. Only its start when it has no rule, or none that can be read. */
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

/** Gives the end for each start. Whole days are counted as calendar days, because some days do not have 24 hours. */
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

/** The periods of a published list of busy times. `FREE` periods are left out. */
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
