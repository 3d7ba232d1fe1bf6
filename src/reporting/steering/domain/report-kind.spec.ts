import { describe, expect, it } from '../../../../test/support/runner.js';
import { halvesOf, listOver, periodBefore, readNamedPeriod } from './report-kind.js';

describe('the period of a half-year or a year', () => {
  it.each([
    ['2026-S1', 'half', '2026-01', '2026-06', '2025-S2'],
    ['2026-S2', 'half', '2026-07', '2026-12', '2026-S1'],
    ['2026', 'year', '2026-01', '2026-12', '2025'],
    ['2025-2026', 'school', '2025-09', '2026-08', '2024-2025'],
  ])('%s is a %s, %s to %s, after %s', (code, kind, first, last, before) => {
    const period = readNamedPeriod(code)!;
    expect(period).toEqual({ kind, code, first, last });
    expect(periodBefore(period).code).toBe(before);
  });

  it.each(['2026-S3', '2026-2028', '2026-2025', '26', '', '2026-10', 'toujours'])('is not named by %s', (code) =>
    expect(readNamedPeriod(code)).toBeNull(),
  );

  it('has halves when it is a year of the calendar', () => {
    const halves = (code: string): string[] => halvesOf(readNamedPeriod(code)!).map((half) => half.code);
    expect([halves('2026'), halves('2025-2026'), halves('2026-S1')]).toEqual([['2026-S1', '2026-S2'], [], []]);
  });

  it('is listed once it is over, back to the first month in which something was counted', () => {
    const codes = (first: string, today: string): string[] => listOver(first, today).map(({ code }) => code);
    expect(codes('2025-11', '2026-11-29')).toEqual(['2026-S1', '2025-S2', '2025', '2025-2026']);
    expect(codes('2026-10', '2026-12-31')).toEqual([]);
    expect(codes('2026-10', '2027-01-01')).toEqual(['2026-S2', '2026']);
  });
});
