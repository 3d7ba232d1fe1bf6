import { describe, expect, it } from '../../../test/support/runner.js';
import { SYSTEM, type Actor, type Grant } from '../../foundation/platform/security/index.js';
import { desksReminded, mayKeepReminders } from './reminders.policy.js';

const person = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'a', name: 'A', grants });
const REQUEST = { deskId: 'rpe', dossierId: 'd' };

describe('what a desk is reminded of', () => {
  it.each<[string, Actor, boolean]>([
    ['an agent of the desk keeps it', person({ role: 'rpe_agent', deskId: 'rpe' }), true],
    ['one of another desk does not', person({ role: 'rpe_agent', deskId: 'x' }), false],
    ['nor a director', person({ role: 'eaje_director', establishmentId: 'e' }), false],
    ['nor a coordinator', person({ role: 'coordinator' }), false],
    ['nor the family', { kind: 'family', dossierId: 'd', adult: null } as Actor, false],
    ['nor the system', SYSTEM, false],
  ])('%s', (_, actor, keeps) => {
    expect(mayKeepReminders(actor, REQUEST)).toBe(keeps);
    expect(desksReminded(actor).includes('rpe')).toBe(keeps);
  });
});
