/** The states of a request (domain.md §5). */
export const REQUEST_STATES = [
  'draft',
  'submitted',
  'in_triage',
  'incomplete',
  'oriented',
  'before_commission',
  'waiting_list',
  'offered',
  'partly_placed',
  'placed',
  'solved_elsewhere',
  'refused',
  'withdrawn',
  'lapsed',
  'ended',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const OPEN_STATES = [
  'submitted',
  'in_triage',
  'incomplete',
  'oriented',
  'before_commission',
  'waiting_list',
  'offered',
  'partly_placed',
] as const satisfies readonly RequestState[];

/**
 * States in which nobody else is involved in the request yet. It may be joined into another of the same child, and
 * taken out again as it was.
 */
export const JOINABLE_STATES = [
  'submitted',
  'in_triage',
  'incomplete',
  'oriented',
  'waiting_list',
] as const satisfies readonly RequestState[];

export const isOpen = (state: RequestState): boolean => (OPEN_STATES as readonly RequestState[]).includes(state);
