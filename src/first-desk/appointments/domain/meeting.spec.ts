import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeMeeting, judgeSeats, type WantedMeeting } from './meeting.js';

const KNOWN = { now: '2027-03-01T08:00:00.000Z', today: '2027-03-01', isClosed: (day: string) => day === '2027-03-29' };

describe('a collective meeting', () => {
  it.each<[string, Partial<WantedMeeting>, string | null]>([
    ['in the evening', {}, null],
    ['an hour ago', { day: '2027-03-01', time: '08:00' }, 'appointment.pastDay'],
    ['later today', { day: '2027-03-01', time: '18:00' }, null],
    ['in a year', { day: '2028-03-01' }, 'appointment.tooLong'],
    ['on a holiday', { day: '2027-03-29' }, 'meeting.closed'],
    ['at night', { time: '23:00' }, 'appointment.hours'],
    ['of no length', { minutes: 0 }, 'appointment.length'],
    ['without seats', { seats: 0 }, 'meeting.seats'],
    ['of 301 seats', { seats: 301 }, 'meeting.seats'],
  ])('%s', (_, more, code) =>
    expect(
      judgeMeeting({ day: '2027-03-10', time: '18:00', minutes: 90, seats: 12, ...more }, KNOWN)?.code ?? null,
    ).toBe(code),
  );

  it.each<[number, number[], number, string | null]>([
    [3, [], 3, null],
    [3, [1, 1], 1, null],
    [3, [1, 1], 2, 'meeting.fewLeft'],
    [3, [4], 1, 'meeting.full'],
    [3, [3], 1, 'meeting.full'],
  ])('of %d seats with %j booked: %d more', (seats, booked, persons, code) =>
    expect(
      judgeSeats(
        seats,
        booked.map((each) => ({ persons: each })),
        persons,
      )?.code ?? null,
    ).toBe(code),
  );
});
