import type { Id } from '../../foundation/kernel/ids.js';
import { refuse, type Refusal } from '../../foundation/kernel/refusal.js';

/** What one person asks for about an account is settled by another one, who is not the one it is about either. */
export function judgeAgreement(
  { accountId, askedBy }: { readonly accountId: Id; readonly askedBy: Id },
  agreeing: Id,
): Refusal | null {
  if (agreeing === askedBy) return refuse('account.ownProposal');
  return agreeing === accountId ? refuse('account.proposalAboutOneself') : null;
}
