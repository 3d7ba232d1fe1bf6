import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { toldDelay, toldRefusals, type CountedMeasures } from './told-delays.js';

const counted = (n: number, listed: number): CountedMeasures => ({
  month: '2026-10',
  delays: { 'submitted-answered': { n, median: 12, p90: 40 } },
  active: { 'submitted-answered': { n, median: 9, p90: 30 } },
  lists: { 'submitted-answered': { n: listed, median: 218, p90: 400 } },
  refusals: {},
});

describe('a delay in a file', () => {
  it.each<[string, number, number, object]>([
    ['is not told of four requests', 4, 0, { n: null, median: null, activeMedian: null, lists: null }],
    ['is told of five', 5, 0, { n: 5, median: 12, p90: 40, activeMedian: 9, activeP90: 30, listsMedian: null }],
    [
      'is told beside that of five from lists, never mixed with it',
      5,
      5,
      { n: 5, median: 12, lists: 5, listsMedian: 218 },
    ],
    ['leaves out four from lists', 5, 4, { n: 5, lists: null, listsMedian: null }],
    ['is told of lists alone', 4, 5, { n: null, median: null, lists: 5, listsMedian: 218 }],
  ])('%s', (_, n, listed, told) => expect(toldDelay(counted(n, listed), 'submitted-answered')).toMatchObject(told));

  it('is not told of a stage that nobody went through', () =>
    expect(toldDelay(counted(9, 9), 'offered-placed')).toMatchObject({ n: null, median: null }));
});

describe('refusals in a file', () => {
  it('have every reason in every month, and hide what would tell a small one', () => {
    const told = toldRefusals([
      { month: '2026-10', refusals: { outside_area: 12, no_place: 3, capacity: 9 } },
      { month: '2026-09', refusals: { age: 8 } },
    ]);
    expect(told.map(({ total, reasons }) => [total, ...reasons.map(({ count }) => count)])).toEqual([
      [24, null, 9, null, null],
      [8, null, null, null, null],
    ]);
    expect(told[0]!.reasons.map(({ reason }) => reason)).toEqual(['age', 'capacity', 'no_place', 'outside_area']);
  });

  it('never leave one count alone hidden beside their total, whatever the counts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 5 }), (values) => {
        const refusals = Object.fromEntries(values.map((value, index) => [`reason${index}`, value]));
        const [told] = toldRefusals([{ month: '2026-10', refusals }]);
        const hidden = told!.reasons.filter(({ count }) => count === null);
        expect(told!.reasons.every(({ count }) => count === null || count >= 5)).toBe(true);
        if (told!.total !== null) expect(hidden).not.toHaveLength(1);
      }),
    );
  });
});
