import { describe, expect, it } from '../../../../test/support/runner.js';
import { everyDay, slotsToMask, type OpeningWeek, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { changeOfHours, hoursWithout, judgeHours, openingHoursOn } from './opening-hours.js';

const at = (start: string, end: string): OpeningWeek => ({ mon: { start, end } });
const USUAL = { from: '2026-09-01', to: null, week: at('07:15', '18:30') };
const SUMMER = { from: '2027-07-01', to: '2027-08-31', week: at('08:00', '17:00') };

describe('the opening hours of a day', () => {
  it.each([
    ['before the first hours declared', '2026-01-01', USUAL.week],
    ['of the usual hours', '2027-06-30', USUAL.week],
    ['of a shorter summer', '2027-07-01', SUMMER.week],
    ['after the summer', '2027-09-01', USUAL.week],
  ])('%s', (_, day, week) => expect(openingHoursOn([USUAL, SUMMER], day)).toEqual(week));

  it('are assumed where none were declared', () =>
    expect(openingHoursOn([], '2027-01-01')).toEqual(everyDay({ start: '07:30', end: '18:30' })));
});

describe('hours that cannot be', () => {
  it.each([
    ['possible', USUAL.week, '2027-01-01', null, null],
    ['from a past day', USUAL.week, '2026-12-31', null, 'provider.past'],
    ['that end before they begin', USUAL.week, '2027-02-01', '2027-01-31', 'closing.order'],
    ['of no day', {}, '2027-01-01', null, 'hours.none'],
    ['that close before they open', at('18:00', '07:00'), '2027-01-01', null, 'hours.order'],
  ])('%s', (_, week, from, to, code) => expect(judgeHours(week, { from, to }, '2027-01-01')?.code ?? null).toBe(code));
});

describe('hours without some half-days', () => {
  const week: OpeningWeek = { mon: { start: '07:30', end: '18:30' }, fri: { start: '07:30', end: '12:30' } };
  it.each<[string, Slot[], OpeningWeek]>([
    ['a morning: they begin at the boundary', ['mon-am'], { ...week, mon: { start: '13:00', end: '18:30' } }],
    ['an afternoon: they end at the boundary', ['mon-pm'], { ...week, mon: { start: '07:30', end: '13:00' } }],
    ['a day: it is closed', ['mon-am', 'mon-pm'], { fri: week.fri! }],
    ['the only half-day of a day', ['fri-am'], { mon: week.mon! }],
    ['one on which it is closed already', ['fri-pm', 'sat-am'], week],
  ])('%s', (_, slots, left) => expect(hoursWithout(week, slotsToMask(slots))).toEqual(left));

  it.each([
    ['none of them begins or ends meanwhile', '2027-01-01', '2027-06-30', null],
    ['others begin', '2027-06-01', '2027-07-31', '2027-07-01'],
    ['they end', '2027-07-15', null, '2027-09-01'],
    ['others begin on its first day', '2027-07-01', '2027-07-31', '2027-07-01'],
  ])('change meanwhile: %s', (_, from, to, day) => expect(changeOfHours([USUAL, SUMMER], { from, to })).toBe(day));
});
