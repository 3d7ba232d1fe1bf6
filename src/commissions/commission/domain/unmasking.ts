/**
 * The reasons for seeing whose case it is (`commission.unmasking.reason.<code>`). They are chosen from this list, and
 * nothing is typed.
 */
export const UNMASKING_REASONS = [
  'possible_duplicate',
  'family_on_the_phone',
  'member_concerned',
  'wrong_data',
  'child_protection',
] as const;
export type UnmaskingReason = (typeof UNMASKING_REASONS)[number];
