import type { Day } from '../../../foundation/kernel/time.js';

export interface GridDates {
  readonly status: 'draft' | 'in_force';
  readonly inForceFrom: Day | null;
  readonly retiredFrom: Day | null;
}

export type GridStanding = 'draft' | 'coming' | 'in_force' | 'retired';

/** The standing of a version on a day. It follows from dates alone, so that no job has to run at midnight. */
export function standingOf({ status, inForceFrom, retiredFrom }: GridDates, on: Day): GridStanding {
  if (status === 'draft' || inForceFrom === null) return 'draft';
  if (inForceFrom > on) return 'coming';
  return retiredFrom !== null && retiredFrom <= on ? 'retired' : 'in_force';
}
