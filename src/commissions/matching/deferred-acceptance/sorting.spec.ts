import { expect, it } from '../../../../test/support/runner.js';
import { countTo, placesOf, sortedBy } from './sorting.js';

it('sorts by small numbers, and keeps the order of those that are equal', () => {
  expect([...sortedBy(Int32Array.of(2, 0, 2, 1, 0), countTo(5))]).toEqual([1, 4, 3, 0, 2]);
  expect([...sortedBy(Int32Array.of(1, 0, 1), Int32Array.of(2, 1, 0))]).toEqual([1, 2, 0]);
  expect([...sortedBy(new Int32Array(0), new Int32Array(0))]).toEqual([]);
});

it('says where each number starts, and where the last ends', () => {
  expect([...placesOf(Int32Array.of(2, 0, 2), 4)]).toEqual([0, 1, 1, 3, 3]);
});
