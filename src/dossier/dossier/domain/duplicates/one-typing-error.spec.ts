import { describe, expect, it } from '../../../../../test/support/runner.js';
import { oneTypingError } from './one-typing-error.js';

describe('one typing error', () => {
  it.each([
    ['itself', 'lambert', 'lambert'],
    ['two letters swapped', 'lambret', 'lambert'],
    ['the first two letters swapped', 'almbert', 'lambert'],
    ['a letter taken for another', 'lambart', 'lambert'],
    ['a letter missing', 'lambrt', 'lambert'],
    ['the last letter missing', 'lamber', 'lambert'],
    ['a letter too many', 'lambbert', 'lambert'],
  ])('%s: %s may mean %s', (_, typed, meant) => expect(oneTypingError(typed)).toContain(meant));

  it.each([
    ['lambret', 'lambre t'],
    ['lambret', 'lembart'],
    ['ana', 'anna'],
    ['abcdefghijklmnop', 'abcdefghijklmnop'],
  ])('%s is not taken for %s', (typed, other) => expect(oneTypingError(typed)).not.toContain(other));
});
