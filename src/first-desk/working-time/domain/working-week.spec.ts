import { describe, expect, it } from '../../../../test/support/runner.js';
import { daysOfWeek, isSameWeek, judgeMonday, overfullDays } from './working-week.js';

const time = (day: string, mission: string, minutes: number) => ({ day, mission, minutes });

describe('a week of work', () => {
  it('has seven days, also across the end of summer time', () => {
    expect(daysOfWeek('2026-10-19')).toEqual([
      '2026-10-19',
      '2026-10-20',
      '2026-10-21',
      '2026-10-22',
      '2026-10-23',
      '2026-10-24',
      '2026-10-25',
    ]);
  });

  it.each<[string, string | null]>([
    ['2026-11-23', null],
    ['2026-11-30', 'workingTime.future'],
    ['2024-11-25', null],
    ['2024-11-18', 'workingTime.tooOld'],
  ])('from Monday %s is entered on 29 November 2026 unless it is refused: %s', (monday, refusal) => {
    expect(judgeMonday(monday, '2026-11-29', 730)?.code ?? null).toBe(refusal);
  });

  it('has no day of more than 24 hours', () => {
    const day = '2026-11-23';
    expect(overfullDays([time(day, 'families', 1400), time(day, 'other', 40)])).toEqual([]);
    expect(overfullDays([time(day, 'families', 1400), time(day, 'other', 41)])).toEqual([day]);
  });

  it('is the same week in another order, and not with another minute', () => {
    const week = [time('2026-11-23', 'families', 60), time('2026-11-24', 'other', 30)];
    expect(isSameWeek(week, [...week].reverse())).toBe(true);
    expect(isSameWeek(week, [week[0]!, time('2026-11-24', 'other', 31)])).toBe(false);
    expect(isSameWeek(week, week.slice(1))).toBe(false);
  });
});
