import ICAL from 'ical.js';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { addHours, instantAt, type Day } from '../../kernel/time.js';
import { icalendarOf, type CalendarEvent } from './icalendar.js';

const at = (day: Day): CalendarEvent => {
  const startsAt = instantAt(day, '14:00');
  return {
    uid: `${day}@example.org`,
    startsAt,
    endsAt: addHours(startsAt, 3),
    summary: 'Séance',
    location: 'Mairie',
    url: 'https://example.org/a',
    sequence: 0,
    cancelled: false,
  };
};
const written = (event: CalendarEvent): string[] =>
  icalendarOf('Commissions', [event], '2026-11-24T08:00:00.000Z').split('\r\n');

describe('iCalendar', () => {
  it.each([
    ['before summer time', '2027-03-26', '20270326T130000Z', '20270326T160000Z'],
    ['after it began', '2027-03-29', '20270329T120000Z', '20270329T150000Z'],
    ['before it ends', '2027-10-29', '20271029T120000Z', '20271029T150000Z'],
    ['after it ended', '2027-11-02', '20271102T130000Z', '20271102T160000Z'],
  ])('a session at 14:00 in Paris, %s', (_, day, start, end) =>
    expect(written(at(day))).toEqual(
      expect.arrayContaining([`DTSTART:${start}`, `DTEND:${end}`, 'DTSTAMP:20261124T080000Z']),
    ),
  );

  it('says what moved and what is cancelled', () => {
    expect(written(at('2027-03-26'))).toEqual(expect.arrayContaining(['SEQUENCE:0', 'STATUS:CONFIRMED']));
    expect(written({ ...at('2027-03-26'), sequence: 3, cancelled: true })).toEqual(
      expect.arrayContaining(['SEQUENCE:3', 'STATUS:CANCELLED']),
    );
  });

  it('folds long lines at 75 bytes and escapes what has a meaning; a reader gets the same text back', () => {
    const summary = `Commission « ${'é'.repeat(90)} » ; salle 1, étage\n2 \\ cour`;
    const text = icalendarOf('Élus; réunis, tous', [{ ...at('2027-03-26'), summary }], '2026-11-24T08:00:00.000Z');
    expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    const read = ICAL.Component.fromString(text);
    expect(read.getFirstPropertyValue('x-wr-calname')).toBe('Élus; réunis, tous');
    expect(read.getFirstSubcomponent('vevent')!.getFirstPropertyValue('summary')).toBe(summary);
  });
});
