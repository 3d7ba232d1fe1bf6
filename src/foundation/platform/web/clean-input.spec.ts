import { describe, expect, it } from '../../../../test/support/runner.js';
import { cleanInput } from './clean-input.js';

const nested = (depth: number): unknown => (depth === 0 ? 'x' : [nested(depth - 1)]);

describe('what came from outside', () => {
  it.each([
    ['a\u0000b', 'ab'],
    ['\u0000', ''],
    ['\ud800', '\ufffd'],
    ['x\udc00y', 'x\ufffdy'],
    ['👶🏽 \u202eبنت', '👶🏽 \u202eبنت'],
    [{ 'a\u0000': ['\u0000b', 1, null, true] }, { a: ['b', 1, null, true] }],
    [undefined, undefined],
  ])('%j is read as %j', (given, read) => {
    expect(cleanInput(given)).toEqual(read);
  });

  it('may be nested as a deposit is, no deeper', () => {
    expect(cleanInput(nested(10))).toEqual(nested(10));
    expect(() => cleanInput(nested(5000))).toThrow('Bad Request');
  });
});
