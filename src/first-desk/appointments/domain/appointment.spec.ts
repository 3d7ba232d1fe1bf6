import { describe, expect, it } from '../../../../test/support/runner.js';
import { instantAt, type Day, type Instant } from '../../../foundation/kernel/time.js';
import { mayFamilyChange, momentsOf, reminderAt, stateOf, type AppointmentState, type Outcome } from './appointment.js';

const AT = '2027-03-02T09:00:00.000Z';
const BEFORE = '2027-03-02T08:59:59.000Z';

describe('an appointment', () => {
  it.each<[Instant | null, Instant | null, Outcome | null, Instant, AppointmentState]>([
    [null, null, null, AT, 'proposed'],
    [null, AT, null, AT, 'unused'],
    [AT, null, null, BEFORE, 'booked'],
    [AT, null, null, AT, 'past'],
    [AT, null, 'came', AT, 'came'],
    [AT, null, 'missed', AT, 'missed'],
    [AT, BEFORE, null, AT, 'cancelled'],
  ])('of %s, cancelled %s, outcome %s, at %s is %s', (startsAt, cancelledAt, outcome, now, state) =>
    expect(stateOf({ startsAt, cancelledAt, outcome }, now)).toBe(state),
  );

  it.each<[string, Day, string, number, Instant, boolean]>([
    ['24 hours before, to the minute', '2027-03-02', '10:00', 24, '2027-03-01T09:00:00.000Z', true],
    ['a second later', '2027-03-02', '10:00', 24, '2027-03-01T09:00:01.000Z', false],
    // The clock shows 9:00 on the day before, and 24 hours pass until 10:00 of a day of 23 hours.
    ['over the night in which an hour is skipped', '2027-03-28', '10:00', 24, instantAt('2027-03-27', '09:00'), true],
    ['the same, a minute later', '2027-03-28', '10:00', 24, instantAt('2027-03-27', '09:01'), false],
    ['over the night in which an hour comes twice', '2027-10-31', '10:00', 24, instantAt('2027-10-30', '11:00'), true],
    ['the same, a minute later', '2027-10-31', '10:00', 24, instantAt('2027-10-30', '11:01'), false],
    ['two hours before', '2027-03-02', '10:00', 2, '2027-03-02T07:00:00.000Z', true],
  ])('is changed by its family %s', (_, day, time, hours, now, may) =>
    expect(mayFamilyChange(instantAt(day, time), hours, now)).toBe(may),
  );

  it.each<[string, Day, string, Instant, Instant | null]>([
    ['in winter', '2027-03-02', '14:00', '2027-02-20T08:00:00.000Z', '2027-03-01T09:00:00.000Z'],
    ['in summer', '2027-07-02', '14:00', '2027-06-20T08:00:00.000Z', '2027-07-01T08:00:00.000Z'],
    [
      'on the Sunday on which summer time begins',
      '2027-03-28',
      '08:00',
      '2027-03-20T08:00:00.000Z',
      '2027-03-27T09:00:00.000Z',
    ],
    ['on the day after', '2027-03-29', '08:00', '2027-03-20T08:00:00.000Z', '2027-03-28T08:00:00.000Z'],
    ['on the Sunday on which it ends', '2027-10-31', '08:00', '2027-10-20T08:00:00.000Z', '2027-10-30T08:00:00.000Z'],
    ['on the day after that', '2027-11-01', '08:00', '2027-10-20T08:00:00.000Z', '2027-10-31T09:00:00.000Z'],
    ['booked on the day before, in the afternoon', '2027-03-02', '14:00', '2027-03-01T15:00:00.000Z', null],
  ])('is reminded of at ten on the day before, %s', (_, day, time, now, expected) =>
    expect(reminderAt(instantAt(day, time), now)).toBe(expected),
  );

  it.each<[Day, number]>([
    ['2027-03-02', 24],
    ['2027-03-28', 23],
    ['2027-10-31', 25],
  ])('a list of %s holds its %d hours', (day, hours) => {
    const { from, to } = momentsOf(day);
    expect((Date.parse(to) - Date.parse(from)) / 3_600_000).toBe(hours);
  });
});
