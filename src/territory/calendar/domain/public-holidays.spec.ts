import Holidays from 'date-holidays';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { addDays } from '../../../foundation/kernel/time.js';
import { easter, holidayOn, holidaysOf, isWeekend } from './public-holidays.js';

describe('French public holidays', () => {
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2028, '2028-04-16'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('Easter of %i is %s', (year, day) => expect(easter(year)).toBe(day));

  it.each([
    ['2027-01-01', 'new_year'],
    ['2027-03-29', 'easter_monday'],
    ['2027-05-01', 'labour_day'],
    ['2027-05-08', 'victory_1945'],
    ['2027-05-06', 'ascension'],
    ['2027-05-17', 'whit_monday'],
    ['2027-07-14', 'bastille_day'],
    ['2027-08-15', 'assumption'],
    ['2027-11-01', 'all_saints'],
    ['2027-11-11', 'armistice_1918'],
    ['2027-12-25', 'christmas'],
    ['2027-03-28', null],
    ['2027-12-26', null],
    ['2027-03-26', null],
  ])('%s: %s', (day, holiday) => expect(holidayOn(day)).toBe(holiday));

  it('lists the eleven of a year, soonest first', () => {
    const days = holidaysOf(2027).map(({ day }) => day);
    expect(days).toEqual([
      '2027-01-01',
      '2027-03-29',
      '2027-05-01',
      '2027-05-06',
      '2027-05-08',
      '2027-05-17',
      '2027-07-14',
      '2027-08-15',
      '2027-11-01',
      '2027-11-11',
      '2027-12-25',
    ]);
  });

  it.each(Array.from({ length: 41 }, (_, index) => 2020 + index))(
    'those of %i are those of a library that others keep',
    (year) => {
      const theirs = new Holidays('FR', { types: ['public'] }).getHolidays(year).map(({ date }) => date.slice(0, 10));
      // In 2059 Ascension falls on 8 May: one day, two holidays.
      expect([...new Set(holidaysOf(year).map(({ day }) => day))]).toEqual([...new Set(theirs)].sort());
    },
  );

  it('are the same by day and by year', () => {
    const days = Array.from({ length: 40 * 366 }, (_, index) => addDays('2025-01-01', index));
    const listed = new Map(
      [2025, ...Array.from({ length: 40 }, (_, index) => 2026 + index)].flatMap((year) =>
        // The first of two on one day is told.
        holidaysOf(year)
          .reverse()
          .map(({ day, holiday }) => [day, holiday] as const),
      ),
    );
    expect(days.filter((day) => holidayOn(day) !== (listed.get(day) ?? null))).toEqual([]);
  });

  it('knows the end of the week', () =>
    expect(['2027-01-08', '2027-01-09', '2027-01-10'].map(isWeekend)).toEqual([false, true, true]));
});
