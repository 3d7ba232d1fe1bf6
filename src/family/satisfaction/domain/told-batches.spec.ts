import { describe, expect, it } from '../../../../test/support/runner.js';
import { gradeCounts, toldBatches, wholeOf, type MonthCounts } from './told-batches.js';

const month = (name: string, asked: number, answered: number): MonthCounts => ({
  month: name,
  asked,
  answered,
  grades: gradeCounts((question, grade) => (question === 'simple' && grade === 'yes' ? answered : 0)),
});
const told = (months: readonly MonthCounts[]) =>
  toldBatches(months).map(({ from, to, asked, answered }) => [from, to, asked, answered]);

describe('what is told of answers', () => {
  it.each<[string, MonthCounts[], unknown[]]>([
    ['nothing', [], []],
    ['nine answers', [month('2026-01', 20, 9)], []],
    ['ten answers', [month('2026-01', 20, 10)], [['2026-01', '2026-01', 20, 10]]],
    [
      'months that reach ten together',
      [month('2026-01', 20, 4), month('2026-02', 10, 5), month('2026-04', 5, 1)],
      [['2026-01', '2026-04', 35, 10]],
    ],
    [
      'a few answers after a batch',
      [month('2026-01', 20, 12), month('2026-02', 10, 9)],
      [['2026-01', '2026-01', 20, 12]],
    ],
  ])('of %s', (_what, months, batches) => {
    expect(told(months)).toEqual(batches);
  });

  it('is the same for the months before, whatever comes later', () => {
    const first = [month('2026-01', 20, 4), month('2026-02', 10, 7)];
    expect(toldBatches([...first, month('2026-03', 9, 30)])[0]).toEqual(toldBatches(first)[0]);
  });

  it('adds up', () => {
    const whole = wholeOf(toldBatches([month('2026-01', 20, 12), month('2026-02', 10, 10)]));
    expect(whole).toMatchObject({ from: '2026-01', to: '2026-02', asked: 30, answered: 22 });
    expect(whole?.grades.simple.yes).toBe(22);
    expect(wholeOf([])).toBeNull();
  });
});
