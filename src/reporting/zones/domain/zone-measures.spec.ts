import { describe, expect, it } from '../../../../test/support/runner.js';
import { fewestPlaces, groupFacts, measureGroup, measureZone, type ZoneFacts } from './zone-measures.js';

const FACTS: ZoneFacts = {
  communeCode: '71040',
  childrenUnderThree: 160,
  collectivePlaces: 24,
  individualPlaces: 40,
  confirmedPlaces: 12,
  collectiveNearby: 24,
  confirmedNearby: 12,
  caredFor: 30,
  receivedThere: 10,
  heldByChildminders: 25,
  childrenWithout: 20,
  familiesWithout: 18,
  halfDaysWanted: 120,
  halfDaysFree: 40,
  halfDaysShared: 30,
  hoursNobodyOpens: 2,
};
const RULES = { places: 4, tension: 5 };

describe('the measures of a commune', () => {
  it('worked out by hand', () => {
    expect(measureZone(FACTS, RULES)).toEqual({
      // 24, 40 and 12 places for 160 children.
      per100: { collective: 15, individual: 25, confirmed: 7.5 },
      // 160 - 30 - 20 = 110 at most; less 10 and 25 who may live there.
      need: { low: 75, high: 110 },
      tension: 4,
      white: [],
    });
  });

  it('are not known without the number of children; a commune of none has no rate', () => {
    expect(measureZone({ ...FACTS, childrenUnderThree: null }, RULES)).toMatchObject({ per100: null, need: null });
    expect(measureZone({ ...FACTS, childrenUnderThree: 0 }, RULES)).toMatchObject({
      per100: null,
      need: { low: 0, high: 0 },
    });
  });

  it.each([
    ['what is wanted is above five times what is free', { halfDaysWanted: 151 }, ['tension']],
    ['five times exactly is not above', { halfDaysWanted: 150 }, []],
    ['something is wanted and nothing is free', { halfDaysShared: 0 }, ['tension']],
    ['nothing is wanted', { halfDaysWanted: 0, halfDaysShared: 0 }, []],
    ['no collective place and three confirmed', { collectiveNearby: 0, confirmedNearby: 3 }, ['noPlaces']],
    ['no collective place and four confirmed', { collectiveNearby: 0, confirmedNearby: 4 }, []],
    ['few confirmed beside a collective place', { collectiveNearby: 1, confirmedNearby: 0 }, []],
  ])('tell a white zone: %s', (_, more, white) => {
    expect(measureZone({ ...FACTS, ...more }, RULES).white).toEqual(white);
  });

  it('of several communes add up, but what is nearby, which is counted once', () => {
    const nearby = { collectiveNearby: 24, confirmedNearby: 12, halfDaysFree: 30 };
    const group = groupFacts('area', [FACTS, FACTS], nearby);
    expect(group).toMatchObject({ childrenUnderThree: 320, familiesWithout: 36, halfDaysWanted: 240, ...nearby });
    expect(groupFacts('area', [FACTS, { ...FACTS, childrenUnderThree: null }], nearby).childrenUnderThree).toBeNull();
  });

  it.each<[string, Partial<ZoneFacts>[], number | null, number]>([
    ['two alike have the tension of each', [{}, {}], 4, 0],
    // 120 at 4 and 60 at 2: (480 + 120) / 180.
    ['one that wants more weighs more', [{}, { halfDaysWanted: 60 }], 10 / 3, 0],
    ['one that wants nothing weighs nothing', [{}, { halfDaysWanted: 0, halfDaysShared: 0 }], 4, 0],
    ['one for which nothing is free is left out and counted', [{}, { halfDaysShared: 0 }], 4, 1],
    ['nothing is free for any', [{ halfDaysShared: 0 }], Infinity, 1],
    ['nobody wants anything', [{ halfDaysWanted: 0 }], null, 0],
  ])('of several communes can be compared with those of each: %s', (_, over, tension, nothingFree) => {
    const communes = over.map((more) => ({ ...FACTS, ...more }));
    const nearby = { collectiveNearby: 24, confirmedNearby: 12, halfDaysFree: 30 };
    const measures = measureGroup(groupFacts('area', communes, nearby), communes, RULES);
    expect(measures.nothingFree).toBe(nothingFree);
    if (tension === null || tension === Infinity) expect(measures.tension).toBe(tension);
    else expect(measures.tension).toBeCloseTo(tension);
  });

  it('name the commune with the fewest places per child, of all that is agreed', () => {
    const zone = (communeCode: string, over: Partial<ZoneFacts>) => {
      const facts = { ...FACTS, communeCode, ...over };
      return { facts, measures: measureZone(facts, RULES) };
    };
    const known = [
      zone('a', {}),
      zone('b', { collectivePlaces: 0, individualPlaces: 40 }),
      zone('c', { collectivePlaces: 60, individualPlaces: 0 }),
    ];
    const unknown = zone('d', { childrenUnderThree: null, collectivePlaces: 0, individualPlaces: 0 });
    expect(fewestPlaces([...known, unknown])).toMatchObject({ zone: { facts: { communeCode: 'b' } }, per100: 25 });
    expect(fewestPlaces([known[0]!, unknown])).toBeNull();
  });
});
