import { describe, expect, it } from '../../../../test/support/runner.js';
import { holidayOn } from '../../../territory/calendar/domain/index.js';
import { judgeWanted, planSlots, type WantedSlots } from './slots.js';

const TODAY = '2027-03-01';
const NOW = '2027-03-01T08:00:00.000Z';
const wanted = (more: Partial<WantedSlots> = {}): WantedSlots => ({
  from: '2027-03-02',
  to: '2027-03-02',
  weekdays: [],
  start: '09:00',
  end: '11:00',
  minutes: 30,
  ...more,
});
const plan = (more: Partial<WantedSlots> = {}, taken: { startsAt: string; endsAt: string }[] = [], now = NOW) =>
  planSlots(wanted(more), { now, isClosed: (day) => holidayOn(day) !== null, taken });
const starts = (more: Partial<WantedSlots> = {}) => plan(more).slots.map(({ startsAt }) => startsAt.slice(5, 16));

describe('slots that are opened', () => {
  it.each<[string, Partial<WantedSlots>, string | null]>([
    ['one day', {}, null],
    ['today', { from: TODAY, to: TODAY }, null],
    ['yesterday', { from: '2027-02-28' }, 'appointment.pastDay'],
    ['the last day before the first', { to: '2027-03-01' }, 'appointment.backwards'],
    ['more than half a year', { to: '2027-09-03' }, 'appointment.tooLong'],
    ['an end before the start', { end: '08:00' }, 'appointment.hours'],
    ['before people are up', { start: '05:30' }, 'appointment.hours'],
    ['into the night', { end: '22:30' }, 'appointment.hours'],
    ['four minutes', { minutes: 4 }, 'appointment.length'],
    ['five hours', { minutes: 300 }, 'appointment.length'],
    ['longer than the hours', { minutes: 150 }, 'appointment.tooShort'],
  ])('%s', (_, more, code) => expect(judgeWanted(wanted(more), TODAY)?.code ?? null).toBe(code));

  it('follow each other, and what is left at the end is none', () => {
    expect(starts({ end: '10:45' })).toEqual(['03-02T08:00', '03-02T08:30', '03-02T09:00']);
  });

  it.each<[string, Partial<WantedSlots>, string[]]>([
    ['on a day before summer time', { from: '2027-03-26', to: '2027-03-26' }, ['03-26T08:00', '03-26T08:30']],
    ['on the Sunday on which it begins', { from: '2027-03-28', to: '2027-03-28' }, ['03-28T07:00', '03-28T07:30']],
    ['on a day after it', { from: '2027-04-01', to: '2027-04-01' }, ['04-01T07:00', '04-01T07:30']],
    ['on the Sunday on which it ends', { from: '2027-10-31', to: '2027-10-31' }, ['10-31T08:00', '10-31T08:30']],
    ['on a day after that', { from: '2027-11-02', to: '2027-11-02' }, ['11-02T08:00', '11-02T08:30']],
  ])('keep the hour of the clock in Paris %s', (_, more, expected) =>
    expect(starts({ ...more, end: '10:00' })).toEqual(expected),
  );

  it.each<[string, Partial<WantedSlots>, string[], string[]]>([
    ['weekdays when none is named', { from: '2027-03-05', to: '2027-03-08' }, ['03-05', '03-08'], []],
    [
      'those that are named',
      { from: '2027-03-02', to: '2027-03-13', weekdays: ['wed', 'sat'] },
      ['03-03', '03-06', '03-10', '03-13'],
      [],
    ],
    ['a single day whichever it is', { from: '2027-03-06', to: '2027-03-06', weekdays: ['mon'] }, ['03-06'], []],
    ['none on public holidays', { from: '2027-03-26', to: '2027-03-30' }, ['03-26', '03-30'], ['2027-03-29']],
    ['a holiday that is not asked for', { from: '2027-05-01', to: '2027-05-03' }, ['05-03'], []],
  ])('are on %s', (_, more, days, closed) => {
    const made = plan({ ...more, end: '09:30' });
    expect([made.slots.map(({ startsAt }) => startsAt.slice(5, 10)), made.closed]).toEqual([days, closed]);
  });

  it('leave out what the same person has, what touches is none of it, and what is past', () => {
    const taken = [
      { startsAt: '2027-03-02T08:15:00.000Z', endsAt: '2027-03-02T08:20:00.000Z' },
      { startsAt: '2027-03-02T09:30:00.000Z', endsAt: '2027-03-02T10:30:00.000Z' },
    ];
    const made = plan({}, taken);
    expect([made.slots.map(({ startsAt }) => startsAt.slice(11, 16)), made.overlapping]).toEqual([
      ['08:30', '09:00'],
      2,
    ]);
    const late = plan({ from: TODAY, to: TODAY }, [], '2027-03-01T08:40:00.000Z');
    expect([late.slots.map(({ startsAt }) => startsAt.slice(11, 16)), late.past]).toEqual([['09:00', '09:30'], 2]);
  });
});
