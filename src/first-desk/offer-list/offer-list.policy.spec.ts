import { describe, expect, it } from '../../../test/support/runner.js';
import type { Actor, Grant } from '../../foundation/platform/security/index.js';
import { desksWhoseOffersAreReadBy, readsAllOffers } from './offer-list.policy.js';

const staff = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'account', name: 'Somebody', grants });

describe('who reads lists of offers', () => {
  it.each([
    [staff({ role: 'rpe_agent', deskId: 'rpe' }), ['rpe'], null],
    [staff({ role: 'coordinator' }), [], 'account'],
    [staff({ role: 'coordinator', bodyId: 'cal' }), [], null],
    [staff({ role: 'commission_member', bodyId: 'cal' }), [], null],
    [staff({ role: 'eaje_director', establishmentId: 'ma-71306' }), [], null],
    [staff({ role: 'administrator' }), [], null],
    [{ kind: 'family', dossierId: 'dossier', draftId: null }, [], null],
  ] as const satisfies readonly (readonly [Actor, readonly string[], string | null])[])(
    '%j',
    (actor, desks, account) => {
      expect(desksWhoseOffersAreReadBy(actor)).toEqual(desks);
      expect(readsAllOffers(actor)).toBe(account);
    },
  );
});
