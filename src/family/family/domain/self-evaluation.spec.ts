import { describe, expect, it } from '../../../../test/support/runner.js';
import { conformityOf, rateOf } from './self-evaluation.js';

describe('the state of conformity', () => {
  it.each([
    [75, 75, 'full', 100],
    [74, 75, 'partial', 98],
    [199, 200, 'partial', 99],
    [38, 75, 'partial', 50],
    [37, 75, 'none', 49],
    [0, 75, 'none', 0],
  ])('of %i criteria of %i: %s, %i %%', (respected, applicable, state, rate) => {
    expect([conformityOf(respected, applicable), rateOf(respected, applicable)]).toEqual([state, rate]);
  });
});
