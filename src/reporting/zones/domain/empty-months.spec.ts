import { describe, expect, it } from '../../../../test/support/runner.js';
import { numbersOf, seatsOn, standingOf, waits } from '../../../../test/support/places/standing.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { EMPTY_MONTHS } from './empty-months.js';
import type { Standing, WaitingChild } from './standing.js';

/** One nursery with one section that takes every age, whose free seats are said by day. */
const standing = (free: (day: Day) => number, over: Partial<Standing>): Standing =>
  standingOf({
    nurseries: [{ id: 'one', communeCode: '71306', sections: ['one:all'] }],
    sectionsFor: () => ['one:all'],
    seatsToCome: (_, to) => Promise.resolve(seatsOn(free, to)),
    ...over,
  });
const counted = async (free: (day: Day) => number, children: WaitingChild[], over: Partial<Standing> = {}) =>
  (await numbersOf(EMPTY_MONTHS, standing(free, { waiting: () => Promise.resolve(children), ...over }))).all;

/** A child leaves on 28 February: from March on its seat is free. */
const fromMarch = (day: Day): number => (day >= '2027-03-01' ? 1 : 0);

describe('months of places that stand empty while families wait', () => {
  // The twelve months are those from December 2026 to November 2027.
  it.each<[string, (day: Day) => number, WaitingChild[], number[]]>([
    ['nobody waits', () => 2, [], [0, 0, 0, 0]],
    ['two seats, and who waits could have one today', () => 2, [waits('a')], [24, 0, 0, 1]],
    // March to November.
    ['from March on, nobody said that it can wait', fromMarch, [waits('a')], [9, 9, 9, 1]],
    ['from March on, one can wait until then', fromMarch, [waits('a', { until: '2027-03-01' })], [9, 9, 0, 1]],
    [
      'from March on, one can wait until the day before',
      fromMarch,
      [waits('a', { until: '2027-02-28' })],
      [9, 9, 9, 1],
    ],
    ['one wants March itself', fromMarch, [waits('a', { wantedFrom: '2027-03-01' })], [9, 0, 0, 1]],
    [
      'one wants April: March is empty and nobody waits',
      fromMarch,
      [waits('a', { wantedFrom: '2027-04-01' })],
      [8, 0, 0, 1],
    ],
    [
      'one half-day of each week is taken in May',
      (day) => (day === '2027-05-03' ? 0 : 1),
      [waits('a')],
      [11, 11, 11, 1],
    ],
    ['its own days are free, another one is not', (day) => (day === '2027-05-04' ? 0 : 1), [waits('a')], [11, 0, 0, 1]],
    ['nobody has said its week', () => 1, [waits('a', { lacks: 0 })], [12, 12, 12, 1]],
    ['no day is wanted', () => 1, [waits('a', { wantedFrom: null })], [0, 0, 0, 0]],
    ['it is not born, and nobody has said when it will be', () => 1, [waits('a', { birth: null })], [0, 0, 0, 0]],
    ['another nursery is wished for', () => 1, [waits('a', { wishes: [] })], [0, 0, 0, 0]],
  ])('%s', async (_, free, children, expected) => expect(await counted(free, children)).toEqual(expected));

  it('are those of the age of the section, on the first of the month', async () => {
    const sectionsFor = (_: string, __: Day, on: Day): string[] => (on < '2027-02-01' ? ['one:all'] : []);
    expect(await counted(() => 1, [waits('a')], { sectionsFor })).toEqual([2, 0, 0, 1]);
  });

  it('end with the stay in the section', async () => {
    expect(await counted(() => 1, [waits('a')], { stayEnds: () => '2027-05-31' })).toEqual([12, 6, 6, 1]);
  });

  it('are no months of closing', async () => {
    const seatsToCome = (_: string, to: Day) => {
      const open = seatsOn(() => 1, to < '2027-08-08' ? to : '2027-08-08');
      return Promise.resolve(open);
    };
    // Until 8 August: five days of that month, so that it does not count.
    expect(await counted(() => 1, [waits('a')], { seatsToCome })).toEqual([8, 0, 0, 1]);
  });
});
