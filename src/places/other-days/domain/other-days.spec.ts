import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { judgeAskedDays, stateOfDays, type DaysOutcome, type HeldPart } from './other-days.js';

const TODAY = '2026-11-24';
const MONDAY = slotsToMask(['mon-am', 'mon-pm']);
const TUESDAY = slotsToMask(['tue-am']);
const OPEN = MONDAY | TUESDAY;
const ASKED = '2026-11-24T09:00:00.000Z';
const part = (from: string, to: string, slots = MONDAY, writtenAt = '2026-07-01T09:00:00.000Z'): HeldPart => ({
  from,
  to,
  slots,
  writtenAt,
});
const HELD = [part('2026-09-01', '2027-08-31')];

describe('what a family may ask for', () => {
  it.each<[string, number, string, readonly HeldPart[], string | undefined]>([
    ['other half-days, from a day of its place', TUESDAY, '2027-01-04', HELD, undefined],
    ['more of them, from today', OPEN, TODAY, HELD, undefined],
    ['those it will have only later', MONDAY, TODAY, [part('2026-09-01', '2027-08-31', TUESDAY)], undefined],
    ['those it has', MONDAY, '2027-01-04', HELD, 'otherDays.same'],
    ['none', 0, '2027-01-04', HELD, 'otherDays.noDay'],
    ['a half-day on which nobody is received', slotsToMask(['sat-am']), '2027-01-04', HELD, 'otherDays.closed'],
    ['from a past day', TUESDAY, '2026-11-23', HELD, 'otherDays.from'],
    ['from a day after its place', TUESDAY, '2027-09-01', HELD, 'otherDays.from'],
    ['without a place', TUESDAY, '2027-01-04', [], 'otherDays.from'],
  ])('%s', (_, slots, from, parts, refusal) =>
    expect(judgeAskedDays({ slots, from }, parts, OPEN, TODAY)?.code).toBe(refusal),
  );
});

describe('what became of it', () => {
  const split = [part('2026-09-01', '2027-01-03'), part('2027-01-04', '2027-08-31', TUESDAY)];
  it.each<[string, readonly HeldPart[], DaysOutcome | null, string]>([
    ['waits', HELD, null, 'open'],
    ['was granted: the days change by then', split, null, 'granted'],
    ['was granted, earlier than asked', [part('2026-12-01', '2027-08-31', TUESDAY)], null, 'granted'],
    [
      'was granted from a later day than asked',
      [HELD[0]!, part('2027-03-01', '2027-08-31', TUESDAY, '2026-12-02T09:00:00.000Z')],
      null,
      'granted',
    ],
    [
      'waits: the place was to have these days later anyway',
      [part('2026-09-01', '2027-02-28'), part('2027-03-01', '2027-08-31', TUESDAY)],
      null,
      'open',
    ],
    ['is not granted by days that end before', [part('2026-09-01', '2026-12-31', TUESDAY), ...HELD], null, 'open'],
    ['is over: the child leaves before', [part('2026-09-01', '2026-12-31')], null, 'over'],
    ['was declined', HELD, 'declined', 'declined'],
    ['was taken back', HELD, 'withdrawn', 'withdrawn'],
  ])('%s', (_, parts, outcome, expected) =>
    expect(stateOfDays({ slots: TUESDAY, from: '2027-01-04', outcome, askedAt: ASKED }, parts, TODAY)).toBe(expected),
  );
});
