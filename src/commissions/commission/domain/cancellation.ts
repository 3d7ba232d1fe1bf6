/** Why a session does not take place, as the person who cancels it says. */
export const CANCELLATION_REASONS = ['no_quorum', 'no_places', 'no_cases', 'room', 'event', 'mistake'] as const;
export type CancellationReason = (typeof CANCELLATION_REASONS)[number];
