/** Why a row nobody could read is no request, in the words of a person. */
export const SET_ASIDE_REASONS = ['not_a_request', 'entered_otherwise', 'no_longer_needed', 'nobody_knows'] as const;
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];
