import { describe, expect, it } from '@jest/globals';
import { slotsToMask, weekBeside, type Slot, type WeekSchedule } from './week-schedule.js';

const DAY = { start: '08:00', end: '18:00' };

describe('what a week asks for beside what is held', () => {
  it.each<[string, WeekSchedule, Slot[], WeekSchedule]>([
    ['nothing is held', { mon: DAY }, [], { mon: DAY }],
    ['a whole day', { mon: DAY, tue: DAY }, ['mon-am', 'mon-pm'], { tue: DAY }],
    ['a morning', { mon: DAY }, ['mon-am'], { mon: { start: '13:00', end: '18:00' } }],
    ['an afternoon', { mon: DAY }, ['mon-pm'], { mon: { start: '08:00', end: '13:00' } }],
    ['a morning that is all it asked for', { mon: { start: '08:00', end: '12:30' } }, ['mon-am'], {}],
    ['a day it did not ask for', { mon: DAY }, ['wed-am', 'wed-pm'], { mon: DAY }],
  ])('%s', (_, week, held, left) => expect(weekBeside(week, slotsToMask(held))).toEqual(left));
});
