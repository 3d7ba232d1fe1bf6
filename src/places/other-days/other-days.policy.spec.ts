import { describe, expect, it } from '../../../test/support/runner.js';
import { SYSTEM, type Actor, type Grant } from '../../foundation/platform/security/index.js';
import { mayAskDays, mayDeclineDays } from './other-days.policy.js';

const person = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'a', name: 'A', grants });
const familyOf = (dossierId: string): Actor => ({ kind: 'family', dossierId, draftId: null });

describe('who asks for other days, and who declines', () => {
  it.each<[string, Actor, [asks: boolean, declines: boolean]]>([
    ['the family asks', familyOf('d'), [true, false]],
    ['another family does not', familyOf('e'), [false, false]],
    ['an agent of its desk notes it', person({ role: 'rpe_agent', deskId: 'rpe' }), [true, false]],
    ['an agent of another desk does not', person({ role: 'rpe_agent', deskId: 'elsewhere' }), [false, false]],
    ['its director declines', person({ role: 'eaje_director', establishmentId: 'north' }), [false, true]],
    ['another director does not', person({ role: 'eaje_director', establishmentId: 'south' }), [false, false]],
    ['a coordinator does neither', person({ role: 'coordinator' }), [false, false]],
    ['nor does the system', SYSTEM, [false, false]],
  ])('%s', (_, actor, expected) =>
    expect([mayAskDays(actor, { deskId: 'rpe', dossierId: 'd' }), mayDeclineDays(actor, 'north')]).toEqual(expected),
  );
});
