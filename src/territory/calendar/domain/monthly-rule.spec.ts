import { describe, expect, it } from '../../../../test/support/runner.js';
import { readRule, ruleText, type MonthlyRule } from './monthly-rule.js';

describe('a recurrence in plain words', () => {
  it.each<[MonthlyRule, string]>([
    [{ ordinals: [1], weekday: 'tue', months: [3, 6, 9, 12] }, 'FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1TU'],
    [{ ordinals: [-1], weekday: 'thu', months: [1] }, 'FREQ=YEARLY;BYMONTH=1;BYDAY=-1TH'],
    [{ ordinals: [1, 3], weekday: 'fri', months: [10, 11] }, 'FREQ=YEARLY;BYMONTH=10,11;BYDAY=1FR,3FR'],
  ])('%j', (rule, text) => {
    expect(ruleText(rule)).toBe(text);
    expect(readRule(text)).toEqual(rule);
  });

  it('is written in one way, whatever order it was said in', () =>
    expect(ruleText({ ordinals: [-1, 2], weekday: 'mon', months: [12, 3] })).toBe(
      'FREQ=YEARLY;BYMONTH=3,12;BYDAY=2MO,-1MO',
    ));

  it.each([
    '',
    'FREQ=DAILY',
    'FREQ=MONTHLY;BYDAY=1TU',
    'FREQ=YEARLY;BYMONTH=13;BYDAY=1TU',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=1TU,2WE',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=5TU',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=1XX',
  ])('%j is none', (text) => expect(readRule(text)).toBeNull());
});
