import type { Id } from '../../../foundation/kernel/ids.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';

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

/** A request as it stands on a day. */
export interface StandingRequest {
  readonly requestId: Id;
  readonly state: string;
  readonly wantedFrom: Day | null;
  /**
   * For a transfer, the request whose place it would replace: it is the same child and the same need. Null otherwise.
   */
  readonly transferFrom: Id | null;
}

const SOLVED = new Set(['placed', 'solved_elsewhere']);
const GONE = new Set(['withdrawn', 'lapsed', 'ended']);

/** The requests of a family that still ask for something, or have it. */
export const liveRequests = <Request extends Pick<StandingRequest, 'state'>>(requests: readonly Request[]): Request[] =>
  requests.filter(({ state }) => !GONE.has(state));

/**
 * The status of one family on a day.
 * @param requests at least one: those that {@link counted} returns and that are not joined to another, as they stood on
 * `today`
 * @param horizonWeeks how near the earliest wanted date must be for a family without a solution to count as such
 */
export function statusOf(
  requests: readonly Pick<StandingRequest, 'state' | 'wantedFrom'>[],
  today: Day,
  horizonWeeks: number,
): FamilyStatus {
  const live = liveRequests(requests);
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
export const counted = <Request extends StandingRequest>(requests: readonly Request[]): Request[] =>
  requests.filter(
    ({ transferFrom }) =>
      transferFrom === null || !requests.some(({ requestId, state }) => requestId === transferFrom && !GONE.has(state)),
  );

/** The status of a family whose requests are all closed. */
function goneStatus(requests: readonly Pick<StandingRequest, 'state'>[]): FamilyStatus {
  if (requests.some((request) => request.state === 'ended')) return 'ended';
  return requests.some((request) => request.state === 'lapsed') ? 'lost_contact' : 'no_longer_needed';
}

/** The first day on which a family without solution that wants to begin on `wantedFrom` counts as such. */
export const withoutFrom = (wantedFrom: Day, horizonWeeks: number): Day => addDays(wantedFrom, 1 - horizonWeeks * 7);
