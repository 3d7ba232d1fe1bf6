import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';

/** Looks whether the answers to a question decide. It waits for the last day to answer, and runs at once after an answer. */
export const REVIEW = jobType<{ askedId: Id }>('first-day.review');
export const reviewKey = (askedId: Id): string => `first-day:${askedId}:review`;
