import { describe, expect, it } from '../../../../test/support/runner.js';
import {
  holidaysAmong,
  judgeSchoolHolidays,
  schoolHolidayOn,
  schoolHolidaysEndBefore,
  type SchoolHoliday,
} from './school-holidays.js';

const winter: SchoolHoliday = { name: 'Vacances d’hiver', from: '2027-02-20', to: '2027-03-07' };
const spring: SchoolHoliday = { name: 'Vacances de printemps', from: '2027-04-17', to: '2027-05-02' };

describe('school holidays', () => {
  it.each([
    ['2027-02-19', null],
    ['2027-02-20', winter],
    ['2027-03-01', winter],
    ['2027-03-07', winter],
    ['2027-03-08', null],
    ['2027-04-20', spring],
  ])('on %s', (day, expected) => expect(schoolHolidayOn(day, [winter, spring])).toBe(expected));

  it('a day alone is none', () => {
    const back = { name: 'Rentrée', from: '2026-09-01', to: '2026-09-01' };
    const bridge = { name: 'Pont', from: '2027-05-07', to: '2027-05-08' };
    expect(holidaysAmong([back, winter, bridge])).toEqual([winter, bridge]);
  });

  it.each<[string, SchoolHoliday[], string | null]>([
    ['2026-11-24', [winter, spring], null],
    ['2027-05-02', [spring, winter], null],
    ['2027-05-03', [spring, winter], 'schoolHolidays.past'],
    ['2026-11-24', [], 'schoolHolidays.none'],
  ])('judged on %s', (today, list, code) => expect(judgeSchoolHolidays(list, today)?.code ?? null).toBe(code));

  it.each<[SchoolHoliday[], string | null]>([
    [[], null],
    [[spring, winter], '2027-09-01'],
    [[winter], '2027-03-08'],
    [[{ name: 'Vacances d’été', from: '2027-07-03', to: '2027-08-31' }], '2027-09-01'],
    [[spring, { name: 'Noël', from: '2027-12-18', to: '2028-01-02' }], '2028-01-03'],
  ])('of a list: those of %j end before %s', (list, day) => expect(schoolHolidaysEndBefore(list)).toBe(day));
});
