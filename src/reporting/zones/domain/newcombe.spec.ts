import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { newcombeDifference, type Share } from './newcombe.js';

const share = fc
  .integer({ min: 1, max: 400 })
  .chain((base) => fc.record({ count: fc.integer({ min: 0, max: base }), base: fc.constant(base) }));

describe('the interval of the difference of two shares', () => {
  // Newcombe 1998, table II, method 10.
  it.each<[Share, Share, number, number]>([
    [{ count: 56, base: 70 }, { count: 48, base: 80 }, 0.0524, 0.3339],
    [{ count: 9, base: 10 }, { count: 3, base: 10 }, 0.1705, 0.809],
    [{ count: 10, base: 10 }, { count: 0, base: 20 }, 0.6791, 1],
    [{ count: 10, base: 10 }, { count: 0, base: 10 }, 0.6075, 1],
  ])('is that which was published: %o and %o', (one, other, low, high) => {
    const found = newcombeDifference(one, other);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('holds the difference, stays within -1 and 1, and is turned round when the groups change places', () => {
    fc.assert(
      fc.property(share, share, (one, other) => {
        const [there, back] = [newcombeDifference(one, other), newcombeDifference(other, one)];
        expect(there.low).toBeLessThanOrEqual(there.difference + 1e-12);
        expect(there.high).toBeGreaterThanOrEqual(there.difference - 1e-12);
        expect(there.low).toBeGreaterThanOrEqual(-1 - 1e-9);
        expect(there.high).toBeLessThanOrEqual(1 + 1e-9);
        expect(back.low).toBeCloseTo(-there.high, 12);
        expect(back.high).toBeCloseTo(-there.low, 12);
      }),
    );
  });
});
