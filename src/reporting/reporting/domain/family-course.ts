import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { FamilyHistory, HistoryMove } from './family-history.js';
import {
  counted,
  liveRequests,
  statusOf,
  withoutFrom,
  type FamilyStatus,
  type StandingRequest,
} from './family-status.js';
import { refusedOffer, withoutCause, type RefusedOffer, type WithoutCause } from './without-because.js';

/** How a family stands when a day ends. */
export interface FamilyDay {
  readonly status: FamilyStatus;
  /** The commune of residence on that day; null outside the territory. */
  readonly communeCode: string | null;
  /** Null for a family that is not without a solution. */
  readonly because: WithoutCause | null;
  readonly refused: RefusedOffer;
  /** The requests that count and are not closed. */
  readonly requestIds: readonly Id[];
}

/** A day on which something about the family changed. */
export interface CourseDay {
  readonly day: Day;
  /** Null when the family has no request that counts. */
  readonly after: FamilyDay | null;
  /** The action whose move led to the status of the evening; `time` when only the calendar did. */
  readonly cause: string;
}

export const BY_TIME = 'time';

interface FamilyMove extends HistoryMove {
  readonly requestId: Id;
  readonly transferFrom: Id | null;
}

/** The moves of all requests of a family in the order in which they happened. Those of one moment keep their order. */
const movesOf = ({ requests }: FamilyHistory): FamilyMove[] =>
  requests
    .flatMap(({ id, transferFrom, moves }) => moves.map((move) => ({ ...move, requestId: id, transferFrom })))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

/** The last move of each request so far. A request that is joined to another, or is another family's, does not count. */
class Standings {
  private readonly last = new Map<Id, FamilyMove>();

  constructor(private readonly family: Id) {}

  apply(move: FamilyMove): void {
    const before = this.last.get(move.requestId);
    // A second deposit changes nothing: a request that is joined to another stays joined.
    if (move.action === 'submit' && move.to === before?.to) return;
    this.last.set(move.requestId, move);
  }

  counted(): StandingRequest[] {
    const standing = [...this.last.values()].filter(
      ({ action, to, family }) =>
        to !== 'draft' && family === this.family && !(to === 'withdrawn' && action === 'join'),
    );
    return counted(
      standing.map(({ requestId, to, wantedFrom, transferFrom }) => ({
        requestId,
        state: to,
        wantedFrom,
        transferFrom,
      })),
    );
  }
}

/**
 * The days on which a family's standing changed, in order: by a move, by the calendar (the wanted date comes near), by
 * a new residence, or by an answer to an offer.
 * @param horizonWeeks see statusOf
 */
export function courseOf(family: FamilyHistory, horizonWeeks: number): CourseDay[] {
  const moves = movesOf(family);
  const standings = new Standings(family.id);
  const statusOn = (day: Day): FamilyStatus | null => {
    const requests = standings.counted();
    return requests.length === 0 ? null : statusOf(requests, day, horizonWeeks);
  };
  const course: CourseDay[] = [];
  let next = 0;
  let before: FamilyDay | null = null;
  for (const day of daysOfChange(family, moves, horizonWeeks)) {
    let status = statusOn(day);
    let cause = BY_TIME;
    for (; next < moves.length && dayOf(moves[next]!.at) <= day; next += 1) {
      standings.apply(moves[next]!);
      const moved = statusOn(day);
      if (moved !== status) [status, cause] = [moved, moves[next]!.action];
    }
    const after = status === null ? null : familyDay(family, standings.counted(), status, day);
    if (isSame(before, after)) continue;
    course.push({ day, after, cause });
    before = after;
  }
  return course;
}

function daysOfChange(family: FamilyHistory, moves: readonly FamilyMove[], horizonWeeks: number): Day[] {
  const nears = moves.flatMap(({ wantedFrom }) => (wantedFrom === null ? [] : [withoutFrom(wantedFrom, horizonWeeks)]));
  const answers = family.requests.flatMap(({ offers }) => offers.map(({ at, answeredAt }) => dayOf(answeredAt ?? at)));
  const days = [...moves.map(({ at }) => dayOf(at)), ...nears, ...answers, ...family.residence.map(({ from }) => from)];
  return [...new Set(days)].sort();
}

function familyDay(
  family: FamilyHistory,
  requests: readonly StandingRequest[],
  status: FamilyStatus,
  day: Day,
): FamilyDay {
  const refused = refusedOffer(family, day);
  const live = liveRequests(requests);
  const because = status === 'without' ? withoutCause(live, refused) : null;
  const requestIds = live.map(({ requestId }) => requestId);
  return { status, communeCode: communeOn(family, day), because, refused, requestIds };
}

/**
 * The commune of residence on a day: what was said to hold from the latest day up to then, and of two such sayings the
 * one recorded last. Before the first day that is known, the first.
 */
function communeOn({ residence }: FamilyHistory, day: Day): string | null {
  const order = [...residence].sort((a, b) =>
    a.from === b.from ? (a.recorded < b.recorded ? -1 : a.recorded > b.recorded ? 1 : 0) : a.from < b.from ? -1 : 1,
  );
  return (order.findLast(({ from }) => from <= day) ?? order[0])?.commune ?? null;
}

const isSame = (a: FamilyDay | null, b: FamilyDay | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.status === b.status &&
    a.communeCode === b.communeCode &&
    a.because === b.because &&
    a.refused === b.refused &&
    a.requestIds.join() === b.requestIds.join());
