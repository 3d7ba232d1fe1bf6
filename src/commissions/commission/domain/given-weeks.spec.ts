import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import type { Instance, Place, Wish } from '../../matching/index.js';
import { daysGiven, judgeWeek, shorterPlace, withGivenWeeks } from './given-weeks.js';

const mask = (...slots: Slot[]) => slotsToMask(slots);
const named = (...slots: Slot[]) => slots.map((slot) => `${slot}@2027-03-01`);
const WHOLE: Slot[] = ['mon-am', 'mon-pm', 'tue-am', 'tue-pm', 'wed-am'];

describe('the days of a shorter week', () => {
  it.each([
    ['all of them', WHOLE, 3],
    ['a day left out', ['mon-am', 'mon-pm', 'wed-am'], 2],
    ['an afternoon left out counts as half a day', ['mon-am', 'tue-am', 'tue-pm', 'wed-am'], 2.5],
    ['a day asked for its morning alone is a whole day', ['wed-am'], 1],
  ] as [string, Slot[], number][])('%s', (_, slots, days) =>
    expect(daysGiven(mask(...WHOLE), mask(...slots))).toBe(days),
  );
});

describe('half-days that members give', () => {
  it.each([
    ['the whole week, to a family that takes no other', WHOLE, undefined, null],
    ['as many days as the family would take at least', ['mon-am', 'mon-pm', 'tue-am', 'tue-pm'], 2, null],
    ['a half more than the fewest days', ['mon-am', 'mon-pm', 'tue-am', 'wed-am'], 2, null],
    ['half a day too little', ['mon-am', 'tue-am', 'wed-am'], 2.5, 'decision.weekTooShort'],
    ['fewer, to a family that wants its whole week', ['mon-am', 'mon-pm'], undefined, 'decision.wholeWeekOnly'],
    ['one that was not asked for', ['mon-am', 'thu-am'], 1, 'decision.halfDaysNotAsked'],
    ['none at all', [], 1, 'decision.halfDaysNotAsked'],
  ] as [string, Slot[], number | undefined, string | null][])('%s', (_, slots, fewest, code) =>
    expect(judgeWeek(mask(...WHOLE), mask(...slots), fewest)?.code ?? null).toBe(code),
  );

  it.each([
    ['said that it wants its whole week', true, 'yes'],
    ['has said nothing', false, 'no'],
  ])('fewer, to a family that %s: the refusal tells which', (_, isSaid, said) =>
    expect(judgeWeek(mask(...WHOLE), mask('mon-am'), undefined, isSaid)?.facts).toEqual({ said }),
  );
});

const placeAt = (at: string, ...slots: Slot[]): Place => ({ at, section: 'babies', slots: named(...slots) });

describe('the place of a shorter week', () => {
  const there = [placeAt('A', ...WHOLE), placeAt('A', 'mon-am', 'mon-pm')];
  it.each([
    ['a part of the week', there, mask('tue-am', 'wed-am'), named('tue-am', 'wed-am')],
    ['nothing', there, 0, null],
    ['more than the week', there, mask('tue-am', 'thu-am'), null],
    ['a part, where only the whole week is a wish', there.slice(0, 1), mask('tue-am'), null],
  ] as [string, Place[], number, string[] | null][])('%s', (_, places, slots, expected) =>
    expect(shorterPlace(places, slots)?.slots ?? null).toEqual(expected),
  );
});

describe('the wishes of a family with a week that members give', () => {
  const FOUR = named('mon-am', 'mon-pm', 'tue-am', 'tue-pm');
  const child = { section: 'babies', slots: named(...WHOLE) };
  const instanceOf = (children: readonly string[], wishes: readonly Wish[]): Instance => ({
    slots: named(...WHOLE),
    establishments: {},
    children: Object.fromEntries(children.map((id) => [id, child])),
    families: { f: { children, wishes } },
  });
  const give = (wishes: readonly Wish[], slots: readonly string[], children = ['c']) =>
    withGivenWeeks(instanceOf(children, wishes), [
      { family: 'f', child: 'c', place: { at: 'A', section: 'babies', slots } },
    ]).families['f']!.wishes;
  const two = { at: 'A', slots: named('mon-am', 'mon-pm') };
  const given = { at: 'A', slots: named('mon-am', 'tue-am', 'wed-am') };

  it('it comes before the shorter weeks of its section, and after all longer ones', () =>
    expect(give([['A'], ['B'], [two], ['C']], given.slots)).toEqual([['A'], ['B'], [given], [two], ['C']]));
  it('it comes after a week of as many half-days', () => {
    const asLong = { at: 'A', slots: FOUR };
    const other = { at: 'A', slots: named('mon-pm', 'tue-am', 'tue-pm', 'wed-am') };
    expect(give([['A'], [asLong], [two]], other.slots)).toEqual([['A'], [asLong], [other], [two]]);
  });
  it('shorter than all, it comes last of its section', () => {
    const one = { at: 'A', slots: named('tue-am') };
    expect(give([['A'], [two], ['B']], one.slots)).toEqual([['A'], [two], [one], ['B']]);
  });
  it('of brothers and sisters, it comes so in each combination', () =>
    expect(
      give(
        [
          ['A', 'B'],
          [two, 'B'],
          [two, null],
          [null, 'B'],
        ],
        given.slots,
        ['c', 'd'],
      ),
    ).toEqual([
      ['A', 'B'],
      [given, 'B'],
      [two, 'B'],
      [given, null],
      [two, null],
      [null, 'B'],
    ]));
});
