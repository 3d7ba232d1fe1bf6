import type { RequestAction } from './request-lifecycle.js';

/** Reasons a person chooses from, per action; each is a sentence of the catalogue (`reason.<code>`). */
export const REASONS: Partial<Record<RequestAction, readonly string[]>> = {
  keepWaiting: [
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
    'awaiting_release',
    'waits_elsewhere',
    'session_cancelled',
  ],
  unlist: ['family_asked', 'error', 'situation_changed', 'birth_unknown'],
  defer: ['incomplete_information', 'awaiting_opinion', 'later_entry', 'session_cancelled'],
  refuse: ['outside_area', 'age_not_received', 'need_not_compatible', 'false_declaration'],
  decline: ['other_solution', 'hours', 'distance', 'price', 'start_date', 'other'],
  giveUp: ['other_solution', 'hours', 'distance', 'price', 'start_date', 'no_longer_needed', 'moved_away', 'other'],
  extendOffer: ['needs_visit', 'awaits_employer', 'was_unreachable'],
  revoke: ['family_moved', 'error_in_decision', 'place_no_longer_available'],
  // `unsaid`: a family owes nobody a reason.
  withdraw: ['other_solution', 'no_longer_needed', 'moved_away', 'other', 'unsaid'],
  correctDate: ['dated_by_list', 'dated_by_document', 'date_misread'],
  reopen: ['family_asked', 'error', 'situation_changed'],
};
