import { FEWEST_SHOWN, shownCounts } from '../../../foundation/kernel/small-counts.js';
import type { SessionMeasures } from '../../../commissions/commission/index.js';

type Counts = Readonly<Record<string, number>>;
/** By key; null is a count that is not told. */
type Told = Readonly<Record<string, number | null>>;
type DecisionKind = keyof SessionMeasures['decided'];

export const DECISIONS = ['admit', 'wait', 'defer', 'refuse'] as const satisfies readonly DecisionKind[];
/** Rates are told on a base of so many (domain.md §10). */
const RATE_BASE = 10;
/** Fewer half-days may be those of fewer than five children: a whole week has ten. */
const FEWEST_HALF_DAYS = FEWEST_SHOWN * 10;

/** What is told of the sessions of a period. Null: not told, or not known. */
export interface ToldMeasures {
  readonly sessions: number;
  readonly cases: number | null;
  readonly decided: Readonly<Record<(typeof DECISIONS)[number], number | null>>;
  /** Decisions that followed the proposal, and the others. */
  readonly followed: number | null;
  readonly others: number | null;
  /** Null where the number of the others is not told. */
  readonly departures: Told | null;
  /** Null where the number of refusals is not told. */
  readonly refusals: Told | null;
  readonly offerDays: SessionMeasures['offerDays'];
  readonly seats: SessionMeasures['seats'];
  readonly reserved: SessionMeasures['reserved'];
  readonly guaranteed: Told;
  readonly quorum: { readonly days: number; readonly reached: number };
  readonly minutesPerCase: number | null;
  /** In percent of the points that were given. */
  readonly proved: number | null;
}

const othersOf = ({ cases, followed }: SessionMeasures): number => cases - followed;
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part * 100) / whole));
const perCase = ({ timed }: SessionMeasures): number | null =>
  timed.cases === 0 ? null : Math.round(timed.minutes / timed.cases);
const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** To those who may see the families themselves: everything. @param refusals of requests in the period, by reason */
export function toldToDesk(measures: SessionMeasures, refusals: Counts): ToldMeasures {
  const { cases, decided, departures, followed, guaranteed, offerDays, points, reserved, seats, sessions } = measures;
  return {
    sessions,
    cases,
    decided: Object.fromEntries(DECISIONS.map((kind) => [kind, decided[kind] ?? 0])) as ToldMeasures['decided'],
    followed,
    others: othersOf(measures),
    departures,
    refusals,
    offerDays,
    seats,
    reserved,
    guaranteed,
    quorum: { days: measures.quorumDays, reached: measures.quorumReached },
    minutesPerCase: perCase(measures),
    proved: ratio(points.proved, points.given),
  };
}

/** In whatever leaves the desk: no count under five, and none from which one could be computed. */
export function toldOutside(measures: SessionMeasures, refusals: Counts): ToldMeasures {
  const told = toldToDesk(measures, refusals);
  const { cases, decided, guaranteed, offerDays, reserved, seats } = measures;
  const [admit, wait, defer, refuse] = shownCounts(DECISIONS.map((kind) => decided[kind] ?? 0)).counts;
  const [followed, others] = shownCounts([measures.followed, othersOf(measures)]).counts;
  const isMany = (sum: SessionMeasures['seats']): boolean =>
    sum !== null && sum.places - sum.left >= FEWEST_HALF_DAYS && admit !== null;
  return {
    ...told,
    cases: cases < FEWEST_SHOWN ? null : cases,
    decided: { admit: admit!, wait: wait!, defer: defer!, refuse: refuse! },
    followed: followed!,
    others: others!,
    departures: others === null ? null : shownList(measures.departures),
    refusals: refuse === null ? null : shownList(refusals),
    offerDays: sumOf(Object.fromEntries(offerDays)) < FEWEST_SHOWN ? new Map() : offerDays,
    seats: isMany(seats) ? seats : null,
    reserved: isMany(reserved) ? reserved : null,
    guaranteed: Object.fromEntries(
      Object.entries(guaranteed).map(([trait, count]) => [trait, count < FEWEST_SHOWN ? null : count]),
    ),
    minutesPerCase: cases < FEWEST_SHOWN ? null : told.minutesPerCase,
    proved: cases < RATE_BASE ? null : told.proved,
  };
}

function shownList(counts: Counts): Told {
  const keys = Object.keys(counts).sort();
  const { counts: values } = shownCounts(keys.map((key) => counts[key]!));
  return Object.fromEntries(keys.map((key, index) => [key, values[index]!]));
}
