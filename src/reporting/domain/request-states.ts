import type { RequestState } from '../../dossier/index.js';

/** The states that a portable history may name: those of the life cycle (domain.md §5). */
export const REQUEST_STATE_NAMES = [
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
] as const satisfies readonly RequestState[];
