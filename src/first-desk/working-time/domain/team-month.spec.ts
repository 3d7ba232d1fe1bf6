import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { MISSIONS } from './missions.js';
import { teamMonth } from './team-month.js';

const time = (accountId: string, mission: string, minutes: number) => ({ accountId, mission, minutes });

describe('a month of a team', () => {
  it('is not told of fewer than three people', () => {
    expect(teamMonth([time('a', 'families', 60), time('b', 'families', 60), time('c', 'families', 0)])).toBeNull();
  });

  it('tells a mission of three people, and counts one that was added as its own', () => {
    expect(teamMonth([time('a', 'families', 60), time('b', 'families~1', 30), time('c', 'families', 15)])).toEqual({
      people: 3,
      minutes: 105,
      shown: [{ mission: 'families', minutes: 105 }],
      grouped: null,
    });
  });

  it('groups the missions of fewer people, with the next of the list until three people are in the sum', () => {
    const all = ['a', 'b', 'c'];
    const times = [
      ...all.map((person) => time(person, 'families', 100)),
      ...all.map((person) => time(person, 'single_desk', 10)),
      time('a', 'practice', 7),
    ];
    expect(teamMonth(times)).toEqual({
      people: 3,
      minutes: 337,
      shown: [{ mission: 'single_desk', minutes: 30 }],
      grouped: { missions: ['families', 'practice'], minutes: 307 },
    });
  });

  it('groups missions of few people alone when they are of three people together', () => {
    const times = [
      ...['a', 'b', 'c'].map((person) => time(person, 'families', 100)),
      time('a', 'practice', 7),
      time('b', 'practice', 8),
      time('c', 'other', 9),
    ];
    expect(teamMonth(times)?.grouped).toEqual({ missions: ['practice', 'other'], minutes: 24 });
  });

  it('tells no number of fewer than three people, and loses no minute, whatever was entered', () => {
    const times = fc.array(
      fc.record({
        accountId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        mission: fc.constantFrom(...MISSIONS),
        minutes: fc.integer({ min: 0, max: 300 }),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(times, (entered) => {
        const told = teamMonth(entered);
        if (told === null) return;
        const peopleOf = (missions: readonly string[]): number =>
          new Set(
            entered
              .filter(({ mission, minutes }) => minutes > 0 && missions.includes(mission))
              .map((one) => one.accountId),
          ).size;
        const sums = [...told.shown.map((one) => one.minutes), told.grouped?.minutes ?? 0];
        expect(sums.reduce((sum, minutes) => sum + minutes, 0)).toBe(told.minutes);
        expect(told.minutes).toBe(entered.reduce((sum, { minutes }) => sum + minutes, 0));
        for (const { mission } of told.shown) expect(peopleOf([mission])).toBeGreaterThanOrEqual(3);
        if (told.grouped) expect(peopleOf(told.grouped.missions)).toBeGreaterThanOrEqual(3);
      }),
    );
  });
});
