import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Waits } from '../../../dossier/dossier/domain/index.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import type { FreeWeeks } from './first-days.js';
import { comingFor, freeingPlaces } from './freeing-places.js';

/** A Monday. */
const START = '2027-02-01';
const [MON, THU] = ['mon-am', 'thu-am'] as const satisfies Slot[];
const monday = (weeks: number): Day => addDays(START, weeks * 7);

/** The free places of two half-days, week by week; null where the section is closed. */
const weeks = (...counts: [mon: number | null, thu: number | null][]): FreeWeeks => ({
  start: START,
  weeks: counts.map(
    ([mon, thu]) =>
      new Map([...(mon === null ? [] : [[MON, mon] as const]), ...(thu === null ? [] : [[THU, thu] as const])]),
  ),
});
const for4 = (mon: number | null, thu: number | null) =>
  Array.from({ length: 5 }, () => [mon, thu] as [number, number]);

describe('what frees later', () => {
  const BOTH = slotsToMask([MON, THU]);
  it.each<[string, FreeWeeks, object[]]>([
    [
      'a child leaves at the end of a week',
      weeks([0, 0], ...for4(1, 1)),
      [{ from: monday(1), slots: BOTH, seats: 1, until: null }],
    ],
    [
      'a child leaves on a Tuesday: its Thursday comes first, and care begins with it',
      weeks([0, 1], ...for4(1, 1)),
      [{ from: monday(1), slots: slotsToMask([MON]), seats: 1, until: null }],
    ],
    [
      'in the middle of a week, for its whole week',
      weeks([0, 0], [0, 1], ...for4(1, 1)),
      [{ from: addDays(monday(1), 3), slots: BOTH, seats: 1, until: null }],
    ],
    [
      'two departures a month apart are two places',
      weeks([0, 0], ...for4(1, 0), ...for4(1, 1)),
      [
        { from: monday(1), slots: slotsToMask([MON]), seats: 1, until: null },
        { from: addDays(monday(6), 3), slots: slotsToMask([THU]), seats: 1, until: null },
      ],
    ],
    ['two places at once', weeks([0, 0], ...for4(2, 2)), [{ from: monday(1), slots: BOTH, seats: 2, until: null }]],
    [
      'taken again: until the day before',
      weeks([0, 0], ...for4(1, 1), [0, 0]),
      [{ from: monday(1), slots: BOTH, seats: 1, until: addDays(monday(6), -1) }],
    ],
    ['free for less than four weeks is left out', weeks([0, 0], [1, 1], [1, 1], [0, 0]), []],
    ['free today frees for nobody', weeks(...for4(1, 1)), []],
    ['one more than today frees for nobody new', weeks([1, 1], ...for4(2, 2)), []],
    [
      'a week of closing breaks nothing',
      weeks([0, 0], [1, 1], [null, null], ...for4(1, 1)),
      [{ from: monday(1), slots: BOTH, seats: 1, until: null }],
    ],
    [
      'a section that opens later',
      weeks([null, null], ...for4(3, 3)),
      [{ from: monday(1), slots: BOTH, seats: 3, until: null }],
    ],
  ])('%s', (_, free, expected) => expect(freeingPlaces(free)).toEqual(expected));
});

describe('who would fit, and what its family would have to agree to', () => {
  const place = { from: '2027-03-01', until: null, slots: slotsToMask([MON, THU]) };
  const always = () => true;
  const said = (from: Day, until: Day): Waits => ({ from, until, first: 'place' });
  const child = (entry: Day, more: { slots?: number; waits?: Waits; receives?: (day: Day) => boolean } = {}) => ({
    slots: slotsToMask([MON]),
    entry,
    waits: undefined,
    receives: always,
    ...more,
  });

  it.each<[string, ReturnType<typeof child>, object | null]>([
    ['it wanted a day before, and would have to wait', child('2026-12-07'), { day: '2027-03-01', needs: 'later' }],
    [
      'it said it could wait so long',
      child('2026-12-07', { waits: said('2026-12-07', '2027-03-31') }),
      { day: '2027-03-01', needs: 'nothing' },
    ],
    [
      'it said it could wait, but less',
      child('2026-12-07', { waits: said('2026-12-07', '2027-02-28') }),
      { day: '2027-03-01', needs: 'later' },
    ],
    ['it wants to come after: on its own day', child('2027-04-05'), { day: '2027-04-05', needs: 'nothing' }],
    [
      'it comes on the first of its own days',
      child('2026-12-07', { slots: slotsToMask([THU]) }),
      { day: '2027-03-04', needs: 'later' },
    ],
    [
      'it has outgrown the section by its own day, and would have to come sooner',
      child('2027-04-05', { receives: (day) => day < '2027-04-01' }),
      { day: '2027-03-01', needs: 'sooner' },
    ],
    [
      'it said that it could come so soon',
      child('2027-04-05', { receives: (day) => day < '2027-04-01', waits: said('2027-02-01', '2027-04-05') }),
      { day: '2027-03-01', needs: 'nothing' },
    ],
    ['the section does not take it by then', child('2026-12-07', { receives: (day) => day < '2027-03-01' }), null],
    ['none of its half-days frees', child('2026-12-07', { slots: slotsToMask(['tue-am']) }), null],
  ])('%s', (_, one, expected) => expect(comingFor(place, one)).toEqual(expected));

  it('nobody comes after the place is taken again', () => {
    expect(comingFor({ ...place, until: '2027-03-31' }, child('2027-04-05'))).toBeNull();
  });
});
