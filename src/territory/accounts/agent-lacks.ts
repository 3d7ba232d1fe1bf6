import type { Lack } from '../../foundation/kernel/lack.js';
import type { Grant } from '../../foundation/platform/security/index.js';
import { roleKeyOf } from './role-keys.js';

/**
 * The desks at which nobody signs in: requests would come to them and be read by no one.
 * @param grants those of every open account
 */
export function agentLacks(desks: readonly { id: string; name: string }[], grants: readonly Grant[]): Lack[] {
  const held = new Set(grants.map(roleKeyOf));
  return desks
    .filter(({ id }) => !held.has(roleKeyOf({ role: 'rpe_agent', deskId: id })))
    .map(({ id, name }) => ({
      kind: 'desk-agent',
      group: 'desks',
      subject: { id, name },
      mender: 'administrator',
      href: '/administration/comptes/nouveau',
    }));
}

/** Rights that were asked for and wait for a second person: what they are needed for is still missing until then. */
export const proposalLacks = (open: number): Lack[] =>
  open === 0
    ? []
    : [{ kind: 'rights', group: 'desks', mender: 'coordinator', href: '/personnel/accords', isAdvice: true }];
