import { ForbiddenException } from '@nestjs/common';
import { NotFound } from '../../kernel/refusal.js';
import { ReadingHeld } from '../audit/index.js';
import { SignInNeeded, TooManyAttempts, type Actor } from '../security/index.js';

/** What somebody was kept from, as a line of the log names it. */
export type SecurityEvent =
  /** Nobody was recognised, and the page is for somebody. */
  | 'sign-in.needed'
  /** Somebody asked for what is not there, or is not theirs: the answer does not tell which, and neither can this. */
  | 'access.refused'
  /** A form from elsewhere, or without its token. */
  | 'form.refused'
  | 'limit.reached'
  /** A body that no page of ours and no portal sends. */
  | 'input.refused';

const INPUT = [400, 413, 415];

/** Whether an error is a boundary that held, and which. Null for all other errors. */
export function securityEventOf(error: unknown, status: number, actor: Actor | null): SecurityEvent | null {
  if (error instanceof SignInNeeded) return 'sign-in.needed';
  if (error instanceof TooManyAttempts || error instanceof ReadingHeld) return 'limit.reached';
  if (error instanceof NotFound) return actor ? 'access.refused' : null;
  if (error instanceof ForbiddenException || status === 403) return 'form.refused';
  return INPUT.includes(status) ? 'input.refused' : null;
}
