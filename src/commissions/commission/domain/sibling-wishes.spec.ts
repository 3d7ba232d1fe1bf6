import { describe, expect, it } from '../../../../test/support/runner.js';
import { MOST_COMBINATIONS, siblingWishes } from './sibling-wishes.js';

const written = (options: readonly (string | null)[][]): string[] =>
  siblingWishes(options).map((wish) => wish.map((one) => one ?? '-').join(''));

describe('the wishes of brothers and sisters', () => {
  it.each<[string, (string | null)[][], string[]]>([
    ['of a child alone are its own', [['A', 'B', null]], ['A', 'B']],
    [
      'all before some, together before apart, then by rank',
      [
        ['A', 'B', null],
        ['A', 'B', null],
      ],
      ['AA', 'BB', 'AB', 'BA', 'A-', '-A', 'B-', '-B'],
    ],
    [
      'that name nothing in common',
      [
        ['A', null],
        ['B', null],
      ],
      ['AB', 'A-', '-B'],
    ],
    [
      'one holds a place: it is never left out',
      [
        ['A', 'C'],
        ['A', null],
      ],
      ['AA', 'CA', 'A-', 'C-'],
    ],
  ])('%s', (_, options, expected) => expect(written(options)).toEqual(expected));

  it('are never too many to be read; what each is left with stays', () => {
    const long = [...Array.from({ length: 30 }, (_, index) => `E${index}`), null];
    for (const count of [2, 3, 4]) {
      const wishes = siblingWishes(Array.from({ length: count }, () => long));
      expect(wishes.length).toBeLessThan(MOST_COMBINATIONS);
      expect(wishes.at(-1)!.filter((one) => one === null)).toHaveLength(count - 1);
    }
  });
});
