import { describe, expect, it } from '../../../test/support/runner.js';
import type { Actor, Grant } from '../../foundation/platform/security/index.js';
import { mayActOnRequests, mayHandleBulkAct } from './bulk-act.policy.js';

const person = (accountId: string, ...grants: Grant[]): Actor => ({ kind: 'staff', accountId, name: 'A', grants });

describe('who acts on many requests', () => {
  it('is who prepared the act', () => {
    expect(mayHandleBulkAct(person('a'), { accountId: 'a' })).toBe(true);
    expect(mayHandleBulkAct(person('b', { role: 'rpe_agent', deskId: 'rpe' }), { accountId: 'a' })).toBe(false);
    expect(mayHandleBulkAct({ kind: 'system' }, { accountId: 'a' })).toBe(false);
  });
  it.each<[string, Actor, boolean]>([
    ['an agent', person('a', { role: 'rpe_agent', deskId: 'rpe' }), true],
    ['a coordinator', person('a', { role: 'coordinator' }), false],
    ['somebody whose roles were taken', person('a'), false],
  ])('acts on requests: %s', (_, actor, may) => expect(mayActOnRequests(actor)).toBe(may));
});
