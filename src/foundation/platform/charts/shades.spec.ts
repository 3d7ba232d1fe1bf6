import { describe, expect, it } from '../../../../test/support/runner.js';
import { shadeOf, shadesOf } from './shades.js';

describe('the shades of a map', () => {
  it.each([
    ['nothing', [0, 0], []],
    ['one value', [3, 3], [[4, 3, 3]]],
    [
      'few values',
      [1, 5, 0, 5],
      [
        [3, 1, 1],
        [4, 5, 5],
      ],
    ],
    [
      'families',
      [14, 4, 3, 3, 2, 2, 2, 1],
      [
        [1, 1, 3],
        [2, 4, 6],
        [4, 11, 14],
      ],
    ],
  ] as const)('%s', (_, values, expected) => {
    expect(shadesOf([...values]).map(({ shade, from, to }) => [shade, from, to])).toEqual(expected);
  });

  it('hold each value in one class, the larger never paler', () => {
    const values = Array.from({ length: 60 }, (_, index) => (index * index) % 47);
    const shades = shadesOf(values);
    const found = [...values].sort((a, b) => a - b).map((value) => shadeOf(value, shades));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    for (const value of values.filter((value) => value > 0))
      expect(shades.filter(({ from, to }) => value >= from && value <= to)).toHaveLength(1);
  });

  it('hold rates of one decimal too', () => {
    const values = [0.4, 1.2, 2.5, 3.3, 7.9, 8.1];
    const shades = shadesOf(values, 0.1);
    for (const value of values) expect(shades.filter(({ from, to }) => value >= from && value <= to)).toHaveLength(1);
    expect(shades.at(-1)?.to).toBe(8.1);
  });
});
