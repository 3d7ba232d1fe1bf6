import { describe, expect, it } from '../../../test/support/runner.js';
import { SYSTEM, type Actor, type Grant } from '../../foundation/platform/security/index.js';
import { comesBackTo, followsFor, mayFollowAtDesk } from './adaptation.policy.js';

const person = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'a', name: 'A', grants });
const REQUEST = { deskId: 'rpe', dossierId: 'd' };
const wishes = [{ providerId: 'e' }, { providerId: 'f' }] as never;

describe('who follows an adaptation', () => {
  it.each<[string, Actor, boolean, string | null]>([
    ['an agent of the desk', person({ role: 'rpe_agent', deskId: 'rpe' }), true, null],
    ['one of another desk does not', person({ role: 'rpe_agent', deskId: 'x' }), false, null],
    ['the director of a wished establishment', person({ role: 'eaje_director', establishmentId: 'f' }), false, 'f'],
    ['one of another establishment does not', person({ role: 'eaje_director', establishmentId: 'g' }), false, null],
    ['nor a coordinator', person({ role: 'coordinator' }), false, null],
    ['nor the family', { kind: 'family', dossierId: 'd', adult: null } as Actor, false, null],
    ['nor the system', SYSTEM, false, null],
  ])('%s', (_, actor, atDesk, provider) => {
    expect([mayFollowAtDesk(actor, REQUEST), followsFor(actor, { wishes })]).toEqual([atDesk, provider]);
    const { desks, providers } = comesBackTo(actor);
    expect([desks.includes('rpe'), providers.includes(provider ?? 'e')]).toEqual([atDesk, provider !== null]);
  });
});
