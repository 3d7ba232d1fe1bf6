import { addDays, type Day } from '../../kernel/time.js';
import type { Standing } from './request-timeline.js';

/** The statuses of domain.md §10. `ended`: every child of the family has left the place that it had. */
export const FAMILY_STATUSES = [
  'with',
  'partly',
  'without',
  'pending',
  'no_longer_needed',
  'lost_contact',
  'ended',
] as const;
export type FamilyStatus = (typeof FAMILY_STATUSES)[number];

const SOLVED = new Set(['placed', 'solved_elsewhere']);
const GONE = new Set(['withdrawn', 'lapsed', 'ended']);

/**
 * The status of one family on a day.
 * @param requests at least one: those that {@link counted} returns and that are not joined to another, as they stood on
 * `today`
 * @param horizonWeeks how near the earliest wanted date must be for a family without a solution to count as such
 */
export function statusOf(requests: readonly Standing[], today: Day, horizonWeeks: number): FamilyStatus {
  const live = requests.filter((request) => !GONE.has(request.state));
  if (live.length === 0) return goneStatus(requests);
  if (live.every((request) => SOLVED.has(request.state))) return 'with';
  if (live.some((request) => SOLVED.has(request.state) || request.state === 'partly_placed')) return 'partly';
  const wanted = live.flatMap((request) => request.wantedFrom ?? []).sort()[0];
  return wanted !== undefined && today >= withoutFrom(wanted, horizonWeeks) ? 'without' : 'pending';
}

/**
 * The requests that count. A transfer does not count while the child's first request is placed or waiting. It counts
 * once that place is over.
 */
export const counted = (requests: readonly Standing[]): Standing[] =>
  requests.filter(
    ({ transferFrom }) =>
      transferFrom === null || !requests.some(({ requestId, state }) => requestId === transferFrom && !GONE.has(state)),
  );

/** The status of a family whose requests are all closed. */
function goneStatus(requests: readonly Standing[]): FamilyStatus {
  if (requests.some((request) => request.state === 'ended')) return 'ended';
  return requests.some((request) => request.state === 'lapsed') ? 'lost_contact' : 'no_longer_needed';
}

/** The first day on which a family without solution that wants to begin on `wantedFrom` counts as such. */
export const withoutFrom = (wantedFrom: Day, horizonWeeks: number): Day => addDays(wantedFrom, 1 - horizonWeeks * 7);
