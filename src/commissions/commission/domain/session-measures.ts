import type { PointsLine } from '../../admission/domain/index.js';
import { tokenOfSection } from '../../../foundation/kernel/reserved-section.js';
import { dayOf, daysBetween, type Day, type Instant } from '../../../foundation/kernel/time.js';
import type { DecisionKind } from './decisions.js';
import type { SectionCutOff } from './published-cut-offs.js';
import type { SectionSeats } from './section-seats.js';

/** Cases of a session that were decided alike. */
export interface DecidedCases {
  readonly decision: DecisionKind;
  /** Whether the decision was the proposal at that moment; null in older sessions. */
  readonly kept: boolean | null;
  readonly reason: string | null;
  readonly count: number;
}

/** A day on which a session sat. */
export interface PastDay {
  /** The hour that was planned. */
  readonly startsAt: Instant;
  /** When the session was opened or resumed on that day; null when it is not known any more. */
  readonly openedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** How many members counted for the quorum at any time of the day. */
  readonly present: number;
}

/** What a closed session keeps, as far as measures need it. */
export interface PastSession {
  readonly frozenAt: Instant | null;
  readonly closedAt: Instant;
  readonly decided: readonly DecidedCases[];
  /** When each of its offers was made, those made again without another meeting included. */
  readonly offersMadeAt: readonly Instant[];
  readonly days: readonly PastDay[];
  /** How many members its body needs; null when its rules ask for no quorum. */
  readonly quorum: number | null;
  /** The points of each case, line by line. */
  readonly lines: readonly (readonly PointsLine[])[];
  readonly cutOffs: readonly SectionCutOff[];
  /** Null for a session that was closed before they were kept. */
  readonly seats: readonly SectionSeats[] | null;
}

/** Half-days of a week: how many there were, and how many nobody took. */
export interface SeatSum {
  readonly places: number;
  readonly left: number;
}

/** What sessions did, as numbers. Sums of several sessions are the sums of their numbers. */
export interface SessionMeasures {
  readonly sessions: number;
  readonly cases: number;
  readonly decided: Readonly<Partial<Record<DecisionKind, number>>>;
  /** Decisions that were the computed proposal at that moment. */
  readonly followed: number;
  /** The others, by the reason that members gave. */
  readonly departures: Readonly<Record<string, number>>;
  /** How many offers were made so many days after the list was fixed. */
  readonly offerDays: ReadonlyMap<number, number>;
  /** Days on which a quorum was needed, and those on which it was reached. */
  readonly quorumDays: number;
  readonly quorumReached: number;
  /** Of sessions whose days began and ended on the same day. */
  readonly timed: { readonly minutes: number; readonly cases: number };
  /** Points that were given, and those of them that rest on a proof seen or on an opinion. */
  readonly points: { readonly given: number; readonly proved: number };
  /** Null where no session kept its seats. */
  readonly seats: SeatSum | null;
  /** Of these, the places that are reserved for the children of an owner. */
  readonly reserved: SeatSum | null;
  /** Children admitted on the guaranteed seats of each trait. */
  readonly guaranteed: Readonly<Record<string, number>>;
}

export const NO_SESSION: SessionMeasures = {
  sessions: 0,
  cases: 0,
  decided: {},
  followed: 0,
  departures: {},
  offerDays: new Map(),
  quorumDays: 0,
  quorumReached: 0,
  timed: { minutes: 0, cases: 0 },
  points: { given: 0, proved: 0 },
  seats: null,
  reserved: null,
  guaranteed: {},
};

const MINUTE = 60_000;
const UNSAID = 'unsaid';

