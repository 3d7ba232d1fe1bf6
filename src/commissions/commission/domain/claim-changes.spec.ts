import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Instance } from '../../matching/index.js';
import { claimChanges } from './claim-changes.js';

const child = { section: 'babies', slots: ['mon-am'] };
const instanceOf = (wishes: readonly (readonly string[])[]): Instance => ({
  slots: ['mon-am'],
  establishments: {},
  children: { a: child, b: child },
  families: { a: { children: ['a'], wishes }, b: { children: ['b'], wishes: [['X'], ['Y'], ['Z']] } },
});
const INSTANCE = instanceOf([['X'], ['Y']]);
const claims = (...said: string[]) => said.map((one) => ({ family: one[0]!, wish: Number(one[1]) }));
const of = (instance: Instance, ...said: string[]) => ({ instance, claims: claims(...said) });

describe('what a decision does to claims', () => {
  it.each([
    ['nothing', ['a0'], ['a0'], [], []],
    ['one more, on another wish of the same family', ['a0'], ['a0', 'a1'], claims('a1'), []],
    ['one less', ['a0', 'b0'], ['b0'], [], claims('a0')],
    ['one in place of another', ['a0'], ['b2'], claims('b2'), claims('a0')],
  ])('%s', (_, before, after, created, settled) =>
    expect(claimChanges(of(INSTANCE, ...before), of(INSTANCE, ...after))).toEqual({ created, settled }),
  );

  it('a wish that moves down because members gave a week before it is the same', () => {
    const after = instanceOf([['W'], ['X'], ['Y']]);
    expect(claimChanges(of(INSTANCE, 'a1'), of(after, 'a2'))).toEqual({ created: [], settled: [] });
    expect(claimChanges(of(INSTANCE, 'a1'), of(after, 'a1'))).toEqual({ created: claims('a1'), settled: claims('a1') });
  });
});
