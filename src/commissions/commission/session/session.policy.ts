import type { Actor } from '../../../foundation/platform/security/index.js';
import { mayPlanFor, mayRunFor, maySignFor } from '../bodies/body.policy.js';
import type { SessionAction } from '../domain/session-lifecycle.js';

/** Whether an actor may do something to a session of a body (domain.md §8): plan it, sign its minutes, or run it. */
export function mayActOnSession(actor: Actor, bodyId: string, action: SessionAction): boolean {
  if (action === 'move' || action === 'cancel') return mayPlanFor(actor, bodyId);
  return action === 'sign' ? maySignFor(actor, bodyId) : mayRunFor(actor, bodyId);
}
