import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** The desks whose messages an actor watches; null for an administrator, who watches every message (domain.md §2). */
export function desksWatchedBy(actor: Actor): readonly string[] | null {
  const grants = grantsFor(actor, Permission.WatchMessages);
  return grants.some(({ role }) => role === 'administrator') ? null : grants.flatMap(({ deskId }) => deskId ?? []);
}
