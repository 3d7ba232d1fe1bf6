import { describe, expect, it } from '../../../../test/support/runner.js';
import { ACTORS } from '../../../../test/support/actors.js';
import { mayActOnSession } from './session.policy.js';

describe('the policy of a session', () => {
  it.each([
    ['coordinator of the body', 'move', true],
    ['coordinator of the body', 'cancel', true],
    ['coordinator of the body', 'open', true],
    ['coordinator of another body', 'move', false],
    ['coordinator of another body', 'open', false],
    ['member', 'move', false],
    ['member', 'open', false],
    ['member', 'sign', true],
    ['member of another body', 'sign', false],
    ['administrator', 'sign', false],
  ] as const)('%s may %s it: %s', (who, action, may) => {
    expect(mayActOnSession(ACTORS[who], 'own', action)).toBe(may);
  });
});
