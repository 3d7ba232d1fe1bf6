import { describe, expect, it } from '../../../../test/support/runner.js';
import { distribution } from './distribution.js';

describe('a distribution', () => {
  it('is as high as its counts, from zero', () => {
    const { columns, bottom } = distribution([
      { tick: '0–7', count: 4 },
      { tick: '8–14', count: 2 },
      { tick: '15–', count: 0 },
    ]);
    const [most, half, none] = columns.map(({ height }) => height);
    expect([half! * 2, none]).toEqual([most, 0]);
    for (const { y, height } of columns) expect(y + height).toBe(bottom);
  });

  it('has columns that follow each other and do not overlap', () => {
    const { columns, width } = distribution(Array.from({ length: 9 }, (_, index) => ({ tick: `${index}`, count: 1 })));
    for (const [index, { x, width: wide }] of columns.entries())
      expect(x + wide <= (columns[index + 1]?.x ?? width)).toBe(true);
  });

  it('of nothing is flat', () => expect(distribution([]).columns).toEqual([]));
});
