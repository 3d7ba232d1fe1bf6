import { describe, expect, it } from '../../../test/support/runner.js';
import {
  everyDay,
  hoursWithin,
  maskToSlots,
  outsideParts,
  slotsOfSchedule,
  slotsToMask,
  spanOfWeek,
  weekBeside,
  weeklyHours,
  type OutsidePart,
  type Slot,
  type WeekSchedule,
} from './week-schedule.js';

const DAY = { start: '08:00', end: '18:00' };

describe('what a week asks for beside what is held', () => {
  it.each<[string, WeekSchedule, Slot[], WeekSchedule]>([
    ['nothing is held', { mon: DAY }, [], { mon: DAY }],
    ['a whole day', { mon: DAY, tue: DAY }, ['mon-am', 'mon-pm'], { tue: DAY }],
    ['a morning', { mon: DAY }, ['mon-am'], { mon: { start: '13:00', end: '18:00' } }],
    ['an afternoon', { mon: DAY }, ['mon-pm'], { mon: { start: '08:00', end: '13:00' } }],
    ['a morning that is all it asked for', { mon: { start: '08:00', end: '12:30' } }, ['mon-am'], {}],
    [
      'a night, its next morning held',
      { mon: { start: '18:00', end: '08:00' } },
      ['tue-am'],
      { mon: { start: '18:00', end: '08:00' } },
    ],
    ['a night, the afternoon it begins in held', { mon: { start: '18:00', end: '08:00' } }, ['mon-pm'], {}],
    ['a day it did not ask for', { mon: DAY }, ['wed-am', 'wed-pm'], { mon: DAY }],
  ])('%s', (_, week, held, left) => expect(weekBeside(week, slotsToMask(held))).toEqual(left));
});

const OPEN = { start: '07:15', end: '18:30' };
const NIGHT = { start: '18:00', end: '08:00' };
const part = (weekday: OutsidePart['weekday'], start: string, end: string): OutsidePart => ({ weekday, start, end });

describe('what of a week lies outside opening hours', () => {
  it.each<[string, WeekSchedule, OutsidePart[]]>([
    ['nothing', { mon: DAY, fri: { start: '07:15', end: '18:30' } }, []],
    ['an early morning', { tue: { start: '06:00', end: '14:00' } }, [part('tue', '06:00', '07:15')]],
    [
      'both ends of a day',
      { tue: { start: '06:30', end: '20:00' } },
      [part('tue', '06:30', '07:15'), part('tue', '18:30', '20:00')],
    ],
    ['an evening only', { wed: { start: '19:00', end: '22:00' } }, [part('wed', '19:00', '22:00')]],
    ['a night, up to the next opening', { mon: NIGHT }, [part('mon', '18:30', '07:15')]],
    [
      'a night that ends before the opening',
      { sun: { start: '22:00', end: '06:00' } },
      [part('sun', '22:00', '06:00')],
    ],
    [
      'a whole day and night',
      { sun: { start: '20:00', end: '20:00' } },
      [part('sun', '20:00', '07:15'), part('mon', '18:30', '20:00')],
    ],
  ])('%s', (_, week, parts) => expect(outsideParts(week, everyDay(OPEN))).toEqual(parts));
});

describe('the half-days a week holds within opening hours', () => {
  it.each<[string, WeekSchedule, Slot[]]>([
    ['more than an hour of each', { mon: DAY }, ['mon-am', 'mon-pm']],
    ['an hour and no more of the afternoon', { mon: { start: '08:00', end: '14:00' } }, ['mon-am']],
    ['a night: half an hour of the evening, three quarters of the morning', { mon: NIGHT }, []],
    ['a night that ends late in the morning', { mon: { start: '18:00', end: '10:00' } }, ['tue-am']],
    ['a night that begins in the afternoon', { sun: { start: '16:00', end: '09:00' } }, ['mon-am', 'sun-pm']],
  ])('%s', (_, week, slots) => expect(maskToSlots(slotsOfSchedule(week, everyDay(OPEN)))).toEqual(slots));
});

describe('the hours that half-days give', () => {
  it.each<[string, Slot[], WeekSchedule, WeekSchedule]>([
    [
      'those asked for',
      ['mon-am', 'mon-pm'],
      { mon: { start: '08:30', end: '17:00' } },
      { mon: { start: '08:30', end: '17:00' } },
    ],
    ['no more than it is open', ['mon-am', 'mon-pm'], { mon: { start: '06:00', end: '20:00' } }, { mon: OPEN }],
    ['a morning of a whole day', ['mon-am'], { mon: DAY }, { mon: { start: '08:00', end: '13:00' } }],
    [
      'a morning, with the half-hour after it that holds no afternoon',
      ['mon-am'],
      { mon: { start: '08:00', end: '13:30' } },
      { mon: { start: '08:00', end: '13:30' } },
    ],
    ['a half-day that nobody asked for', ['tue-pm'], { mon: DAY }, { tue: { start: '13:00', end: '18:30' } }],
    [
      'the other half of a day',
      ['mon-pm'],
      { mon: { start: '08:00', end: '12:00' } },
      { mon: { start: '13:00', end: '18:30' } },
    ],
    [
      'the morning after a night',
      ['tue-am'],
      { mon: { start: '18:00', end: '10:00' } },
      { tue: { start: '07:15', end: '10:00' } },
    ],
  ])('%s', (_, slots, week, hours) => expect(hoursWithin(slotsToMask(slots), week, everyDay(OPEN))).toEqual(hours));
});

it('counts the hours of a night to the next morning', () =>
  expect(weeklyHours({ mon: DAY, tue: NIGHT, sun: { start: '20:00', end: '20:00' } })).toBe(10 + 14 + 24));

describe('a week with days on which an establishment is closed, and days that are shorter', () => {
  const opening = { mon: OPEN, wed: { start: '08:00', end: '12:30' } };

  it('has its closed days outside, and a night up to the next opening', () => {
    expect(outsideParts({ tue: DAY, wed: DAY }, opening)).toEqual([
      part('tue', '08:00', '18:00'),
      part('wed', '12:30', '18:00'),
    ]);
    expect(outsideParts({ tue: NIGHT }, opening)).toEqual([part('tue', '18:00', '08:00')]);
    expect(outsideParts({ mon: DAY }, {})).toEqual([part('mon', '08:00', '18:00')]);
  });

  it('holds no half-day on which it is closed', () =>
    expect(maskToSlots(slotsOfSchedule({ mon: DAY, tue: DAY, wed: DAY }, opening))).toEqual([
      'mon-am',
      'mon-pm',
      'wed-am',
    ]));

  it('still gives the hours of a half-day that was promised before its weekday was closed', () =>
    expect(hoursWithin(slotsToMask(['tue-am', 'tue-pm']), { tue: DAY }, opening)).toEqual({ tue: DAY }));

  it('opens at its earliest and closes at its latest', () => {
    expect(spanOfWeek(opening)).toEqual(OPEN);
    expect(spanOfWeek({})).toBeNull();
  });
});
