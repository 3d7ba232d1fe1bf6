import { describe, expect, it } from '../../../../test/support/runner.js';
import { ACTORS, staff, whoMay } from '../../../../test/support/actors.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { counterDeskOf, mayEnterAtCounter, mayGoOnWithDraft } from './draft.policy.js';

const holderOf = (draftId: string): Actor => ({ kind: 'family', dossierId: null, draftId });
const ofParent = { id: 'draft', origin: 'parent', accountId: null } as const;
const ofCounter = { id: 'draft', origin: 'counter', accountId: 'account' } as const;

describe('the policy of a draft', () => {
  it('is begun at the counter by agents, each for their desk', () => {
    expect(whoMay(mayEnterAtCounter)).toEqual(['agent', 'agent of another desk']);
    expect(counterDeskOf(ACTORS['agent of another desk'])).toBe('other');
    expect(counterDeskOf(ACTORS.director)).toBeNull();
  });

  it.each([
    ['who holds its key', holderOf('draft'), ofParent, true],
    ['who holds another key', holderOf('another'), ofParent, false],
    ['an agent', staff({ role: 'rpe_agent', deskId: 'own' }), ofParent, false],
    ['the agent who began it', staff({ role: 'rpe_agent', deskId: 'own' }), ofCounter, true],
    ['another agent', staff({ role: 'rpe_agent', deskId: 'own' }), { ...ofCounter, accountId: 'colleague' }, false],
    ['a family', holderOf('draft'), ofCounter, false],
    ['a town', ACTORS.client, ofCounter, false],
  ] as const)('%s goes on with it: %#', (_, actor, draft, may) => {
    expect(mayGoOnWithDraft(actor, draft)).toBe(may);
  });
});
