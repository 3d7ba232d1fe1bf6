import type { Id } from '../../foundation/kernel/ids.js';
import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** Whose hours an actor enters and reads: its own, for the desk at which it works. Null for anybody else. */
export function ownTimeOf(actor: Actor): { readonly accountId: Id; readonly deskId: string } | null {
  const [grant] = grantsFor(actor, Permission.EnterWorkingTime);
  return actor.kind === 'staff' && grant?.deskId !== undefined
    ? { accountId: actor.accountId, deskId: grant.deskId }
    : null;
}

/**
 * The desks whose team's months an actor reads: an agent its own, whoever reads indicators everywhere those of all
 * desks. Nobody reads the hours of another person (domain.md §3).
 */
export function teamsReadBy(actor: Actor, desks: readonly string[]): string[] {
  const grants = grantsFor(actor, Permission.ReadIndicators);
  return desks.filter((desk) => grants.some(({ deskId }) => deskId === undefined || deskId === desk));
}
