import { describe, expect, it } from '../../../../test/support/runner.js';
import { FRAMEWORK, FRAMEWORK_LISTS, frameworkLines, hiddenPeople, type FrameworkFacts } from './framework.js';

const facts: FrameworkFacts = {
  desks: 3,
  received: 40,
  listed: 12,
  enquiries: 4,
  with: 12,
  without: 9,
  collectivePlaces: 100,
  individualPlaces: 200,
  need: { low: 10, high: 60 },
  whiteZones: 0,
};
const stateOf = (given: FrameworkFacts, outside: boolean, name: string): string =>
  frameworkLines(given, outside).find(({ list, item }) => `${list}.${item}` === name)!.state;

describe('what the texts ask for', () => {
  it('has three indicators with lists apart, five of the evaluation, eleven items of the plan and four duties', () =>
    expect(FRAMEWORK_LISTS.map((list) => FRAMEWORK.filter((item) => item.list === list).length)).toEqual([
      6, 5, 11, 4,
    ]));

  it.each<[string, FrameworkFacts, boolean, string, string]>([
    ['a figure answers it', facts, false, 'convention.without', 'told'],
    ['people write it', facts, false, 'plan.costs', 'written'],
    ['the desk reads a small count', facts, false, 'convention.enquiries', 'told'],
    ['a small count leaves no desk', facts, true, 'convention.enquiries', 'unknown'],
    ['nor in a sentence with others', facts, true, 'duties.inform', 'unknown'],
    ['no white zone is no small count', facts, true, 'plan.areas', 'told'],
    [
      'a count that its evening hides leaves no desk',
      { ...facts, hidden: ['with'] },
      true,
      'convention.with',
      'unknown',
    ],
    ['and is told inside it', { ...facts, hidden: ['with'] }, false, 'convention.with', 'told'],
    ['nobody knows how many children there are', { ...facts, need: null }, false, 'plan.needs', 'unknown'],
  ])('%s', (_, given, outside, name, state) => expect(stateOf(given, outside, name)).toBe(state));

  it('hides small counts, and those that no other document tells of the evening', () => {
    expect(hiddenPeople(facts, { with: 12, without: 9 })).toEqual(['enquiries']);
    expect(hiddenPeople(facts, { with: 12, without: null })).toEqual(['enquiries', 'without']);
    expect(hiddenPeople({ ...facts, listed: 3 }, { with: 12, without: 9 })).toEqual([
      'received',
      'listed',
      'enquiries',
    ]);
    expect(hiddenPeople({ ...facts, listed: 0 }, { with: 12, without: 9 })).toEqual(['enquiries']);
    expect(hiddenPeople({ ...facts, without: null }, { with: 12, without: null })).toEqual(['enquiries']);
  });
});
