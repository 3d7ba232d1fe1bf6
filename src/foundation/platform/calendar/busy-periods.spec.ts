import { describe, expect, it } from '../../../../test/support/runner.js';
import { busyPeriodsOf } from './busy-periods.js';
import { readCalendar, wholeDaysOf } from './read-icalendar.js';

const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//FR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
let events = 0;
const event = (...lines: string[]): string[] => [
  'BEGIN:VEVENT',
  ...(lines.some((line) => line.startsWith('UID')) ? [] : [`UID:e${(events += 1)}`]),
  'DTSTAMP:20261124T080000Z',
  ...lines,
  'END:VEVENT',
];
const WINDOW = { from: '2027-01-01T00:00:00.000Z', to: '2028-07-01T00:00:00.000Z' };
const busy = async (...lines: string[]): Promise<string[]> =>
  (await busyPeriodsOf(readCalendar(calendar(...lines))!, WINDOW, (uid) => uid.endsWith('@marelle.example')))!.map(
    ({ startsAt, endsAt }) => `${startsAt.slice(0, 16)} ${endsAt.slice(0, 16)}`,
  );

const PARIS = 'TZID=Europe/Paris';
describe('when a person is busy', () => {
  it.each<[string, string[], string[]]>([
    ['in UTC', event('DTSTART:20270202T090000Z', 'DTEND:20270202T100000Z'), ['2027-02-02T09:00 2027-02-02T10:00']],
    [
      'on the clock of Paris, in winter',
      event(`DTSTART;${PARIS}:20270202T090000`, `DTEND;${PARIS}:20270202T100000`),
      ['2027-02-02T08:00 2027-02-02T09:00'],
    ],
    [
      'on the clock of Paris, in summer',
      event(`DTSTART;${PARIS}:20270702T090000`, `DTEND;${PARIS}:20270702T100000`),
      ['2027-07-02T07:00 2027-07-02T08:00'],
    ],
    [
      'on another clock',
      event('DTSTART;TZID=America/Montreal:20270202T090000', 'DTEND;TZID=America/Montreal:20270202T100000'),
      ['2027-02-02T14:00 2027-02-02T15:00'],
    ],
    [
      'a zone that only its program knows is ours',
      event(
        'DTSTART;TZID="Romance Standard Time":20270202T090000',
        'DTEND;TZID="Romance Standard Time":20270202T100000',
      ),
      ['2027-02-02T08:00 2027-02-02T09:00'],
    ],
    [
      'no zone at all is ours',
      event('DTSTART:20270202T090000', 'DTEND:20270202T100000'),
      ['2027-02-02T08:00 2027-02-02T09:00'],
    ],
    ['by its length', event('DTSTART:20270202T090000Z', 'DURATION:PT90M'), ['2027-02-02T09:00 2027-02-02T10:30']],
    [
      'a whole day',
      event('DTSTART;VALUE=DATE:20270202', 'DTEND;VALUE=DATE:20270203'),
      ['2027-02-01T23:00 2027-02-02T23:00'],
    ],
    ['a whole day without an end', event('DTSTART;VALUE=DATE:20270702'), ['2027-07-01T22:00 2027-07-02T22:00']],
    [
      'whole days over the change of the hour',
      event('DTSTART;VALUE=DATE:20270327', 'DTEND;VALUE=DATE:20270330'),
      ['2027-03-26T23:00 2027-03-29T22:00'],
    ],
    ['no time taken', event('DTSTART:20270202T090000Z', 'DTEND:20270202T100000Z', 'TRANSP:TRANSPARENT'), []],
    [
      'free, as Outlook says it',
      event('DTSTART:20270202T090000Z', 'DTEND:20270202T100000Z', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'),
      [],
    ],
    ['cancelled', event('DTSTART:20270202T090000Z', 'DTEND:20270202T100000Z', 'STATUS:CANCELLED'), []],
    ['without a length', event('DTSTART:20270202T090000Z'), []],
    ['backwards', event('DTSTART:20270202T090000Z', 'DTEND:20270202T080000Z'), []],
    [
      'one of our own sessions',
      event('UID:0198@marelle.example', 'DTSTART:20270202T090000Z', 'DTEND:20270202T100000Z'),
      [],
    ],
    ['long past', event('DTSTART:20200202T090000Z', 'DTEND:20200202T100000Z'), []],
    ['far ahead', event('DTSTART:20290202T090000Z', 'DTEND:20290202T100000Z'), []],
    ['a date that is none', event('DTSTART:20271399T990000Z', 'DTEND:20270202T100000Z'), []],
    [
      'every Tuesday in February, over old years',
      event(
        `DTSTART;${PARIS}:20190101T090000`,
        `DTEND;${PARIS}:20190101T100000`,
        'RRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=TU;UNTIL=20270228T225959Z',
      ),
      [
        '2027-02-02T08:00 2027-02-02T09:00',
        '2027-02-09T08:00 2027-02-09T09:00',
        '2027-02-16T08:00 2027-02-16T09:00',
        '2027-02-23T08:00 2027-02-23T09:00',
      ],
    ],
    [
      'a rule, without its exceptions, with an additional date',
      event(
        `DTSTART;${PARIS}:20270105T090000`,
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;COUNT=3',
        `EXDATE;${PARIS}:20270112T090000`,
        `RDATE;${PARIS}:20270303T090000`,
      ),
      ['2027-01-05T08:00 2027-01-05T09:00', '2027-01-19T08:00 2027-01-19T09:00', '2027-03-03T08:00 2027-03-03T09:00'],
    ],
    [
      'a rule of which one is moved and one cancelled',
      [
        ...event('UID:r', `DTSTART;${PARIS}:20270105T090000`, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3'),
        ...event(
          'UID:r',
          `RECURRENCE-ID;${PARIS}:20270112T090000`,
          `DTSTART;${PARIS}:20270113T140000`,
          'DURATION:PT1H',
        ),
        ...event(
          'UID:r',
          'RECURRENCE-ID:20270119T080000Z',
          'STATUS:CANCELLED',
          'DTSTART:20270119T080000Z',
          'DURATION:PT1H',
        ),
      ],
      ['2027-01-05T08:00 2027-01-05T09:00', '2027-01-13T13:00 2027-01-13T14:00'],
    ],
    [
      'each year of a whole day',
      event('DTSTART;VALUE=DATE:20200714', 'RRULE:FREQ=YEARLY'),
      ['2027-07-13T22:00 2027-07-14T22:00'],
    ],
    [
      'a rule that nobody can read is its first time',
      event('DTSTART:20270202T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=SECONDLY'),
      ['2027-02-02T09:00 2027-02-02T10:00'],
    ],
    [
      'what touches is one',
      [
        ...event('DTSTART:20270202T090000Z', 'DURATION:PT1H'),
        ...event('DTSTART:20270202T100000Z', 'DURATION:PT1H'),
        ...event('DTSTART:20270202T093000Z', 'DURATION:PT10M'),
      ],
      ['2027-02-02T09:00 2027-02-02T11:00'],
    ],
    [
      'as an office publishes it',
      [
        'BEGIN:VFREEBUSY',
        'UID:f',
        'DTSTAMP:20261124T080000Z',
        'FREEBUSY:20270202T090000Z/PT1H,20270203T090000Z/20270203T100000Z',
        'FREEBUSY;FBTYPE=FREE:20270204T090000Z/PT1H',
        'END:VFREEBUSY',
      ],
      ['2027-02-02T09:00 2027-02-02T10:00', '2027-02-03T09:00 2027-02-03T10:00'],
    ],
  ])('%s', async (_, lines, expected) => expect(await busy(...lines)).toEqual(expected));

  it('keeps no word of what an event says', async () => {
    const text = calendar(
      ...event(
        'DTSTART:20270202T090000Z',
        'DURATION:PT1H',
        'SUMMARY:Rendez-vous à l’hôpital',
        'ATTENDEE:mailto:nadia@example.org',
        'LOCATION:Autun',
      ),
    );
    expect(await busyPeriodsOf(readCalendar(text)!, WINDOW, () => false)).toEqual([
      { startsAt: '2027-02-02T09:00:00.000Z', endsAt: '2027-02-02T10:00:00.000Z' },
    ]);
  });

  it('a calendar of rules made to keep us busy is refused, and a full one does not hold the process', async () => {
    const rule = (n: number) =>
      event(`UID:x${n}`, 'DTSTART:20270202T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30');
    const many = Array.from({ length: 501 }, (_, n) => rule(n)).flat();
    expect(await busyPeriodsOf(readCalendar(calendar(...many))!, WINDOW, () => false)).toBeNull();
    // What waits in the process has its turn between the rules. How soon depends on the machine.
    let [turns, running] = [0, true];
    const watch = (): void => {
      turns += 1;
      if (running) setImmediate(watch);
    };
    watch();
    await busyPeriodsOf(
      readCalendar(calendar(...Array.from({ length: 60 }, (_, n) => rule(n)).flat()))!,
      WINDOW,
      () => false,
    );
    running = false;
    expect(turns).toBeGreaterThan(10);
  }, 30_000);
});

describe('whole days', () => {
  it('are read with their names, soonest first', () => {
    const text = calendar(
      'X-WR-CALNAME:Zone A',
      ...event('SUMMARY:Vacances d’hiver', 'DTSTART;VALUE=DATE:20270220', 'DTEND;VALUE=DATE:20270308'),
      ...event('SUMMARY:Rentrée', 'DTSTART;VALUE=DATE:20260901'),
      ...event('DTSTART:20270202T090000Z', 'DURATION:PT1H'),
    );
    const read = readCalendar(text)!;
    expect([read.name, wholeDaysOf(read)]).toEqual([
      'Zone A',
      [
        { name: 'Rentrée', from: '2026-09-01', to: '2026-09-01' },
        { name: 'Vacances d’hiver', from: '2027-02-20', to: '2027-03-07' },
      ],
    ]);
  });

  it.each([
    '',
    'bonjour',
    '<html><body>Not found</body></html>',
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT\r\nEND:VEVENT',
    '\0\0\0',
    '{"a":1}',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n',
  ])('%j is no calendar', (text) => expect(readCalendar(text)).toBeNull());
});
