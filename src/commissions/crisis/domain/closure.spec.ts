import { describe, expect, it } from '../../../../test/support/runner.js';
import { closedDays, judgeDays, judgeReturn, meets } from './closure.js';

const TODAY = '2027-01-11';

describe('the days of a sudden closure', () => {
  it.each([
    ['ends the day before the return', { from: TODAY, returnOn: '2027-01-18' }, '2027-01-17'],
    ['is planned for four weeks while no return is known', { from: TODAY, returnOn: null }, '2027-02-07'],
  ])('%s', (_, days, to) => expect(closedDays(days)).toEqual({ from: TODAY, to }));

  it.each([
    ['today', TODAY, null, null],
    ['yesterday, told late', '2027-01-10', '2027-01-12', null],
    ['long ago', '2027-01-01', null, 'closure.from'],
    ['far ahead', '2027-03-01', null, 'closure.from'],
    ['a return on the first day', TODAY, TODAY, 'closure.returnOn'],
    ['a return that is past', '2027-01-06', '2027-01-08', 'closure.returnOn'],
    ['a return in a year', TODAY, '2028-01-11', 'closure.returnOn'],
  ])('%s', (_, from, returnOn, code) => expect(judgeDays({ from, returnOn }, TODAY)?.code ?? null).toBe(code));

  it('lets children come back today once it has begun', () =>
    expect(judgeReturn('2027-01-06', TODAY, TODAY)).toBeNull());

  it.each([
    ['the same section on the same days', ['babies'], '2027-01-20', true],
    ['another section', ['older'], '2027-01-20', false],
    ['the same section later', ['babies'], '2027-03-20', false],
  ])('meets another closure of %s', (_, sectionIds, from, expected) =>
    expect(
      meets({ sectionIds: ['babies', 'toddlers'], from: TODAY, returnOn: null }, { sectionIds, from, returnOn: null }),
    ).toBe(expected),
  );
});
