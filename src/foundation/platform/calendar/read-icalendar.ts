import ICAL from 'ical.js';
import { IANAZone } from 'luxon';
import { addDays, TERRITORY_ZONE, zonedInstant, type Day, type Instant } from '../../kernel/time.js';

const MOST_EVENTS = 20_000;

/**
 * The events of an iCalendar text, and the name of the calendar. Null when the text is no calendar, or has too many
 * events.
 */
export interface ReadCalendar {
  readonly name: string | null;
  readonly events: readonly ICAL.Component[];
  /** The busy times that some offices publish instead of events. */
  readonly freeBusy: readonly ICAL.Component[];
}

export function readCalendar(text: string): ReadCalendar | null {
  try {
    const parsed = ICAL.parse(text) as unknown[];
    const roots = (typeof parsed[0] === 'string' ? [parsed] : parsed).map(
      (component) => new ICAL.Component(component as ConstructorParameters<typeof ICAL.Component>[0]),
    );
    if (roots.length === 0 || roots.some((root) => root.name !== 'vcalendar')) return null;
    const all = (name: string): ICAL.Component[] => roots.flatMap((root) => root.getAllSubcomponents(name));
    const name = roots[0]!.getFirstPropertyValue('x-wr-calname');
    const events = all('vevent');
    return events.length > MOST_EVENTS
      ? null
      : { name: typeof name === 'string' ? name : null, events, freeBusy: all('vfreebusy') };
  } catch {
    return null;
  }
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A date or a time of an event, in a zone. */
export interface EventTime {
  readonly day: Day;
  /** `HH:mm:ss`; null for a whole day. */
  readonly time: string | null;
  readonly zone: string;
}

/**
 * Reads a date or time. Zone names that only one program knows (`Romance Standard Time`) are read as the zone of this
 * territory. A file may describe its own zone, but that description is a stranger's rule, and our members live here.
 */
export function eventTime(property: ICAL.Property, value: unknown = property.getFirstValue()): EventTime | null {
  if (!(value instanceof ICAL.Time)) return null;
  const day = `${String(value.year).padStart(4, '0')}-${two(value.month)}-${two(value.day)}`;
  if (value.isDate) return { day, time: null, zone: TERRITORY_ZONE };
  const named = property.getParameter('tzid');
  const zone = typeof named === 'string' && IANAZone.isValidZone(named) ? named : TERRITORY_ZONE;
  const time = `${two(value.hour)}:${two(value.minute)}:${two(value.second)}`;
  return { day, time, zone: value.zone === ICAL.Timezone.utcTimezone ? 'UTC' : zone };
}

export const instantOf = ({ day, time, zone }: EventTime): Instant => zonedInstant(day, time ?? '00:00:00', zone);

/** Whole days of a calendar, first and last included. */
export interface WholeDays {
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
}

/** The whole days that a calendar names, soonest first. Events with hours are left out. */
export function wholeDaysOf({ events }: ReadCalendar): WholeDays[] {
  const days = events.flatMap((event): WholeDays[] => {
    const [start, end] = [edgeOf(event, 'dtstart'), edgeOf(event, 'dtend')];
    if (!start || start.time !== null) return [];
    // The end is the day after the last one (RFC 5545 §3.6.1). Without an end, the event lasts one day.
    const to = end && end.day > start.day ? addDays(end.day, -1) : start.day;
    return [{ name: String(event.getFirstPropertyValue('summary') ?? '').trim(), from: start.day, to }];
  });
  return days.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

export function edgeOf(event: ICAL.Component, name: string): EventTime | null {
  try {
    const property = event.getFirstProperty(name);
    return property && eventTime(property);
  } catch {
    return null;
  }
}
