import { describe, expect, it } from '../../../test/support/runner.js';
import { SYSTEM, type Actor, type Grant } from '../../foundation/platform/security/index.js';
import { mayWriteToFamily, readsOwnWords } from './desk-words.policy.js';

const person = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'a', name: 'A', grants });
const family = (dossierId: string): Actor => ({ kind: 'family', dossierId, adult: null }) as Actor;
const REQUEST = { deskId: 'rpe', dossierId: 'd' };

describe('what a desk writes to a family', () => {
  it.each<[string, Actor, boolean, boolean]>([
    ['an agent of the desk writes it', person({ role: 'rpe_agent', deskId: 'rpe' }), true, false],
    ['one of another desk does not', person({ role: 'rpe_agent', deskId: 'x' }), false, false],
    ['nor a director', person({ role: 'eaje_director', establishmentId: 'e' }), false, false],
    ['nor a coordinator', person({ role: 'coordinator' }), false, false],
    ['the family reads it', family('d'), false, true],
    ['another family does not', family('x'), false, false],
    ['the system does neither', SYSTEM, false, false],
  ])('%s', (_, actor, writes, reads) => {
    expect([mayWriteToFamily(actor, REQUEST), readsOwnWords(actor, REQUEST)]).toEqual([writes, reads]);
  });
});
