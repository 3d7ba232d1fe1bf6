import { describe, expect, it } from '../../../test/support/runner.js';
import { groupOfCode, isOwnCode, nextCodeOf } from './own-code.js';

describe('the code of an entry that people added', () => {
  it.each([
    ['price', 'price', false],
    ['price~1', 'price', true],
    ['other_solution~12', 'other_solution', true],
    ['price~0', 'price~0', false],
    ['price~', 'price~', false],
    ['~1', '~1', false],
    ['price~1~2', 'price~1~2', false],
    ['Price~1', 'Price~1', false],
  ])('%s is counted as %s', (code, group, isOwn) => {
    expect([groupOfCode(code), isOwnCode(code)]).toEqual([group, isOwn]);
  });

  it.each([
    [[], 'price~1'],
    [['price', 'price~1', 'price~7', 'hours~9', 'price~x'], 'price~8'],
  ])('beside %s is %s', (codes, next) => expect(nextCodeOf('price', codes)).toBe(next));
});
