import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';

/** What of an enquiry may still wait for the desk. */
export interface OpenEnquiry {
  /** The day on which somebody is to be called back; null for nobody. */
  readonly callBackOn: Day | null;
  readonly awaitsAnswer: boolean;
}

/** How many enquiries are closed at once. What is previewed has to be read. */
export const MOST_CLOSED = 500;

/** Why an enquiry cannot be closed, or null: nothing of it waits any more. */
export const judgeClosing = ({ callBackOn, awaitsAnswer }: OpenEnquiry): Refusal | null =>
  callBackOn === null && !awaitsAnswer ? refuse('enquiry.nothingOpen') : null;
