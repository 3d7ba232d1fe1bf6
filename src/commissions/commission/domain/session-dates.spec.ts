import { describe, expect, it } from '../../../../test/support/runner.js';
import { instantAt } from '../../../foundation/kernel/time.js';
import { freezingRefusal, passedTasks } from './session-dates.js';

const SITS = instantAt('2027-03-31', '14:00');

describe('what is past already when a session is planned', () => {
  it.each<[string, string[]]>([
    ['2027-03-01', []],
    ['2027-03-11', ['confirm', 'places']],
    ['2027-03-18', ['confirm', 'places', 'call', 'proofs']],
    ['2027-03-22', ['confirm', 'places', 'call', 'proofs', 'places_again']],
  ])('on %s', (day, tasks) =>
    expect(
      passedTasks(SITS, 15, instantAt(day, '12:00'))
        .map(({ task }) => task)
        .sort(),
    ).toEqual([...tasks].sort()),
  );

  it('names only what was not past before, when it is moved nearer', () =>
    expect(
      passedTasks(SITS, 15, instantAt('2027-03-22', '12:00'), instantAt('2027-04-09', '14:00')).map(({ task }) => task),
    ).toEqual(['call', 'proofs', 'places_again']));
});

describe('a list that a person fixes', () => {
  it.each<[today: string, confirmed: string | undefined, code: string | undefined]>([
    ['2027-03-20', undefined, 'session.earlyFreeze'],
    ['2027-03-20', '2027-03-19', 'session.earlyFreeze'],
    ['2027-03-20', '2027-03-20', undefined],
    ['2027-03-26', undefined, undefined],
    ['2027-03-29', undefined, undefined],
  ])('on %s, confirmed for %s: %s', (today, confirmed, code) => {
    expect(freezingRefusal('2027-03-26', today, confirmed)?.code).toBe(code);
  });
});
