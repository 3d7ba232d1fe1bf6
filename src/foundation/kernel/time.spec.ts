import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from '../../../test/support/runner.js';
import {
  addDays,
  addHours,
  addMillis,
  addMinutes,
  addMonths,
  ageInMonths,
  dayOf,
  daysBetween,
  isDay,
  isoWeekday,
  instantAt,
  TERRITORY_ZONE,
  timeAt,
  timeOf,
  tomorrowAt,
} from './time.js';

const instant = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const civil = instant.map((value) => value.slice(0, 10));
const utc = (value: string): DateTime => DateTime.fromISO(value, { zone: 'utc' });

describe('civil dates and moments', () => {
  it.each([
    ['2026-10-24T21:59:59.999Z', '2026-10-24'],
    ['2026-10-24T22:00:00.000Z', '2026-10-25'],
    ['2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['2026-10-25T23:00:00.000Z', '2026-10-26'],
    ['2027-03-27T23:00:00.000Z', '2027-03-28'],
    ['2027-03-28T21:59:59.999Z', '2027-03-28'],
    ['2027-03-28T22:00:00.000Z', '2027-03-29'],
  ])('around the changes of the hour, %s is %s in Paris', (moment, day) => {
    expect(dayOf(moment)).toBe(day);
  });

  it('reads the day as the zone database does, asked once or twice', () => {
    fc.assert(
      fc.property(instant, (value) => {
        const local = DateTime.fromISO(value, { zone: TERRITORY_ZONE });
        const expected = local.toISODate();
        expect([dayOf(value), dayOf(value)]).toEqual([expected, expected]);
        expect([timeOf(value), timeOf(value)]).toEqual([local.toFormat('HH:mm'), local.toFormat('HH:mm')]);
      }),
    );
  });

  it('finds the moment of a date and a time, in hours that are left out or come twice too', () => {
    fc.assert(
      fc.property(civil, fc.integer({ min: 0, max: 24 * 60 - 1 }), (day, minutes) => {
        const found = DateTime.fromISO(`${day}T${timeAt(minutes)}`, { zone: TERRITORY_ZONE })
          .toUTC()
          .toISO();
        expect([instantAt(day, timeAt(minutes)), instantAt(day, timeAt(minutes))]).toEqual([found, found]);
      }),
    );
    expect(instantAt('2027-03-28', '02:30')).toBe('2027-03-28T01:30:00.000Z');
    expect(instantAt('2026-10-25', '02:30')).toBe(
      DateTime.fromISO('2026-10-25T02:30', { zone: TERRITORY_ZONE }).toUTC().toISO(),
    );
  });

  it('adds as the calendar does', () => {
    fc.assert(
      fc.property(instant, civil, fc.integer({ min: -4000, max: 4000 }), (moment, day, count) => {
        expect(addDays(day, count)).toBe(utc(day).plus({ days: count }).toISODate());
        expect(addMonths(day, count)).toBe(utc(day).plus({ months: count }).toISODate());
        expect(daysBetween(day, addDays(day, count))).toBe(count);
        expect(isoWeekday(day)).toBe(utc(day).weekday);
        expect(addHours(moment, count)).toBe(utc(moment).plus({ hours: count }).toISO());
        expect(addMinutes(moment, count)).toBe(utc(moment).plus({ minutes: count }).toISO());
        expect(addMillis(moment, count)).toBe(utc(moment).plus({ milliseconds: count }).toISO());
      }),
    );
  });

  it.each([
    ['2026-11-25T01:30:00.000Z', '2026-11-26T02:00:00.000Z'],
    ['2026-11-25T23:30:00.000Z', '2026-11-27T02:00:00.000Z'],
    ['2026-06-10T10:00:00.000Z', '2026-06-11T01:00:00.000Z'],
  ])('three in the morning after the day of %s', (now, night) => expect(tomorrowAt(now, '03:00')).toBe(night));

  it.each(['2027-02-29', '2027-13-01', '2027-00-10', '2027-04-31', '27-01-01', '2027-1-1', 'hier', '', null, 20270101])(
    '%p is no day',
    (value) => {
      expect(isDay(value)).toBe(false);
    },
  );
  it.each(['2028-02-29', '2027-12-31'])('%s is a day', (value) => {
    expect(isDay(value)).toBe(true);
  });
});

describe('completed months', () => {
  it.each([
    ['2026-01-31', '2026-02-27', 0],
    ['2026-01-31', '2026-02-28', 1],
    ['2028-01-31', '2028-02-28', 0],
    ['2028-01-31', '2028-02-29', 1],
    ['2026-03-11', '2027-03-10', 11],
    ['2026-03-11', '2027-03-11', 12],
    ['2027-04-02', '2027-03-31', -1],
    ['2027-04-02', '2027-03-02', -1],
    ['2027-04-02', '2027-03-01', -2],
    ['2027-04-02', '2027-04-02', 0],
  ])('from %s to %s: %i', (birth, on, months) => expect(ageInMonths(birth, on)).toBe(months));

  it('are those of the calendar, whatever the days', () => {
    const aDay = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days));
    fc.assert(
      fc.property(aDay, aDay, (birth, on) => {
        const exact = DateTime.fromISO(on, { zone: 'utc' }).diff(
          DateTime.fromISO(birth, { zone: 'utc' }),
          'months',
        ).months;
        expect(ageInMonths(birth, on)).toBe(Math.floor(exact));
      }),
      { numRuns: 2000 },
    );
  });
});
