import { describe, expect, it } from '../../../../test/support/runner.js';
import { numbersOf, seatsOn, standingOf, waits as child } from '../../../../test/support/places/standing.js';
import { isoWeekday } from '../../../foundation/kernel/time.js';
import { WAITED_PLACES } from './waited-places.js';
import type { Standing, WaitingChild } from './standing.js';

/** Two nurseries of one commune: `one` with babies (2 seats, 1 on Fridays) and older (3 seats), `two` with babies (1). */
const standing = (children: readonly WaitingChild[]): Standing =>
  standingOf({
    nurseries: [
      { id: 'one', communeCode: '71306', sections: ['one:babies', 'one:older'] },
      { id: 'two', communeCode: '71306', sections: ['two:babies'] },
    ],
    waiting: () => Promise.resolve(children),
    sectionsFor: (nursery, birth) => [`${nursery}:${birth < '2026-01-01' ? 'older' : 'babies'}`],
    seatsOf: (section, to) =>
      Promise.resolve(
        seatsOn((day) => (section === 'one:older' ? 3 : section === 'two:babies' || isoWeekday(day) === 5 ? 1 : 2), to),
      ),
  });

/** Half-days, whole places and families of the nurseries `one` and `two`, and of the territory. */
async function counted(children: readonly WaitingChild[], from: 'desk' | 'outside' = 'desk'): Promise<unknown[]> {
  const { one, two, all } = await numbersOf(WAITED_PLACES, standing(children), from);
  return [one, two, all];
}

const NONE = [0, 0, 0];
const inCommune = (mode: string, communeCode: string | null) => ({ wishes: [{ mode, providerId: null, communeCode }] });

describe('places that are free while families wait', () => {
  it.each<[string, WaitingChild[], unknown[]]>([
    ['nobody waits', [], [NONE, NONE, NONE]],
    ['one does, for its own section', [child('a')], [[18, 1, 1], NONE, [18, 1, 1]]],
    ['two children of one family', [child('a'), child('a')], [[18, 1, 1], NONE, [18, 1, 1]]],
    ['an older child', [child('a', { birth: '2024-03-01' })], [[30, 3, 1], NONE, [30, 3, 1]]],
    [
      'care is wanted on the last of the four weeks',
      [child('a', { wantedFrom: '2026-12-27' })],
      [[18, 1, 1], NONE, [18, 1, 1]],
    ],
    ['care is wanted after them', [child('a', { wantedFrom: '2026-12-28' })], [NONE, NONE, NONE]],
    ['no day is wanted', [child('a', { wantedFrom: null })], [NONE, NONE, NONE]],
    ['nobody has said the birth', [child('a', { birth: null })], [NONE, NONE, NONE]],
    [
      'any nursery of the commune',
      [child('a', inCommune('establishment', '71306'))],
      [
        [18, 1, 1],
        [10, 1, 1],
        [28, 2, 1],
      ],
    ],
    [
      'any nursery at all',
      [child('a', inCommune('establishment', null))],
      [
        [18, 1, 1],
        [10, 1, 1],
        [28, 2, 1],
      ],
    ],
    ['a nursery of another commune', [child('a', inCommune('establishment', '71040'))], [NONE, NONE, NONE]],
    ['a childminder', [child('a', inCommune('childminder', '71306'))], [NONE, NONE, NONE]],
  ])('%s', async (_, children, expected) => expect(await counted(children)).toEqual(expected));

  it('leave the desk where five families wait; sums hold nothing else, and tell no families', async () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((family) => child(family));
    const few = child('a', { wishes: [{ mode: 'establishment', providerId: 'two', communeCode: null }] });
    expect(await counted([...five, few], 'outside')).toEqual([
      [18, 1, 5],
      [null, null, null],
      [18, 1, null],
    ]);
    expect(await counted(five.slice(1), 'outside')).toEqual([
      [null, null, null],
      [null, null, null],
      [null, null, null],
    ]);
  });
});
