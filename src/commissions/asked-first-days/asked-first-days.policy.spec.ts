import { describe, expect, it } from '../../../test/support/runner.js';
import { SYSTEM, type Actor, type Grant } from '../../foundation/platform/security/index.js';
import { answersFirstDay, mayAskFirstDay, mayNoteFirstDay, maySeeFreeing } from './asked-first-days.policy.js';

const person = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'a', name: 'A', grants });
const familyOf = (dossierId: string): Actor => ({ kind: 'family', dossierId, draftId: null });
const REQUEST = { deskId: 'rpe', dossierId: 'd' };

describe('who asks families about a place of the north, and who sees it', () => {
  it.each<[string, Actor, [asks: boolean, sees: boolean]]>([
    ['its director', person({ role: 'eaje_director', establishmentId: 'north' }), [true, true]],
    ['not the director of another', person({ role: 'eaje_director', establishmentId: 'south' }), [false, false]],
    ['a coordinator sees', person({ role: 'coordinator' }), [false, true]],
    ['not an agent', person({ role: 'rpe_agent', deskId: 'rpe' }), [false, false]],
    ['not a family', familyOf('d'), [false, false]],
  ])('%s', (_, actor, expected) =>
    expect([mayAskFirstDay(actor, 'north'), maySeeFreeing(actor, 'north')]).toEqual(expected),
  );
});

describe('who answers', () => {
  it.each<[string, Actor, [own: boolean, noted: boolean]]>([
    ['the family', familyOf('d'), [true, false]],
    ['not another family', familyOf('e'), [false, false]],
    ['an agent of its desk notes it', person({ role: 'rpe_agent', deskId: 'rpe' }), [false, true]],
    ['not an agent of another desk', person({ role: 'rpe_agent', deskId: 'elsewhere' }), [false, false]],
    ['not the director', person({ role: 'eaje_director', establishmentId: 'north' }), [false, false]],
    ['not the system', SYSTEM, [false, false]],
  ])('%s', (_, actor, expected) =>
    expect([answersFirstDay(actor, REQUEST), mayNoteFirstDay(actor, REQUEST)]).toEqual(expected),
  );
});
