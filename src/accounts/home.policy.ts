import type { Actor, Role } from '../platform/security/index.js';

/** The first page of each role. A person with several roles begins at the first of them in this order. */
const HOMES: readonly (readonly [Role, string])[] = [
  ['rpe_agent', '/rpe'],
  ['eaje_director', '/eaje'],
  ['coordinator', '/commissions'],
  ['commission_member', '/commissions'],
  ['auditor', '/journal'],
];

/** The page on which a member of staff begins (domain.md §2). */
export function homeOf(actor: Actor): string {
  const roles = actor.kind === 'staff' ? actor.grants.map(({ role }) => role) : [];
  return HOMES.find(([role]) => roles.includes(role))?.[1] ?? '/administration';
}
