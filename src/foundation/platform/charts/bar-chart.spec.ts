import { describe, expect, it } from '../../../../test/support/runner.js';
import { horizontalBars, stackedBars } from './bar-chart.js';

const widths = (bars: ReturnType<typeof horizontalBars>): number[][] =>
  bars.map(({ parts }) => parts.map(({ width }) => width));

describe('horizontal bars', () => {
  it.each([
    [
      [12, 6, 0],
      [[100], [50], []],
    ],
    [
      [1, 1000],
      [[1], [100]],
    ],
    [
      [0, 0],
      [[], []],
    ],
    [[], []],
  ])('%j', (values, expected) => expect(widths(horizontalBars(values))).toEqual(expected));
});

describe('stacked bars', () => {
  it('share the whole row, each part after the one before', () => {
    expect(stackedBars([[1, 0, 3]])).toEqual([
      {
        parts: [
          { x: 0, width: 25, series: 1 },
          { x: 25, width: 75, series: 3 },
        ],
      },
    ]);
  });

  it('fill exactly 100, whatever is rounded', () => {
    const [{ parts } = { parts: [] }] = stackedBars([[1, 1, 1, 1, 1, 1, 1]]);
    const { x, width } = parts.at(-1)!;
    expect(x + width).toBeCloseTo(100, 1);
  });

  it('of nothing are empty', () => expect(stackedBars([[0, 0], []])).toEqual([{ parts: [] }, { parts: [] }]));
});
