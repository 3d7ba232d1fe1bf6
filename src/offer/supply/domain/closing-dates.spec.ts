import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { judgeClosing } from './closing-dates.js';

describe('a closing of an establishment', () => {
  it.each<[string, Day, Day, string | null]>([
    ['a bridge to come', '2027-05-07', '2027-05-07', null],
    ['works that have begun', '2026-09-01', '2027-08-31', null],
    ['its end before its start', '2027-05-08', '2027-05-07', 'closing.order'],
    ['over already', '2026-05-07', '2026-05-08', 'closing.past'],
    ['a year mistyped at the end', '2027-02-01', '9999-01-01', 'closing.tooFar'],
    ['a year mistyped at the start', '0027-02-01', '2027-02-02', 'closing.tooFar'],
    ['the last day that is near enough', '2027-02-01', '2029-11-24', null],
  ])('%s', (_, from, to, code) => {
    expect(judgeClosing({ from, to }, '2026-11-24')?.code ?? null).toBe(code);
  });
});
