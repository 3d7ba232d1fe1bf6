import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';

export const DECISION_KINDS = ['admit', 'wait', 'defer', 'refuse'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/**
 * The reasons from which a member chooses, for each decision (`reason.<code>`). Nothing about a family is ever typed
 * in session. The last three lists are those of the request's life cycle, which stores the reason.
 */
export const REASON_LISTS: Record<DecisionKind, readonly string[]> = {
  admit: [
    'sibling_together',
    'child_protection',
    'return_to_work',
    'continuity_of_care',
    'other_section_suits',
    'shorter_week',
  ],
  wait: [
    'no_place',
    'half_days_full',
    'age_section_full',
    'capacity_reserved',
    'age_not_received',
    'ranked_above_waits',
    'siblings_apart',
    'no_even_share',
    'order_not_kept',
    'other_child_first',
  ],
  defer: ['incomplete_information', 'awaiting_opinion', 'later_entry'],
  refuse: ['outside_area', 'age_not_received', 'need_not_compatible', 'false_declaration'],
};

export interface Decision {
  readonly kind: DecisionKind;
  /** The section to which a child is admitted. */
  readonly sectionId: string | null;
  /** The half-days of the child there; when absent, the best of the weeks that it would take. */
  readonly slots?: SlotMask | null;
  /** Its first day there, where it is another one than the child's own. */
  readonly from?: Day | null;
  readonly reason: string | null;
  /** The session to which a case is deferred. */
  readonly deferredToId: string | null;
}

/** The present proposal for a case. */
export interface Proposed {
  readonly proposedSectionId: string | null;
  readonly proposedSlots: SlotMask | null;
  readonly proposedFrom: Day | null;
}

/**
 * The proposal as a decision, which one click keeps. @param waitingReason the reason that was found where nothing is
 * proposed
 */
export const proposalAsDecision = (
  { proposedSectionId, proposedSlots, proposedFrom }: Proposed,
  waitingReason: string | null,
): Decision =>
  proposedSectionId
    ? {
        kind: 'admit',
        sectionId: proposedSectionId,
        slots: proposedSlots,
        from: proposedFrom,
        reason: null,
        deferredToId: null,
      }
    : { kind: 'wait', sectionId: null, slots: null, reason: waitingReason, deferredToId: null };

export const isKept = ({ kind, sectionId, slots, from = null }: Decision, proposed: Proposed): boolean =>
  kind === 'admit'
    ? sectionId === proposed.proposedSectionId && slots === proposed.proposedSlots && from === proposed.proposedFrom
    : kind === 'wait' && proposed.proposedSectionId === null;

/**
 * Whether a decision is complete. One that departs from the proposal needs a reason of the list. Waiting, deferring
 * and refusing always need one, because the family reads it.
 */
export function judgeDecision(decision: Decision, proposed: Proposed): Refusal | null {
  if (decision.kind === 'admit' && decision.sectionId === null) return refuse('decision.sectionNeeded');
  if (decision.kind === 'defer' && decision.deferredToId === null) return refuse('decision.sessionNeeded');
  const reasonNeeded = decision.kind !== 'admit' || !isKept(decision, proposed);
  if (reasonNeeded && !REASON_LISTS[decision.kind].includes(decision.reason ?? ''))
    return refuse('decision.reasonNeeded');
  return null;
}
