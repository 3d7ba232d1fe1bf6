import type { Id } from '../../foundation/kernel/ids.js';
import { mayEver, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** Whether an actor sees and starts an act on many: who prepared it, and nobody else. */
export const mayHandleBulkAct = (actor: Actor, { accountId }: { readonly accountId: Id }): boolean =>
  actor.kind === 'staff' && actor.accountId === accountId;

/** Whether somebody may act on requests of a desk at all; on which ones is said of each of them. */
export const mayActOnRequests = (actor: Actor): boolean => mayEver(actor, Permission.TriageRequests);
