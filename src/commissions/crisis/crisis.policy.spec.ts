import { describe, expect, it } from '../../../test/support/runner.js';
import type { Actor, Grant } from '../../foundation/platform/security/index.js';
import { directsClosed, mayFollowClosure, mayLeadClosure, mayLend, mayNameEntered } from './crisis.policy.js';

const staff = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'a', name: 'A. B.', grants });
const NURSERY = { id: 'ma-1', deskId: 'rpe' };

describe('who handles a sudden closure', () => {
  it.each<[string, Actor, { lead: boolean; follow: boolean; names: boolean; entered?: boolean }]>([
    [
      'its director',
      staff({ role: 'eaje_director', establishmentId: 'ma-1' }),
      { lead: true, follow: true, names: true },
    ],
    [
      'another director',
      staff({ role: 'eaje_director', establishmentId: 'ma-2' }),
      { lead: false, follow: false, names: false },
    ],
    ['the coordinator', staff({ role: 'coordinator' }), { lead: true, follow: true, names: false }],
    [
      'a coordinator of one body',
      staff({ role: 'coordinator', bodyId: 'b' }),
      { lead: false, follow: false, names: false },
    ],
    [
      'an agent of its desk',
      staff({ role: 'rpe_agent', deskId: 'rpe' }),
      { lead: false, follow: true, names: false, entered: true },
    ],
    [
      'an agent of another desk',
      staff({ role: 'rpe_agent', deskId: 'other' }),
      { lead: false, follow: false, names: false },
    ],
    ['an administrator', staff({ role: 'administrator' }), { lead: false, follow: false, names: false }],
    ['a family', { kind: 'family', dossierId: 'd', draftId: null }, { lead: false, follow: false, names: false }],
  ])('%s', (_, actor, { lead, follow, names, entered = names }) => {
    expect([mayLeadClosure(actor, 'ma-1'), mayFollowClosure(actor, NURSERY)]).toEqual([lead, follow]);
    expect([directsClosed(actor, 'ma-1'), mayNameEntered(actor, NURSERY)]).toEqual([names, entered]);
  });

  it('lets the director of a neighbour answer for it, and the coordinator note what she said', () => {
    expect(mayLend(staff({ role: 'eaje_director', establishmentId: 'ma-2' }), 'ma-2')).toBe(true);
    expect(mayLend(staff({ role: 'coordinator' }), 'ma-2')).toBe(true);
    expect(mayLend(staff({ role: 'eaje_director', establishmentId: 'ma-1' }), 'ma-2')).toBe(false);
  });
});
