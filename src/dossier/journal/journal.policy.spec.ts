import { describe, expect, it } from '../../../test/support/runner.js';
import type { Actor, Grant } from '../../foundation/platform/security/index.js';
import { mayReadJournal } from './journal.policy.js';

const staff = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'a', name: '', grants });

describe('who looks in the journal', () => {
  it.each<[Actor, boolean]>([
    [staff({ role: 'auditor' }), true],
    [staff({ role: 'administrator' }), false],
    [staff({ role: 'coordinator' }), false],
    [staff({ role: 'rpe_agent', deskId: 'rpe' }), false],
    [staff({ role: 'administrator' }, { role: 'auditor' }), true],
    [{ kind: 'family', dossierId: 'd', draftId: null }, false],
  ])('%j: %s', (actor, may) => expect(mayReadJournal(actor)).toBe(may));
});
