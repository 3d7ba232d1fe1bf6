import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeAlarm, judgeThreshold, monthToSend, shownInMail } from './watches.js';

describe('an alarm over 20', () => {
  it('is told when crossed, once, and again after the figure fell back', () => {
    let crossed = false;
    const told = [19, 20, 21, 25, 21, 20, 22, 22].map((value) => {
      const judged = judgeAlarm({ threshold: 20, crossed }, value);
      crossed = judged.crossed;
      return judged.tell;
    });
    expect(told).toEqual([false, false, true, false, false, false, true, false]);
  });
});

describe('the page of the month', () => {
  it.each([
    ['the month in which it was asked for', '2026-11', null, '2026-11-24', '2026-11'],
    ['none before', '2026-10', null, '2026-11-24', null],
    ['none twice', '2026-11', '2026-11', '2026-11-24', null],
    ['the next one', '2026-12', '2026-11', '2026-11-24', '2026-12'],
  ])('is sent of %s', (_, last, sent, since, expected) => expect(monthToSend(last, sent, since)).toBe(expected));
});

describe('a figure in a mail', () => {
  it.each([
    [0, null],
    [4, null],
    [5, 5],
    [31, 31],
  ])('%i is %s', (count, expected) => expect(shownInMail(count)).toBe(expected));
});

describe('a threshold', () => {
  it.each([
    ['without', 4, 'watch.without'],
    ['without', 5, undefined],
    ['waiting', 0, 'watch.waiting'],
    ['waiting', 1, undefined],
  ] as const)('%s over %i', (kind, threshold, code) => expect(judgeThreshold(kind, threshold)?.code).toBe(code));
});
