import { addDays, type Day } from '../../kernel/time.js';
import type { Standing } from './request-timeline.js';

/** domain.md §10, each defined once. `ended`: every child of the family has left the place it had. */
export const FAMILY_STATUSES = ['with', 'partly', 'without', 'pending', 'no_longer_needed', 'lost_contact', 'ended'] as const;
export type FamilyStatus = (typeof FAMILY_STATUSES)[number];

const SOLVED = new Set(['placed', 'solved_elsewhere']);
const GONE = new Set(['withdrawn', 'lapsed', 'ended']);

/**
 * Where one family stands.
 * @param requests its requests that are not joined to another, as they stood on `today`; at least one
 * @param horizonWeeks how near the earliest wanted date must be for a family without solution to count as such
 */
export function statusOf(requests: readonly Standing[], today: Day, horizonWeeks: number): FamilyStatus {
  const live = requests.filter((request) => !GONE.has(request.state));
  if (live.length === 0) return goneStatus(requests);
  if (live.every((request) => SOLVED.has(request.state))) return 'with';
  if (live.some((request) => SOLVED.has(request.state) || request.state === 'partly_placed')) return 'partly';
  const wanted = live.flatMap((request) => request.wantedFrom ?? []).sort()[0];
  return wanted !== undefined && wanted < addDays(today, horizonWeeks * 7) ? 'without' : 'pending';
}

/** Among families with nothing left to answer, the last thing that is still hoped for comes first. */
function goneStatus(requests: readonly Standing[]): FamilyStatus {
  if (requests.some((request) => request.state === 'ended')) return 'ended';
  return requests.some((request) => request.state === 'lapsed') ? 'lost_contact' : 'no_longer_needed';
}

export type StatusCounts = Record<FamilyStatus, number> & { readonly families: number };

const noFamilies = (): StatusCounts => ({
  families: 0, with: 0, partly: 0, without: 0, pending: 0, no_longer_needed: 0, lost_contact: 0, ended: 0,
});

export interface CommuneRow {
  /** INSEE code; null for families outside the territory. */
  readonly communeCode: string | null;
  readonly counts: StatusCounts;
}

export interface Stock {
  readonly total: StatusCounts;
  readonly communes: readonly CommuneRow[];
}

/** The stock of families on a day: total, and by residence on that day. */
export function stockOf(standings: readonly Standing[], today: Day, horizonWeeks: number): Stock {
  const families = new Map<string, Standing[]>();
  for (const standing of standings) {
    if (standing.joined) continue;
    families.set(standing.dossierId, [...(families.get(standing.dossierId) ?? []), standing]);
  }
  const total = { ...noFamilies() };
  const communes = new Map<string | null, StatusCounts>();
  for (const requests of families.values()) {
    const status = statusOf(requests, today, horizonWeeks);
    const { communeCode } = requests.reduce((last, request) => (request.from > last.from ? request : last));
    const row = communes.get(communeCode) ?? noFamilies();
    for (const counts of [total, row]) {
      counts[status] += 1;
      (counts as { families: number }).families += 1;
    }
    communes.set(communeCode, row);
  }
  // In one order whatever the rows came in: those from outside last.
  const inOrder = [...communes].sort(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1));
  return { total, communes: inOrder.map(([communeCode, counts]) => ({ communeCode, counts })) };
}

/** Distinct children whose request was submitted between two moments (the second excluded). */
export const receivedBetween = (standings: readonly Standing[], from: string, to: string): number =>
  new Set(standings.filter((one) => !one.joined && one.submittedAt >= from && one.submittedAt < to).map((one) => one.requestId)).size;
