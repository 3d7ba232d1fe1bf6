import { describe, expect, it } from '../../../test/support/runner.js';
import type { Role } from '../../foundation/platform/security/index.js';
import { isToldOfStops } from './reading.policy.js';

describe('who is told that somebody was stopped from reading', () => {
  it.each([
    ['administrator', true],
    ['coordinator', true],
    ['auditor', true],
    ['rpe_agent', false],
    ['eaje_director', false],
    ['commission_member', false],
  ] satisfies [Role, boolean][])('a person who is %s: %s', (role, told) => {
    expect(isToldOfStops({ role })).toBe(told);
  });
});
