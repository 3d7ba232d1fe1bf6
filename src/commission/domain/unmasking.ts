/**
 * Why somebody needs to see whose case it is (`commission.unmasking.reason.<code>`): chosen from this list, nothing is
 * typed.
 */
export const UNMASKING_REASONS = [
  'possible_duplicate',
  'family_on_the_phone',
  'member_concerned',
  'wrong_data',
  'child_protection',
] as const;
export type UnmaskingReason = (typeof UNMASKING_REASONS)[number];
