import { describe, expect, it } from '../../../../test/support/runner.js';
import { type Claim, type Entry, type Instance, placesOf, type Wish, wishesOf } from '../../matching/index.js';
import { toldClaims } from './family-claims.js';

const SLOTS = ['mon-am@2027-03-01', 'tue-am@2027-03-01'];
const NUMBERS: Readonly<Record<string, number>> = { a: 4, b: 2, c: 7 };

function instanceOf(wishes: readonly Wish[], children = ['a', 'b']): Instance {
  const capacity = { babies: 1, toddlers: 1 };
  return {
    slots: SLOTS,
    establishments: Object.fromEntries(['X', 'Y'].map((at) => [at, { capacity, points: { a: 1, b: 1, c: 1 } }])),
    children: Object.fromEntries(children.map((id) => [id, { section: 'babies', slots: SLOTS }])),
    families: { f: { children, wishes } },
  };
}

const told = (
  wishes: readonly Wish[],
  held: Record<string, string | Entry | null>,
  claimed: readonly number[],
  children?: string[],
) => {
  const instance = instanceOf(wishes, children);
  expect(Math.max(...claimed)).toBeLessThan(wishesOf(instance, 'f').length);
  const claims = claimed.map((wish): Claim => ({ family: 'f', wish }));
  return toldClaims(instance, placesOf(instance, held), claims, (id) => NUMBERS[id] ?? null).get('f') ?? null;
};

const at = (number: number, place: string, slots: number | null = null) => ({
  number,
  at: place,
  section: 'babies',
  slots,
});
const MONDAY: Entry = { at: 'X', slots: [SLOTS[0]!] };

describe('the claim of a family', () => {
  it.each<[string, ReturnType<typeof told>, ReturnType<typeof told>]>([
    [
      'is told once, as the combination it could have had',
      told(
        [
          ['X', 'Y'],
          ['X', null],
        ],
        {},
        [0],
      ),
      { numbers: [2, 4], gains: [at(2, 'Y'), at(4, 'X')], leaves: [], others: 0 },
    ],
    [
      'is not what a child has already',
      told(
        [
          ['X', 'Y'],
          ['X', null],
        ],
        { a: 'X' },
        [0],
      ),
      { numbers: [2, 4], gains: [at(2, 'Y')], leaves: [], others: 0 },
    ],
    [
      'is its best combination; the others are counted',
      told(
        [
          ['X', 'X'],
          ['Y', 'Y'],
          ['X', null],
        ],
        {},
        [0, 1, 2],
      ),
      { numbers: [2, 4], gains: [at(2, 'X'), at(4, 'X')], leaves: [], others: 2 },
    ],
    [
      'says what another child would leave',
      told(
        [
          [null, 'X'],
          ['Y', null],
        ],
        { a: 'Y' },
        [0],
      ),
      { numbers: [2, 4], gains: [at(2, 'X')], leaves: [at(4, 'Y')], others: 0 },
    ],
    [
      'says the week where the child has fewer days of that section',
      told([['X'], [MONDAY]], { a: MONDAY }, [0], ['a']),
      { numbers: [4], gains: [at(4, 'X', 5)], leaves: [], others: 0 },
    ],
    [
      'of a shorter week and of the whole one is one',
      told([['X'], [MONDAY], ['Y']], {}, [0, 1, 2], ['a']),
      { numbers: [4], gains: [at(4, 'X')], leaves: [], others: 1 },
    ],
    [
      'is none for a child whose case is there no longer',
      told([['X', 'Y']], {}, [0], ['a', 'gone']),
      { numbers: [4], gains: [at(4, 'X')], leaves: [], others: 0 },
    ],
    [
      'is none where nobody is left to gain',
      told(
        [
          ['X', 'Y'],
          ['X', null],
        ],
        { a: 'X' },
        [0],
        ['a', 'gone'],
      ),
      null,
    ],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));
});
