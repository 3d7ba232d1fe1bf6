import { describe, expect, it } from '../../../../test/support/runner.js';
import { ACTORS, staff, whoMay } from '../../../../test/support/actors.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { counterOf, mayEnterAtCounter, mayGoOnWithDraft } from './draft.policy.js';

const holderOf = (draftId: string): Actor => ({ kind: 'family', dossierId: null, draftId });
const ofParent = { id: 'draft', origin: 'parent', accountId: null, pointId: null } as const;
const ofCounter = { id: 'draft', origin: 'counter', accountId: 'account', pointId: null } as const;
const ofPoint = { ...ofCounter, pointId: 'own' };

describe('the policy of a draft', () => {
  it('is begun at the counter by agents, each for their desk, and at points d’accueil', () => {
    expect(whoMay(mayEnterAtCounter)).toEqual(['agent', 'agent of another desk', 'door']);
    expect(counterOf(ACTORS['agent of another desk'])).toEqual({ deskId: 'other', pointId: null });
    expect(counterOf(ACTORS.door)).toEqual({ deskId: null, pointId: 'own' });
    expect(counterOf(ACTORS.director)).toEqual({ deskId: null, pointId: null });
  });

  it.each([
    ['who holds its key', holderOf('draft'), ofParent, true],
    ['who holds another key', holderOf('another'), ofParent, false],
    ['an agent', staff({ role: 'rpe_agent', deskId: 'own' }), ofParent, false],
    ['the agent who began it', staff({ role: 'rpe_agent', deskId: 'own' }), ofCounter, true],
    ['another agent', staff({ role: 'rpe_agent', deskId: 'own' }), { ...ofCounter, accountId: 'colleague' }, false],
    ['a colleague of the point', ACTORS.door, { ...ofPoint, accountId: 'colleague' }, true],
    ['another point', staff({ role: 'door', pointId: 'other' }), ofPoint, false],
    ['who lost the role', staff({ role: 'rpe_agent', deskId: 'own' }), ofPoint, false],
    ['a family', holderOf('draft'), ofCounter, false],
    ['a town', ACTORS.client, ofCounter, false],
  ] as const)('%s goes on with it: %#', (_, actor, draft, may) => {
    expect(mayGoOnWithDraft(actor, draft)).toBe(may);
  });
});
