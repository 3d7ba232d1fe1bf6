import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { judgeGiveUp, judgeNoShow, lastDayOfTransfer, partUntil } from './placement-end.js';

describe('the last day of a place given up for a better one', () => {
  it.each<[string, { from: Day; to: Day; pathTo?: Day }, Day, Day, Day]>([
    [
      'the day before the better one begins',
      { from: '2027-01-04', to: '2029-08-31' },
      '2027-09-01',
      '2027-06-01',
      '2027-08-31',
    ],
    [
      'before its own first day, when nothing of it was used',
      { from: '2027-09-01', to: '2029-08-31' },
      '2027-09-01',
      '2027-06-01',
      '2027-08-31',
    ],
    [
      'yesterday, on the day the better one begins',
      { from: '2027-01-04', to: '2029-08-31' },
      '2027-09-01',
      '2027-09-01',
      '2027-08-31',
    ],
    [
      'yesterday, when the better one has begun already',
      { from: '2027-01-04', to: '2029-08-31' },
      '2027-09-01',
      '2027-10-20',
      '2027-10-19',
    ],
    [
      'within what is only expected',
      { from: '2027-01-04', to: '2027-08-31', pathTo: '2029-08-31' },
      '2028-01-03',
      '2027-10-20',
      '2028-01-02',
    ],
    [
      'its own last day, when that came first',
      { from: '2027-01-04', to: '2027-09-30' },
      '2027-09-01',
      '2027-10-20',
      '2027-09-30',
    ],
  ])('%s', (_, place, betterFrom, today, last) => {
    expect(lastDayOfTransfer({ pathTo: null, ...place }, { from: betterFrom }, today)).toBe(last);
  });
});

describe('the part of a place in which a child is until a better one begins', () => {
  const parts = [{ from: '2027-01-04' }, { from: '2027-04-12' }];
  it.each<[string, Day, Day, Day]>([
    ['is the first, where the better one begins before the next', '2027-03-01', '2027-01-20', '2027-01-04'],
    ['is the first, on the day of the change', '2027-04-12', '2027-01-20', '2027-01-04'],
    ['is the next, where that has begun by then', '2027-06-01', '2027-01-20', '2027-04-12'],
    ['is the next, where the better one is late', '2027-03-01', '2027-06-01', '2027-04-12'],
    ['is the first, where nothing was used', '2027-01-04', '2026-12-01', '2027-01-04'],
  ])('%s', (_, better, today, from) => expect(partUntil(parts, { from: better }, today)).toEqual({ from }));
});

describe('a child who never came', () => {
  it.each<[string, Day, Day, string | null]>([
    ['is not said so before the day on which it is awaited', '2027-01-04', '2027-01-03', 'placement.notAwaitedYet'],
    ['is on that day', '2027-01-04', '2027-01-04', null],
    ['is afterwards', '2027-01-04', '2027-01-20', null],
  ])('%s', (_, from, today, code) => {
    expect(judgeNoShow({ from }, today)?.code ?? null).toBe(code);
  });
});

describe('a place given up by its family', () => {
  it.each<[string, Day, Day, string | null]>([
    ['is until the day before the first', '2027-01-04', '2027-01-03', null],
    ['is not from that day on', '2027-01-04', '2027-01-04', 'placement.begun'],
  ])('%s', (_, from, today, code) => {
    expect(judgeGiveUp({ from }, today)?.code ?? null).toBe(code);
  });
});
