import { describe, expect, it } from '../../../../test/support/runner.js';
import { instantAt } from '../../../foundation/kernel/time.js';
import {
  deadlineOf,
  firstDayOf,
  lastDayGiven,
  lastDayOfLongerDelay,
  lastDayToAnswer,
  reminderAt,
} from './offer-deadline.js';

/** A Tuesday. */
const TODAY = '2026-11-24';

describe('the last day that an offer gives to answer', () => {
  it.each<[string, from: string, days: number, lastDay: string, mayBeLate: boolean]>([
    ['care far ahead: the usual days', '2027-03-01', 10, '2026-12-04', false],
    ['care on the day after the usual last day', '2026-12-05', 10, '2026-12-04', false],
    ['care on the usual last day: its eve', '2026-12-04', 10, '2026-12-03', false],
    ['care in a week: its eve', '2026-12-01', 10, '2026-11-30', false],
    ['care right after three working days', '2026-11-28', 10, '2026-11-27', false],
    ['care sooner: three working days all the same', '2026-11-27', 10, '2026-11-27', true],
    ['care tomorrow', '2026-11-25', 10, '2026-11-27', true],
    ['care that could have started', '2026-11-20', 10, '2026-11-27', true],
    ['usual days that are fewer', '2026-11-25', 2, '2026-11-26', true],
    ['usual days that are as many', '2026-11-25', 3, '2026-11-27', true],
  ])('%s', (_, from, days, lastDay, mayBeLate) => {
    const given = lastDayGiven(TODAY, days, from);
    expect([given, lastDayToAnswer(deadlineOf(given)), given >= from]).toEqual([lastDay, lastDay, mayBeLate]);
  });

  it.each<[string, today: string, lastDay: string]>([
    ['over a weekend', '2026-11-26', '2026-12-01'],
    ['over Christmas and a weekend', '2026-12-23', '2026-12-29'],
  ])('counts working days: %s', (_, today, lastDay) => expect(lastDayGiven(today, 10, today)).toBe(lastDay));

  it('leaves a family two days after its reminder, however short it is', () => {
    const deadline = deadlineOf(lastDayGiven(TODAY, 10, TODAY));
    expect(reminderAt(deadline)).toBe(instantAt('2026-11-25', '09:00'));
    expect(deadline).toBe(instantAt('2026-11-28'));
  });
});

describe('the last day of a longer delay', () => {
  it.each<[string, lastDay: string, from: string, today: string, longer: string | null]>([
    ['the days that are added', '2026-12-05', '2027-02-01', TODAY, '2026-12-12'],
    ['the eve of care where that is sooner', '2026-12-05', '2026-12-09', TODAY, '2026-12-08'],
    ['none where the family has until the eve', '2026-12-05', '2026-12-06', TODAY, null],
    ['none where it has until after care could start', '2026-12-05', '2026-12-04', TODAY, null],
    ['from today where the reminder is late', '2026-12-05', '2027-02-01', '2026-12-20', '2026-12-27'],
  ])('%s', (_, lastDay, from, today, longer) => {
    const effectiveDeadline = deadlineOf(lastDay);
    expect(lastDayOfLongerDelay({ effectiveDeadline, from }, today, 7)).toBe(longer);
  });
});

describe('the first day of an accepted place', () => {
  it.each<[string, acceptedOn: string, first: string]>([
    ['as it was offered', '2026-11-24', '2026-12-01'],
    ['accepted on that day', '2026-12-01', '2026-12-01'],
    ['accepted after it: the day of the answer', '2026-12-03', '2026-12-03'],
    ['within the place', '2027-02-01', '2026-12-31'],
  ])('%s', (_, acceptedOn, first) =>
    expect(firstDayOf({ from: '2026-12-01', to: '2026-12-31' }, acceptedOn)).toBe(first),
  );
});
