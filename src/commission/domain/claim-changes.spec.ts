import { describe, expect, it } from 'vitest';
import { claimChanges } from './claim-changes.js';

const claims = (...said: string[]) => said.map((one) => ({ family: one[0]!, wish: Number(one[1]) }));

describe('what a decision does to claims', () => {
  it.each([
    ['nothing', claims('a0'), claims('a0'), [], []],
    ['one more, on another wish of the same family', claims('a0'), claims('a0', 'a1'), claims('a1'), []],
    ['one less', claims('a0', 'b0'), claims('b0'), [], claims('a0')],
    ['one in place of another', claims('a0'), claims('b2'), claims('b2'), claims('a0')],
  ])('%s', (_, before, after, created, settled) => expect(claimChanges(before, after)).toEqual({ created, settled }));
});
