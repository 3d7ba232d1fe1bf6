import { describe, expect, it } from '../../../../test/support/runner.js';
import { numbersFrom } from '../../../../test/support/engine/medium.js';
import { addDays, isoWeekday, type Day } from '../../../foundation/kernel/time.js';
import { SLOTS, slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { bestStart, type SectionsMet, type Starting } from './best-start.js';
import { FreeSeats } from './free-seats.js';

/** A Monday. */
const ENTRY = '2027-01-04';
const LAST = '2027-05-31';
const WORKDAYS = SLOTS.slice(0, 10);

type Seats = Map<string, number>;
/** A section of which every half-day is full until a day, and then has a place. */
function fullUntil(last: Day): Seats {
  const seats: Seats = new Map();
  for (let day = ENTRY; day <= LAST; day = addDays(day, 1))
    if (isoWeekday(day) <= 5) for (const half of [0, 1]) seats.set(`${day}/${half}`, day > last ? 1 : 0);
  return seats;
}
const met = (sections: readonly string[], more: Partial<SectionsMet> = {}): SectionsMet => ({
  agesFrom: [],
  sectionsOn: () => [...sections],
  lastDayIn: () => LAST,
  ...more,
});
const asking = (more: Partial<Starting> = {}): Starting => ({
  entry: ENTRY,
  from: ENTRY,
  until: ENTRY,
  asked: { slots: slotsToMask(WORKDAYS), days: null, fewest: null },
  ...more,
});
const found = (starting: Starting, sections: Record<string, Seats>, more: Partial<SectionsMet> = {}) =>
  bestStart(
    starting,
    met(Object.keys(sections), more),
    new Map(Object.entries(sections).map(([id, seats]) => [id, new FreeSeats(seats)])),
  );

describe('the best start of a child', () => {
  it.each([
    ['is its own day where the week is free', asking(), { a: fullUntil('2026-12-31') }, ['whole', 10, null]],
    ['is no later day for a family that cannot wait', asking(), { a: fullUntil('2027-02-26') }, ['none', 0, null]],
    [
      'is the day on which a child leaves, for one that can',
      asking({ until: '2027-03-31' }),
      { a: fullUntil('2027-02-28') },
      ['whole', 10, '2027-03-01'],
    ],
    [
      'is its own day where another gives no more',
      asking({ until: '2027-03-31' }),
      { a: fullUntil('2027-04-30') },
      ['none', 0, null],
    ],
    [
      'is the soonest of two sections',
      asking({ until: '2027-03-31' }),
      { a: fullUntil('2027-02-28'), b: fullUntil('2027-01-31') },
      ['whole', 10, '2027-02-01'],
    ],
    [
      'is its own day in a section that is free, whatever frees elsewhere',
      asking({ until: '2027-03-31' }),
      { a: fullUntil('2027-02-28'), b: fullUntil('2026-12-31') },
      ['whole', 10, null],
    ],
  ])('%s', (_, starting, sections, [fit, halfDays, from]) => {
    expect(found(starting, sections)).toEqual({ fit, halfDays, from });
  });

  it('is in the section that its age opens', () => {
    const start = found(
      asking({ until: '2027-03-31' }),
      { babies: fullUntil(LAST), older: fullUntil('2026-12-31') },
      { agesFrom: ['2027-02-15'], sectionsOn: (day) => (day < '2027-02-15' ? ['babies'] : ['older']) },
    );
    expect(start).toEqual({ fit: 'whole', halfDays: 10, from: '2027-02-15' });
  });

  it('is null where no section receives it', () => expect(found(asking(), {})).toBeNull());

  it('is the soonest of all days that give the most half-days', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const next = numbersFrom(seed);
      const upTo = (most: number): number => Math.floor(next() * most);
      const seats: Seats = new Map();
      // Each half-day of the week has one place, taken by children who leave and come.
      const leaves = new Map(WORKDAYS.map((slot) => [slot, addDays(ENTRY, upTo(60))]));
      const comes = new Map(WORKDAYS.map((slot) => [slot, upTo(4) === 0 ? addDays(ENTRY, 60 + upTo(80)) : LAST]));
      const slotOf = (day: Day, half: number): Slot => SLOTS[(isoWeekday(day) - 1) * 2 + half]!;
      for (let day = ENTRY; day <= LAST; day = addDays(day, 1))
        for (const half of isoWeekday(day) <= 5 ? [0, 1] : []) {
          const slot = slotOf(day, half);
          seats.set(`${day}/${half}`, day > leaves.get(slot)! && day < comes.get(slot)! ? 1 : 0);
        }
      const starting = asking({ until: addDays(ENTRY, upTo(70)) });
      const givenFrom = (first: Day): Slot[] =>
        WORKDAYS.filter((slot) => {
          for (let day = first; day <= LAST; day = addDays(day, 1))
            for (const half of [0, 1])
              if (slotOf(day, half) === slot && seats.get(`${day}/${half}`) === 0) return false;
          return true;
        });
      let best = { day: ENTRY, halfDays: givenFrom(ENTRY).length };
      for (let day = addDays(ENTRY, 1); day <= starting.until; day = addDays(day, 1)) {
        const given = givenFrom(day);
        let first = day;
        while (given.length > 0 && ![0, 1].some((half) => given.includes(slotOf(first, half))))
          first = addDays(first, 1);
        if (first <= starting.until && given.length > best.halfDays) best = { day: first, halfDays: given.length };
      }
      const start = found(starting, { a: seats })!;
      expect([seed, start.halfDays, start.from ?? ENTRY]).toEqual([seed, best.halfDays, best.day]);
    }
  });
});