export function measuresOf(session: PastSession): SessionMeasures {
  const { decided, cutOffs, days, frozenAt, lines, offersMadeAt, quorum, seats } = session;
  const cases = decided.reduce((sum, { count }) => sum + count, 0);
  const minutes = sittingMinutes(days);
  return {
    sessions: 1,
    cases,
    decided: tally(decided.map(({ decision, count }) => [decision, count])),
    followed: decided.reduce((sum, { kept, count }) => sum + (kept === true ? count : 0), 0),
    departures: tally(
      decided.filter(({ kept }) => kept === false).map(({ reason, count }) => [reason ?? UNSAID, count]),
    ),
    offerDays: frozenAt === null ? new Map() : dayCounts(dayOf(frozenAt), offersMadeAt),
    quorumDays: quorum === null ? 0 : days.length,
    quorumReached: quorum === null ? 0 : days.filter(({ present }) => present >= quorum).length,
    timed: minutes === null || cases === 0 ? { minutes: 0, cases: 0 } : { minutes, cases },
    points: pointsGiven(lines.flat()),
    seats: seats && seatSum(seats),
    reserved: seats && seatSum(seats.filter(({ section }) => tokenOfSection(section) !== null)),
    guaranteed: tally(cutOffs.flatMap(({ reserve, received }) => (reserve === null ? [] : [[reserve, received]]))),
  };
}

/** The measures of several sessions together. */
export const measuresTogether = (measures: readonly SessionMeasures[]): SessionMeasures =>
  measures.reduce(
    (sum, one) => ({
      sessions: sum.sessions + one.sessions,
      cases: sum.cases + one.cases,
      decided: tally([...Object.entries(sum.decided), ...Object.entries(one.decided)]),
      followed: sum.followed + one.followed,
      departures: tally([...Object.entries(sum.departures), ...Object.entries(one.departures)]),
      offerDays: new Map(
        [...new Set([...sum.offerDays.keys(), ...one.offerDays.keys()])].map((days) => [
          days,
          (sum.offerDays.get(days) ?? 0) + (one.offerDays.get(days) ?? 0),
        ]),
      ),
      quorumDays: sum.quorumDays + one.quorumDays,
      quorumReached: sum.quorumReached + one.quorumReached,
      timed: { minutes: sum.timed.minutes + one.timed.minutes, cases: sum.timed.cases + one.timed.cases },
      points: { given: sum.points.given + one.points.given, proved: sum.points.proved + one.points.proved },
      seats: bothSeats(sum.seats, one.seats),
      reserved: bothSeats(sum.reserved, one.reserved),
      guaranteed: tally([...Object.entries(sum.guaranteed), ...Object.entries(one.guaranteed)]),
    }),
    NO_SESSION,
  );

const bothSeats = (one: SeatSum | null, other: SeatSum | null): SeatSum | null =>
  one && other ? seatSum([one, other]) : (one ?? other);

const seatSum = (seats: readonly SeatSum[]): SeatSum => ({
  places: seats.reduce((sum, { places }) => sum + places, 0),
  left: seats.reduce((sum, { left }) => sum + left, 0),
});

function tally(counts: readonly (readonly [string, number])[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [key, count] of counts) sums.set(key, (sums.get(key) ?? 0) + count);
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function dayCounts(from: Day, moments: readonly Instant[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const at of moments) {
    const days = daysBetween(from, dayOf(at));
    counts.set(days, (counts.get(days) ?? 0) + 1);
  }
  return counts;
}

/** Null unless each day ended on the day on which it began: a session that is closed a week later did not sit a week. */
function sittingMinutes(days: readonly PastDay[]): number | null {
  if (days.length === 0) return null;
  const minutes = days.map(({ startsAt, openedAt, endedAt }) => {
    // Members who wait for the hour, or for a late secretary, decide nothing.
    const begun = openedAt !== null && openedAt > startsAt ? openedAt : startsAt;
    return endedAt !== null && endedAt > begun && dayOf(endedAt) === dayOf(begun)
      ? Math.round((Date.parse(endedAt) - Date.parse(begun)) / MINUTE)
      : null;
  });
  return minutes.includes(null) ? null : minutes.reduce<number>((sum, one) => sum + one!, 0);
}

/** What caps take away is no point that anybody declared or proved. */
function pointsGiven(lines: readonly PointsLine[]): SessionMeasures['points'] {
  const given = lines.filter(({ points }) => points > 0);
  const sum = (of: readonly PointsLine[]): number => of.reduce((total, { points }) => total + points, 0);
  return { given: sum(given), proved: sum(given.filter(({ proof }) => PROVED.includes(proof))) };
}

/** A proof that somebody saw, an opinion, and what the desk knows by itself. */
const PROVED: readonly PointsLine['proof'][] = ['seen', 'recorded'];
