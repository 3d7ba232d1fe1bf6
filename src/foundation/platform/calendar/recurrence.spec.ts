import { describe, expect, it } from '../../../../test/support/runner.js';
import { isoWeekday, type Day } from '../../kernel/time.js';
import { occurrencesOf } from './recurrence.js';

const days = (rule: string, start: Day, end: Day): Day[] =>
  occurrencesOf(
    rule,
    { local: `${start.replaceAll('-', '')}T140000`, zone: 'Europe/Paris' },
    `${start}T00:00:00.000Z`,
    `${end}T23:00:00.000Z`,
  )!.map((moment) => moment.slice(0, 10));

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Whether a date is what the parts of its rule say, one by one: no library is asked. */
function fits(rule: string, day: Day): boolean {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  const [month, date, weekday] = [Number(day.slice(5, 7)), Number(day.slice(8)), WEEKDAYS[isoWeekday(day) - 1]!];
  const last = new Date(Date.UTC(Number(day.slice(0, 4)), month, 0)).getUTCDate();
  const listed = (name: string, ...ones: (string | number)[]): boolean =>
    !parts.has(name) ||
    parts
      .get(name)!
      .split(',')
      .some((one) => ones.map(String).includes(one));
  const [fromStart, fromEnd] = [Math.ceil(date / 7), -Math.ceil((last - date + 1) / 7)];
  return (
    listed('BYMONTH', month) &&
    listed('BYMONTHDAY', date, date - last - 1) &&
    listed('BYDAY', weekday, `${fromStart}${weekday}`, `${fromEnd}${weekday}`)
  );
}

// Each list was worked out on a wall calendar.
const RULES: [string, Day, Day, Day[]][] = [
  [
    'FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1TU',
    '2027-01-01',
    '2027-12-31',
    ['2027-03-02', '2027-06-01', '2027-09-07', '2027-12-07'],
  ],
  [
    'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=1TU',
    '2027-01-01',
    '2027-12-31',
    ['2027-03-02', '2027-06-01', '2027-09-07', '2027-12-07'],
  ],
  [
    'FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU',
    '2027-03-02',
    '2027-12-31',
    ['2027-03-02', '2027-06-01', '2027-09-07', '2027-12-07'],
  ],
  [
    'FREQ=MONTHLY;BYDAY=-1TH',
    '2027-01-01',
    '2027-06-30',
    ['2027-01-28', '2027-02-25', '2027-03-25', '2027-04-29', '2027-05-27', '2027-06-24'],
  ],
  [
    'FREQ=MONTHLY;BYDAY=2MO,4MO',
    '2027-01-01',
    '2027-03-31',
    ['2027-01-11', '2027-01-25', '2027-02-08', '2027-02-22', '2027-03-08', '2027-03-22'],
  ],
  [
    'FREQ=MONTHLY;BYDAY=5FR',
    '2027-01-01',
    '2027-12-31',
    ['2027-01-29', '2027-04-30', '2027-07-30', '2027-10-29', '2027-12-31'],
  ],
  [
    'FREQ=YEARLY;BYMONTH=1,11;BYDAY=2WE',
    '2027-01-01',
    '2028-12-31',
    ['2027-01-13', '2027-11-10', '2028-01-12', '2028-11-08'],
  ],
  ['FREQ=YEARLY;INTERVAL=2;BYMONTH=9;BYDAY=-1TH', '2027-01-01', '2029-12-31', ['2027-09-30', '2029-09-27']],
  ['FREQ=MONTHLY;BYDAY=3TH', '2028-01-01', '2028-03-31', ['2028-01-20', '2028-02-17', '2028-03-16']],
  [
    'FREQ=YEARLY;BYMONTHDAY=30',
    '2027-01-01',
    '2027-06-30',
    ['2027-01-30', '2027-03-30', '2027-04-30', '2027-05-30', '2027-06-30'],
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=31',
    '2027-01-01',
    '2027-12-31',
    ['2027-01-31', '2027-03-31', '2027-05-31', '2027-07-31', '2027-08-31', '2027-10-31', '2027-12-31'],
  ],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', '2028-01-01', '2028-04-30', ['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30']],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2027-01-01', '2033-12-31', ['2028-02-29', '2032-02-29']],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '2027-01-01', '2028-12-31', ['2027-08-13', '2028-10-13']],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
    '2027-01-06',
    '2027-02-10',
    ['2027-01-07', '2027-01-18', '2027-01-21', '2027-02-01', '2027-02-04'],
  ],
  ['FREQ=WEEKLY;BYDAY=FR;COUNT=3', '2027-01-01', '2027-12-31', ['2027-01-01', '2027-01-08', '2027-01-15']],
  [
    'FREQ=DAILY;INTERVAL=10;UNTIL=20270201',
    '2027-01-01',
    '2027-12-31',
    ['2027-01-01', '2027-01-11', '2027-01-21', '2027-01-31'],
  ],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    '2027-01-01',
    '2027-05-31',
    ['2027-01-29', '2027-02-26', '2027-03-31', '2027-04-30', '2027-05-31'],
  ],
  ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '2027-01-01', '2028-12-31', ['2027-05-17', '2028-05-15']],
  ['FREQ=YEARLY;BYYEARDAY=100', '2027-01-01', '2028-12-31', ['2027-04-10', '2028-04-09']],
];

describe('recurrence rules', () => {
  it.each(RULES)('%s from %s to %s', (rule, start, end, expected) => expect(days(rule, start, end)).toEqual(expected));

  it.each(RULES)('each date of ten years of %s is what its parts say', (rule, start) => {
    const wrong = days(rule, start, '2037-12-31').filter((day) => !fits(rule, day));
    expect(wrong).toEqual([]);
  });

  it('keeps the hour of the place where summer time comes and goes', () => {
    const moments = occurrencesOf(
      'FREQ=MONTHLY;BYDAY=1TU',
      { local: '20270101T140000', zone: 'Europe/Paris' },
      '2027-03-01T00:00:00.000Z',
      '2027-04-30T00:00:00.000Z',
    );
    expect(moments).toEqual(['2027-03-02T13:00:00.000Z', '2027-04-06T12:00:00.000Z']);
  });

  it.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY',
    'FREQ=MINUTELY;BYSECOND=0,1,2,3,4,5',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
  ])('%s, which never ends or is never met, is answered at once', (rule) => {
    const began = performance.now();
    expect(
      occurrencesOf(
        rule,
        { local: '20270101T140000', zone: 'UTC' },
        '2027-01-01T00:00:00.000Z',
        '2028-07-01T00:00:00.000Z',
      ) ?? [],
    ).toEqual([]);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it.each(['', 'FREQ=SOMETIMES', 'FREQ=WEEKLY;BYDAY=XX', 'BYDAY=1TU', 'FREQ=YEARLY\nDTSTART:19700101T000000Z'])(
    '%j is no rule',
    (rule) =>
      expect(
        occurrencesOf(
          rule,
          { local: '20270101T140000', zone: 'UTC' },
          '2027-01-01T00:00:00.000Z',
          '2027-12-31T00:00:00.000Z',
        ) ?? [],
      ).toEqual([]),
  );
});
