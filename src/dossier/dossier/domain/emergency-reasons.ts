/**
 * Why a child cannot wait for the next session, as its family says when it asks, and the director who offers the place
 * (domain.md §5).
 */
export const EMERGENCY_REASONS = [
  'parent_ill',
  'child_protection',
  'work_starts',
  'care_lost',
  'separation',
  'moved',
] as const;
export type EmergencyReason = (typeof EMERGENCY_REASONS)[number];
export const isEmergencyReason = (value: unknown): value is EmergencyReason =>
  (EMERGENCY_REASONS as readonly unknown[]).includes(value);
