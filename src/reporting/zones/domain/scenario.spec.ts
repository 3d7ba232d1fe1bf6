import { describe, expect, it } from '../../../../test/support/runner.js';
import { hoursResult, hoursTried, unitResult } from './scenario.js';

const NOTHING = { served: {}, completed: {}, moved: {}, gained: {}, lost: {} };
const NOW = { mon: { start: '07:30', end: '18:00' }, tue: { start: '07:30', end: '18:00' } };

describe('what an offer would change', () => {
  it('is a range between the last wish and the first, in all and by commune', () => {
    const last = { ...NOTHING, served: { a: 3, b: 2 } };
    const first = { ...NOTHING, served: { a: 2, c: 2 }, moved: { a: 4 }, gained: { b: 3 } };
    expect(unitResult({ waiting: 40, leftOut: 7, placeless: 3, wishing: 12, unsaid: 0 }, [last, first])).toEqual({
      kind: 'unit',
      waiting: 40,
      leftOut: 7,
      placeless: 3,
      wishing: 12,
      unsaid: 0,
      served: { low: 4, high: 5 },
      completed: { low: 0, high: 0 },
      moved: { low: 0, high: 4 },
      gained: { low: 0, high: 3 },
      lost: { low: 0, high: 0 },
      communes: [
        { communeCode: 'a', served: { low: 2, high: 3 } },
        { communeCode: 'b', served: { low: 0, high: 2 } },
        { communeCode: 'c', served: { low: 0, high: 2 } },
      ],
    });
  });

  it('reaches to those who have not said whether they would accept it', () => {
    const said = { ...NOTHING, served: { a: 1 } };
    const all = { ...NOTHING, served: { a: 3, b: 1 }, lost: { a: 1 } };
    const counts = { waiting: 9, leftOut: 0, placeless: 0, wishing: 1, unsaid: 3 };
    expect(unitResult(counts, [said, said, all, said])).toMatchObject({
      unsaid: 3,
      served: { low: 1, high: 4 },
      lost: { low: 0, high: 1 },
      communes: [
        { communeCode: 'a', served: { low: 1, high: 3 } },
        { communeCode: 'b', served: { low: 0, high: 1 } },
      ],
    });
  });

  it('of hours is the requests that they cover wholly and that those of today do not', () => {
    const week = (start: string, end: string) => ({ mon: { start, end } });
    const weeks = [week('08:00', '17:00'), week('06:30', '17:00'), week('05:30', '17:00')];
    expect(hoursResult(weeks, NOW, hoursTried(NOW, { opens: '06:30', closes: '19:00' }))).toEqual({
      kind: 'hours',
      naming: 3,
      coveredNow: 1,
      covered: 1,
    });
  });

  it('opens no day on which the establishment is closed', () => {
    expect(hoursTried(NOW, { opens: '06:30', closes: '19:00' })).toEqual({
      mon: { start: '06:30', end: '19:00' },
      tue: { start: '06:30', end: '19:00' },
    });
  });
});
