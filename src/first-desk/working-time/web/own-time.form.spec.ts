import { describe, expect, it } from '../../../../test/support/runner.js';
import { Catalogue } from '../../../foundation/platform/i18n/index.js';
import { daysOfWeek } from '../domain/working-week.js';
import { readHours, typedHours } from './own-time.form.js';

const words = Catalogue.load('src').translator('fr');
const week = daysOfWeek('2026-11-23');
const read = (values: Record<string, unknown>) => readHours(words, values, week, ['families', 'other~1']);

describe('the form of a week', () => {
  it('has one duration for each mission and day, row after row', () => {
    const values = {
      days: '5',
      'mission[]': ['families', 'other~1'],
      'hours[]': ['2h30', '', '', '', '1', '', '0', '45 min', '', ''],
    };
    expect(read(values)).toEqual({
      errors: [],
      times: [
        { day: '2026-11-23', mission: 'families', minutes: 150 },
        { day: '2026-11-27', mission: 'families', minutes: 60 },
        { day: '2026-11-25', mission: 'other~1', minutes: 45 },
      ],
    });
    expect(typedHours(values).get('hours-other-1-2')).toBe('45 min');
  });

  it('names the mission and the day of what cannot be read', () => {
    const { errors } = read({ days: '5', 'mission[]': ['families'], 'hours[]': ['', 'beaucoup', '', '', ''] });
    expect(errors).toEqual([
      {
        field: 'hours-families-1',
        message: 'workingTime.errors.duration',
        args: { mission: 'Information et accompagnement des familles', day: 'mardi' },
      },
    ]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['fields are missing', { days: '7', 'mission[]': ['families'], 'hours[]': ['', '', '', '', ''] }],
    ['a mission comes twice', { days: '5', 'mission[]': ['families', 'families'], 'hours[]': Array(10).fill('1') }],
    ['a mission is unknown', { days: '5', 'mission[]': ['golf'], 'hours[]': Array(5).fill('1') }],
    ['lists hold no texts', { days: '5', 'mission[]': [{ a: 1 }], 'hours[]': { b: 2 } }],
  ])('is refused as a whole when %s', (_what, values) => {
    expect(read(values)).toEqual({ times: [], errors: [{ field: 'hours', message: 'workingTime.errors.week' }] });
  });
});
