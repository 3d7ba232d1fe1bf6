import { describe, expect, it } from '../../../../test/support/runner.js';
import { lineChart } from './line-chart.js';

const point = (value: number | null, before: number | null = null) => ({ tick: 'J', value, before });

describe('a line with the year before behind it', () => {
  it('begins at zero and ends at a round number above the most', () => {
    const { grid, bottom } = lineChart([point(18, 22), point(31, 33)]);
    expect(grid.map(({ value }) => value)).toEqual([0, 10, 20, 30, 40]);
    expect(grid[0]).toEqual({ value: 0, y: bottom });
  });

  it('has no line between two families', () => {
    expect(lineChart([point(0), point(1)]).grid.map(({ value }) => value)).toEqual([0, 1]);
  });

  it('has a gap where nothing is known', () => {
    const { path } = lineChart([point(1), point(2), point(null), point(3), point(4)]);
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it.each([
    ['both known', [point(1, 5), point(2, 6)], 2, 6],
    ['the present month without its year before', [point(1, 5), point(2)], 2, 5],
    ['nothing before', [point(1), point(2)], 2, undefined],
    ['a last step that is not known', [point(1, 5), point(2, 6), point(null)], undefined, 6],
    ['nothing at all', [point(null)], undefined, undefined],
    ['no point', [], undefined, undefined],
  ])('ends with the value of the last step: %s', (_, points, last, lastBefore) => {
    const drawn = lineChart(points);
    expect([drawn.last?.value, drawn.lastBefore?.value]).toEqual([last, lastBefore]);
    expect(drawn.beforePath === '').toBe(lastBefore === undefined);
  });

  it('marks a value between two that are not known, through which no line goes', () => {
    const { alone, aloneBefore } = lineChart([point(6, 4), point(null), point(7), point(8, 3)]);
    expect([alone.map(({ value }) => value), aloneBefore.map(({ value }) => value)]).toEqual([[6], [4, 3]]);
  });

  it('keeps everything inside its box', () => {
    const { ticks, last, width, height, left, right } = lineChart(
      Array.from({ length: 13 }, (_, index) => point(index * 1000)),
    );
    for (const { x } of ticks) expect(x >= left && x <= right).toBe(true);
    expect(last!.x <= width && last!.y >= 0 && last!.y <= height).toBe(true);
  });
});
