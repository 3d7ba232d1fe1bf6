import { describe, expect, it } from '../../../../test/support/runner.js';
import { SLOTS, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { agreedIn, mostAtOnce, withinAuthorisation, type SeatsBySlot } from './authorised-capacity.js';

const week = (...places: number[]): SeatsBySlot =>
  Object.fromEntries(places.map((count, index) => [SLOTS[index], count]));
const flat = (places: number): SeatsBySlot => week(...Array<number>(10).fill(places));

describe('mostAtOnce', () => {
  it.each([
    [52, false, 52],
    [52, true, 59],
    [20, true, 23],
    [12, true, 13],
    [25, true, 28],
    [100, true, 115],
  ])('%i authorised, overbooking %s: %i', (authorised, allowed, most) =>
    expect(mostAtOnce(authorised, allowed)).toBe(most),
  );
});

describe('withinAuthorisation', () => {
  it.each<[string, number, boolean, SeatsBySlot[], string | null]>([
    ['as many as authorised', 20, false, [flat(8), flat(12)], null],
    ['one too many', 20, false, [flat(8), flat(13)], 'capacity.overAuthorised'],
    ['115 % on two half-days, the week below 100 %', 20, true, [week(23, 23, 20, 20, 15, 15, 20, 20, 20, 20)], null],
    ['115 % and a week of exactly 100 %', 20, true, [week(23, 23, 17, 17, 20, 20, 20, 20, 20, 20)], null],
    ['115 % and a week above 100 %', 20, true, [week(23, 23, 18, 17, 20, 20, 20, 20, 20, 20)], 'capacity.overWeek'],
    ['above 115 %', 20, true, [week(24, 10, 10, 10, 10, 10, 10, 10, 10, 10)], 'capacity.overAuthorised'],
    [
      '115 % where it is not allowed',
      20,
      false,
      [week(23, 23, 10, 10, 10, 10, 10, 10, 10, 10)],
      'capacity.overAuthorised',
    ],
    [
      'half-days that are closed do not count in the week',
      20,
      true,
      [week(21, 20, 0, 0, 0, 0, 20, 20, 20, 20)],
      'capacity.overWeek',
    ],
    ['nothing open', 20, false, [{}], null],
  ])('%s', (_, authorised, allowed, sections, code) =>
    expect(withinAuthorisation(() => authorised, allowed, sections)?.code ?? null).toBe(code),
  );

  it('names the half-day', () => {
    expect(withinAuthorisation(() => 20, false, [week(20, 21)])?.facts).toEqual({
      weekday: 'mon',
      half: 'pm',
      places: 21,
      most: 20,
    });
  });
});

describe('the places agreed for a half-day', () => {
  const OPENING = { mon: { start: '07:00', end: '19:00' }, wed: { start: '07:00', end: '12:30' } };
  const bands = (...all: [string, string, number][]) => all.map(([start, end, places]) => ({ start, end, places }));

  it.each<[string, ReturnType<typeof bands> | null, Slot, number]>([
    ['the same all day', null, 'mon-am', 20],
    ['the fewest hours do not decide', bands(['07:00', '09:00', 8]), 'mon-am', 20],
    ['a whole half-day with fewer', bands(['13:00', '19:00', 12]), 'mon-pm', 12],
    ['the most of two bands', bands(['13:00', '17:00', 12], ['17:00', '19:00', 6]), 'mon-pm', 12],
    ['a band over both half-days', bands(['07:00', '19:00', 15]), 'mon-am', 15],
    ['a band that covers the hours of a short day', bands(['07:00', '12:30', 10]), 'wed-am', 10],
  ])('%s', (_, agreedBands, slot, places) =>
    expect(agreedIn({ authorisedCapacity: 20, agreedBands }, slot, OPENING)).toBe(places),
  );
});
