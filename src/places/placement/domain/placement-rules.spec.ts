import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { coversNeed, needSlots } from './coverage.js';
import {
  answerableUntil,
  deadlineOf,
  effectiveDeadline,
  isExpired,
  reminderAt,
  timeToAnswer,
} from './offer-deadline.js';

describe('offer deadline', () => {
  it('ends with its last day in Paris, summer time or not', () => {
    expect(deadlineOf('2026-12-04')).toBe('2026-12-04T23:00:00.000Z');
    expect(deadlineOf('2027-03-30')).toBe('2027-03-30T22:00:00.000Z');
  });
  it('reminds three days before, in the morning', () => {
    expect(reminderAt('2026-12-04T23:00:00.000Z')).toBe('2026-12-02T08:00:00.000Z');
  });
  it.each([
    ['reminded in time', '2026-12-02T08:00:00.000Z', '2026-12-04T23:00:00.000Z'],
    ['reminded late', '2026-12-04T12:00:00.000Z', '2026-12-06T12:00:00.000Z'],
  ])('%s', (_, reminded, expected) => expect(effectiveDeadline('2026-12-04T23:00:00.000Z', reminded)).toBe(expected));
  it.each<[string, string | null, string, string, string]>([
    [
      'the deadline, printed in time',
      null,
      '2026-12-04T23:00:00.000Z',
      '2026-11-25T09:00:00.000Z',
      '2026-12-04T23:00:00.000Z',
    ],
    [
      'two days more, printed late and not reminded yet',
      null,
      '2026-12-04T23:00:00.000Z',
      '2026-12-10T09:00:00.000Z',
      '2026-12-12T09:00:00.000Z',
    ],
    [
      'the deadline of now, reminded',
      '2026-12-08T09:00:00.000Z',
      '2026-12-10T09:00:00.000Z',
      '2026-12-09T09:00:00.000Z',
      '2026-12-10T09:00:00.000Z',
    ],
  ])('in a letter is %s', (_, remindedAt, effective, printedAt, until) => {
    expect(
      answerableUntil({ deadline: '2026-12-04T23:00:00.000Z', remindedAt, effectiveDeadline: effective }, printedAt),
    ).toBe(until);
  });

  it('never lapses before its reminder was handed over', () => {
    const offer = { remindedAt: null, effectiveDeadline: '2026-12-04T23:00:00.000Z' };
    expect(isExpired(offer, '2027-01-01T00:00:00.000Z')).toBe(false);
    expect(isExpired({ ...offer, remindedAt: '2026-12-02T08:00:00.000Z' }, '2026-12-04T23:00:00.000Z')).toBe(true);
    expect(isExpired({ ...offer, remindedAt: '2026-12-02T08:00:00.000Z' }, '2026-12-04T22:59:59.999Z')).toBe(false);
  });

  it.each([
    ['2026-12-04T22:59:00.000Z', null, 'open'],
    ['2026-12-04T22:59:00.000Z', '2026-12-02T08:00:00.000Z', 'open'],
    ['2026-12-04T23:00:00.000Z', null, 'reminder_awaited'],
    ['2026-12-04T23:00:00.000Z', '2026-12-02T08:00:00.000Z', 'over'],
  ] as const)('at %s, reminded at %s, the time to answer is %s', (now, remindedAt, said) =>
    expect(timeToAnswer({ remindedAt, effectiveDeadline: '2026-12-04T23:00:00.000Z' }, now)).toBe(said),
  );
});

describe('coversNeed', () => {
  const need = needSlots({ mon: { start: '08:00', end: '18:00' }, tue: { start: '08:00', end: '12:30' } });
  const line = (slots: number, to: string | null = null) => ({ slots, from: '2027-01-04', to });
  it('reads half-days from hours', () => expect(need).toBe(slotsToMask(['mon-am', 'mon-pm', 'tue-am'])));
  it('adds up lines of several providers', () => {
    expect(coversNeed(need, [line(slotsToMask(['mon-am', 'mon-pm']))], '2027-01-10')).toBe(false);
    expect(
      coversNeed(need, [line(slotsToMask(['mon-am', 'mon-pm'])), line(slotsToMask(['tue-am']))], '2027-01-10'),
    ).toBe(true);
  });
  it('leaves out what has ended', () => expect(coversNeed(need, [line(need, '2027-01-09')], '2027-01-10')).toBe(false));
});
