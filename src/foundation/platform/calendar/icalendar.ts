import ICAL from 'ical.js';
import type { Instant } from '../../kernel/time.js';

// A folded line has 75 bytes at most (RFC 5545 §3.1). The library does not count the space with which it begins.
ICAL.foldLength = 74;

/** A dated event, for calendar programs. */
export interface CalendarEvent {
  /** Identifies the event through all its changes, and no other event (RFC 5545 §3.8.4.7). */
  readonly uid: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly summary: string;
  readonly location: string;
  readonly url: string;
  /** Grows with each change. A program that holds a lower number takes the new date. */
  readonly sequence: number;
  readonly cancelled: boolean;
}

/** Moments are written in UTC, so that no rule of summer time has to be sent along. */
const utc = (value: Instant): ICAL.Time => ICAL.Time.fromDateTimeString(`${value.slice(0, 19)}Z`);

function eventComponent(event: CalendarEvent, writtenAt: Instant): ICAL.Component {
  const component = new ICAL.Component('vevent');
  const { uid, startsAt, endsAt, summary, location, url, sequence, cancelled } = event;
  const values = {
    uid,
    dtstamp: utc(writtenAt),
    dtstart: utc(startsAt),
    dtend: utc(endsAt),
    summary,
    location,
    url,
    sequence,
    status: cancelled ? 'CANCELLED' : 'CONFIRMED',
  };
  for (const [name, value] of Object.entries(values)) component.addPropertyWithValue(name, value);
  return component;
}

/**
 * A calendar that programs can follow, as iCalendar text. Its name is given both as in RFC 7986 and as older programs
 * read it (RFC 5545).
 * @param method `CANCEL` has programs take the events away (RFC 5546 §3.2.5)
 */
export function icalendarOf(
  name: string,
  events: readonly CalendarEvent[],
  writtenAt: Instant,
  method: 'PUBLISH' | 'CANCEL' = 'PUBLISH',
): string {
  const calendar = new ICAL.Component('vcalendar');
  const values = { version: '2.0', prodid: '-//Marelle//Commissions//FR', method, name, 'x-wr-calname': name };
  for (const [property, value] of Object.entries(values)) calendar.addPropertyWithValue(property, value);
  for (const event of events) calendar.addSubcomponent(eventComponent(event, writtenAt));
  return `${calendar.toString()}\r\n`;
}
