import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { addDays } from '../../../foundation/kernel/time.js';
import { SLOTS, slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { bindingSpans, maskOfNames, namesOf, slotsWithin, spansOf, type SectionPlaces, type Span } from './periods.js';

const spring: Span = { from: '2027-03-01', to: '2028-08-31' };
const autumn: Span = { from: '2027-09-01', to: '2029-08-31' };
const spans = spansOf([spring, autumn], '2027-03-01');
const monday = slotsToMask(['mon-am', 'mon-pm']);

describe('the spans of a session', () => {
  it('begin on the days on which somebody enters or leaves', () => {
    expect(spans).toEqual([
      { from: '2027-03-01', to: '2027-08-31' },
      { from: '2027-09-01', to: '2028-08-31' },
      { from: '2028-09-01', to: '2029-08-31' },
    ]);
    expect(spansOf([], '2027-03-01')).toEqual([{ from: '2027-03-01', to: '2027-03-01' }]);
    expect(spansOf([{ from: '2026-01-01', to: '2027-08-31' }], '2027-03-01')).toEqual([
      { from: '2027-03-01', to: '2027-08-31' },
    ]);
  });

  it('a short one without a Monday asks nobody for a Monday', () => {
    expect(slotsWithin({ from: '2027-03-03', to: '2027-03-05' })).toEqual([
      'wed-am',
      'wed-pm',
      'thu-am',
      'thu-pm',
      'fri-am',
      'fri-pm',
    ]);
    expect(slotsWithin({ from: '2027-03-06', to: '2027-03-08' })).toEqual([
      'mon-am',
      'mon-pm',
      'sat-am',
      'sat-pm',
      'sun-am',
      'sun-pm',
    ]);
    const near = [
      { from: '2027-03-03', to: '2028-08-31' },
      { from: '2027-03-06', to: '2028-08-31' },
    ];
    expect(namesOf(monday, spansOf(near, '2027-03-03'), near[0]!)).toEqual(['mon-am@2027-03-06', 'mon-pm@2027-03-06']);
  });

  it('a child holds its half-days in the spans from its entry to its last day', () => {
    expect(namesOf(monday, spans, spring)).toEqual([
      'mon-am@2027-03-01',
      'mon-pm@2027-03-01',
      'mon-am@2027-09-01',
      'mon-pm@2027-09-01',
    ]);
    expect(namesOf(monday, spans, autumn)).toEqual([
      'mon-am@2027-09-01',
      'mon-pm@2027-09-01',
      'mon-am@2028-09-01',
      'mon-pm@2028-09-01',
    ]);
    expect(maskOfNames(namesOf(monday, spans, autumn))).toBe(monday);
  });
});

describe('the spans that can refuse anybody', () => {
  const entries = ['2027-03-01', '2027-04-01', '2027-05-01'].map((from): Span => ({ from, to: '2027-08-31' }));
  const few = spansOf(entries, '2027-03-01');
  const section = (...free: number[]): SectionPlaces => ({
    at: 'A',
    section: 'babies',
    free: free.map((count) => new Map<Slot, number>([['mon-am', count]])),
  });

  it.each<[string, number[], number[]]>([
    ['the last, where all are there', [5, 5, 5], [2]],
    ['the last, where places are fewest', [5, 4, 3], [2]],
    ['one in which fewer are free than later', [1, 4, 3], [0, 2]],
    ['each, where places come free one after another', [1, 2, 3], [0, 1, 2]],
  ])('%s', (_, free, expected) => expect(bindingSpans(few, entries, [section(...free)])).toEqual(expected));

  it('begin anew where somebody leaves', () => {
    expect(bindingSpans(spans, [spring, autumn], [section(5, 5, 5)])).toEqual([1, 2]);
  });

  it('refuse exactly whom all of them together refuse', () => {
    const stay = fc.record({
      day: fc.integer({ min: 0, max: 400 }),
      end: fc.constantFrom('2027-08-31', '2028-08-31', '2029-08-31'),
      slots: fc.integer({ min: 1, max: 1023 }),
    });
    fc.assert(
      fc.property(
        fc.array(stay, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        (drawn, counts) => {
          const stays = drawn
            .map(({ day, end, slots }) => ({ from: addDays('2027-03-01', day), to: end, slots }))
            .filter(({ from, to }) => from < to);
          const all = spansOf(stays, '2027-03-01');
          const free = all.map(() => new Map(SLOTS.slice(0, 10).map((slot) => [slot, counts.next().value as number])));
          const fits = (counted: readonly number[]): boolean =>
            counted.every((index) =>
              slotsWithin(all[index]!).every((slot) => {
                const held = stays.filter((one) =>
                  namesOf(one.slots, [all[index]!], one).includes(`${slot}@${all[index]!.from}`),
                ).length;
                return held <= (free[index]!.get(slot) ?? 0);
              }),
            );
          expect(fits(bindingSpans(all, stays, [{ at: 'A', section: 'babies', free }]))).toBe(fits([...all.keys()]));
        },
      ),
      { numRuns: 300 },
    );
  });
});
