import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Day } from '../../../foundation/kernel/time.js';
import {
  addUpAgeGroups,
  changesBetween,
  countFreeHalfDays,
  daysTold,
  nextFileDay,
  type AgeGroupVacancies,
  type FreeOnDay,
} from './vacancies.js';

const group = (days: Record<Day, FreeOnDay>, more: Partial<AgeGroupVacancies> = {}): AgeGroupVacancies => ({
  providerId: 'ma-1',
  name: 'Les Lutins',
  communeCode: '71306',
  ageFromMonths: 2,
  ageToMonths: 18,
  days,
  ...more,
});

describe('the free places told to monenfant.fr', () => {
  it('are those of four weeks, from the third day on', () => {
    expect(daysTold('2026-11-25')).toEqual({ from: '2026-11-28', to: '2026-12-25' });
  });

  it.each<[Day | null, Day, Day]>([
    [null, '2026-11-25', '2026-11-25'],
    ['2026-11-25', '2026-11-26', '2026-12-02'],
    ['2026-11-25', '2026-12-09', '2026-12-02'],
  ])('after a file of %s, seen on %s, the next one is made on %s', (last, today, next) => {
    expect(nextFileDay(last, today)).toBe(next);
  });

  it('of sections for the same ages add up; a closed half-day counts for nothing', () => {
    expect(
      addUpAgeGroups([
        group({ '2026-12-01': [1, null], '2026-12-02': [2, 0] }),
        group({ '2026-12-01': [2, 3] }),
        group({ '2026-12-01': [5, 5] }, { ageFromMonths: 18, ageToMonths: 36 }),
      ]),
    ).toEqual([
      group({ '2026-12-01': [3, 3], '2026-12-02': [2, 0] }),
      group({ '2026-12-01': [5, 5] }, { ageFromMonths: 18, ageToMonths: 36 }),
    ]);
  });

  it('are compared with the file before on the days that both tell about', () => {
    const before = [
      group({ '2026-11-30': [0, 0], '2026-12-01': [1, 1], '2026-12-02': [1, 1] }),
      group({ '2026-12-01': [1, 1] }, { providerId: 'ma-2' }),
    ];
    const after = [
      group({ '2026-12-01': [0, 1], '2026-12-03': [4, 4] }),
      group({ '2026-12-01': [1, 1] }, { providerId: 'ma-3' }),
    ];
    expect(changesBetween(before, after, { from: '2026-12-01', to: '2026-12-02' })).toEqual([
      {
        group: after[0],
        state: 'changed',
        halfDays: [
          { day: '2026-12-01', half: 0, before: 1, after: 0 },
          { day: '2026-12-02', half: 0, before: 1, after: null },
          { day: '2026-12-02', half: 1, before: 1, after: null },
        ],
      },
      { group: after[1], state: 'new', halfDays: [] },
      { group: before[1], state: 'gone', halfDays: [] },
    ]);
    expect(changesBetween(after, after, { from: '2026-12-01', to: '2026-12-31' })).toEqual([]);
  });

  it('are counted by half-day, however many places there are', () => {
    expect(countFreeHalfDays([group({ '2026-12-01': [3, null], '2026-12-02': [0, 1] })])).toBe(2);
  });
});
