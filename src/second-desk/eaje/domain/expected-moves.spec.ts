import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { countExpected, lessExpected } from './expected-moves.js';

const YEAR = { monday: '2027-08-30', lastDay: '2027-09-12' };
const slots = slotsToMask(['mon-am', 'mon-pm']);
const step = (sectionId: string, from: string, to = '2028-08-31') => ({ sectionId, slots, from, to });

describe('children expected in the year', () => {
  it.each([
    [
      'from the day of the move on',
      [step('toddlers', '2027-09-01')],
      { toddlers: { '2027-09-06/0': 1, '2027-09-06/1': 1 } },
    ],
    [
      'until its last day',
      [step('toddlers', '2027-08-01', '2027-08-30')],
      { toddlers: { '2027-08-30/0': 1, '2027-08-30/1': 1 } },
    ],
    [
      'together with the others of its section',
      [step('toddlers', '2027-09-01'), step('toddlers', '2027-09-06'), step('older', '2027-09-06')],
      { toddlers: { '2027-09-06/0': 2, '2027-09-06/1': 2 }, older: { '2027-09-06/0': 1, '2027-09-06/1': 1 } },
    ],
    ['not before the year, nor after it', [step('older', '2026-09-01', '2027-08-29'), step('older', '2027-09-13')], {}],
  ])('count %s', (_, steps, expected) => {
    const counts = countExpected(YEAR, steps);
    expect(Object.fromEntries([...counts].map(([id, of]) => [id, Object.fromEntries(of)]))).toEqual(expected);
  });

  it('are counted with the section that theirs joins, from that day on, and further when that one is joined too', () => {
    const joined = [
      { sectionId: 'toddlers', intoId: 'older', from: '2027-09-01' },
      { sectionId: 'older', intoId: 'all', from: '2027-09-06' },
    ];
    const counts = countExpected(YEAR, [step('toddlers', '2027-08-01')], joined);
    expect([...counts.keys()]).toEqual(['toddlers', 'all']);
    expect([...counts.get('toddlers')!.keys()]).toEqual(['2027-08-30/0', '2027-08-30/1']);
  });

  it('take free seats, more than there are if need be, and open no half-day that is closed', () => {
    const free = new Map([
      ['2027-09-06/0', 1],
      ['2027-09-07/0', 1],
    ]);
    const expected = new Map([
      ['2027-09-06/0', 2],
      ['2027-09-06/1', 2],
    ]);
    expect([...lessExpected(free, expected)]).toEqual([
      ['2027-09-06/0', -1],
      ['2027-09-07/0', 1],
    ]);
    expect(lessExpected(free, undefined)).toEqual(free);
  });
});
