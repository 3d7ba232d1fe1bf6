import { grantsFor, Permission, type Actor, type Role } from '../../foundation/platform/security/index.js';

/** The first page of each role. A person with several roles begins at the first of them in this order. */
const HOMES: readonly (readonly [Role, string])[] = [
  ['rpe_agent', '/rpe'],
  ['eaje_director', '/eaje'],
  ['coordinator', '/commissions'],
  ['commission_member', '/commissions'],
  ['auditor', '/journal'],
];

/**
 * The page on which a member of staff begins (domain.md §2). Before families come, whoever prepares the opening begins
 * with what is missing.
 */
export function homeOf(actor: Actor, isOpen: boolean): string {
  if (!isOpen && grantsFor(actor, Permission.PrepareOpening).length > 0) return '/administration/ouverture';
  const roles = actor.kind === 'staff' ? actor.grants.map(({ role }) => role) : [];
  return HOMES.find(([role]) => roles.includes(role))?.[1] ?? '/administration';
}
