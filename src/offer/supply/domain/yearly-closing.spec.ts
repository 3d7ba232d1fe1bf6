import { describe, expect, it } from '../../../../test/support/runner.js';
import { closesOn, closingsMeet, nextDaysOf } from './yearly-closing.js';

const SUMMER = { from: '2027-08-02', to: '2027-08-22', yearly: true };
const NEW_YEAR = { from: '2026-12-24', to: '2027-01-02', yearly: true };
const ONCE = { from: '2027-05-06', to: '2027-05-07', yearly: false };

describe('a closing', () => {
  it.each([
    ['its own day', ONCE, '2027-05-07', true],
    ['a year later', ONCE, '2028-05-06', false],
    ['a yearly one, its first summer', SUMMER, '2027-08-22', true],
    ['a yearly one, the year before', SUMMER, '2026-08-10', false],
    ['a yearly one, another summer', SUMMER, '2031-08-02', true],
    ['a yearly one, the day after', SUMMER, '2031-08-23', false],
    ['over the new year, in December', NEW_YEAR, '2029-12-31', true],
    ['over the new year, in January', NEW_YEAR, '2030-01-02', true],
    ['over the new year, the January before it began', NEW_YEAR, '2026-01-02', false],
  ])('falls on a day: %s', (_, closing, day, closes) => expect(closesOn(closing, day)).toBe(closes));

  it.each([
    ['to come', ONCE, '2027-01-01', '2027-05-06'],
    ['over', ONCE, '2027-05-08', null],
    ['this year again', SUMMER, '2030-08-22', '2030-08-02'],
    ['next year', SUMMER, '2030-08-23', '2031-08-02'],
    ['over the new year, running', NEW_YEAR, '2029-01-01', '2028-12-24'],
    ['over the new year, to come', NEW_YEAR, '2029-01-03', '2029-12-24'],
    ['the end of a February', { from: '2028-02-21', to: '2028-02-29', yearly: true }, '2029-02-28', '2029-02-21'],
  ])('has next days: %s', (_, closing, day, from) => expect(nextDaysOf(closing, day)?.from ?? null).toBe(from));

  it('meets another in any of the years to come', () => {
    expect(closingsMeet(SUMMER, { from: '2029-08-20', to: '2029-08-25', yearly: false })).toBe(true);
    expect(closingsMeet({ from: '2026-08-20', to: '2026-08-25', yearly: false }, SUMMER)).toBe(false);
    expect(closingsMeet(SUMMER, NEW_YEAR)).toBe(false);
  });
});
