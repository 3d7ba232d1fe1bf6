import { describe, expect, it } from '../../../test/support/runner.js';
import { SYSTEM, type Actor, type Grant } from '../../foundation/platform/security/index.js';
import { mayFollowDecision, mayHoldCellule, maySayOutcome, mayUnmaskFamily } from './cellule.policy.js';

const person = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'a', name: 'A', grants });
const REQUEST = { deskId: 'rpe', dossierId: 'd' };

describe('the cellule', () => {
  it.each<[string, Actor, { holds: boolean; follows: boolean }]>([
    ['a coordinator holds it', person({ role: 'coordinator' }), { holds: true, follows: false }],
    ['one of a single body does not', person({ role: 'coordinator', bodyId: 'b' }), { holds: false, follows: false }],
    ['an agent of the desk follows it', person({ role: 'rpe_agent', deskId: 'rpe' }), { holds: false, follows: true }],
    ['one of another desk does not', person({ role: 'rpe_agent', deskId: 'x' }), { holds: false, follows: false }],
    [
      'an elected member does neither',
      person({ role: 'commission_member', bodyId: 'b' }),
      { holds: false, follows: false },
    ],
    [
      'a director does neither',
      person({ role: 'eaje_director', establishmentId: 'e' }),
      { holds: false, follows: false },
    ],
    ['an administrator does neither', person({ role: 'administrator' }), { holds: false, follows: false }],
    ['nor the system', SYSTEM, { holds: false, follows: false }],
  ])('%s', (_, actor, { holds, follows }) => {
    expect([mayHoldCellule(actor), mayUnmaskFamily(actor)]).toEqual([holds, holds]);
    expect([mayFollowDecision(actor, REQUEST), maySayOutcome(actor, REQUEST)]).toEqual([follows, holds || follows]);
  });
});
