import { ROLES, type Grant, type Role } from '../../foundation/platform/security/index.js';

/** To what a role is bound, by the key of its grant. A role that is not here holds for the whole territory. */
export const BOUND_TO: Partial<Record<Role, 'deskId' | 'establishmentId' | 'bodyId' | 'pointId'>> = {
  rpe_agent: 'deskId',
  eaje_director: 'establishmentId',
  commission_member: 'bodyId',
  door: 'pointId',
};

/** A role in its place as one text, for a form or a command: `rpe_agent=rpe`, `eaje_director=ma-71306`, `coordinator`. */
export const roleKeyOf = ({ role, deskId, establishmentId, bodyId, pointId }: Grant): string =>
  [role, deskId ?? establishmentId ?? bodyId ?? pointId].filter((part) => part !== undefined).join('=');

/** @returns the grant that such a text names; null when the role is unknown, or has no place where it needs one */
export function grantNamed(key: string): Grant | null {
  const [role, place] = key.split('=') as [Role, string | undefined];
  if (!ROLES.includes(role)) return null;
  const bound = BOUND_TO[role];
  if (bound) return place ? { role, [bound]: place } : null;
  return place === undefined ? { role } : null;
}

/** The roles that are wanted by who takes a change back: what it took is there again, and what it gave is not. */
export const rolesTakenBack = (
  held: readonly string[],
  { taken, given }: { readonly taken: readonly string[]; readonly given: readonly string[] },
): string[] => [...new Set([...held.filter((key) => !given.includes(key)), ...taken])];

/** The roles that nobody would hold any more if one account lost its own: its keys that no other account has. */
export function rolesLeftEmpty(own: readonly Grant[], others: readonly (readonly Grant[])[]): string[] {
  const held = new Set(others.flat().map(roleKeyOf));
  return own.map(roleKeyOf).filter((key) => !held.has(key));
}
