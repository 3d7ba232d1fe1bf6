import { describe, expect, it } from '../../../../test/support/runner.js';
import { addUpFlows, shareWithin } from './flows.js';

const FLOWS = [
  { from: 'a', to: 'a', count: 6 },
  { from: 'a', to: 'b', count: 3 },
  { from: 'b', to: 'c', count: 1 },
];

describe('where families of a commune go', () => {
  it('is added up by pair of communes', () => {
    expect(addUpFlows([...FLOWS, { from: 'a', to: 'b', count: 2 }])).toEqual([
      { from: 'a', to: 'a', count: 6 },
      { from: 'a', to: 'b', count: 5 },
      { from: 'b', to: 'c', count: 1 },
    ]);
  });

  it.each([
    [['a'], 6 / 9],
    [['a', 'b'], 9 / 10],
    [['c'], null],
  ])('tells how far an area of %j is enough for itself', (communes, share) => {
    expect(shareWithin({ name: 'area', communes }, FLOWS)).toBe(share);
  });
});
