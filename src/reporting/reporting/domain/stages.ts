import { dayOf, daysBetween, type Day } from '../../../foundation/kernel/time.js';
import type { RequestPast } from './family-history.js';

/** The stages of a request: from a state to a later one. */
export const STAGES = [
  'submitted-in_triage',
  'in_triage-oriented',
  'oriented-before_commission',
  'before_commission-offered',
  'offered-placed',
] as const;
export type Stage = (typeof STAGES)[number];

/** From the deposit of a request to the first answer that its family had: over several stages. */
export const TO_ANSWER = 'submitted-answered';
/** Every way of which the days are counted. */
export const WAYS = [...STAGES, TO_ANSWER] as const;

const isSinceDeposit = (way: string): boolean => way.startsWith('submitted-');
/** Of delays by way, those that begin with the deposit. */
export const delaysSinceDeposit = <Delay>(delays: Readonly<Record<string, Delay>>): Record<string, Delay> =>
  Object.fromEntries(Object.entries(delays).filter(([way]) => isSinceDeposit(way)));
export type Way = (typeof WAYS)[number];

/**
 * The states that answer a request: a place is offered or agreed, the request is kept waiting, or refused. What the
 * family found by itself, and the end of a request that it withdrew or let lapse, is no answer.
 */
const ANSWERS: ReadonlySet<string> = new Set(['offered', 'waiting_list', 'refused', 'partly_placed', 'placed']);

/** A way that a request has been through, in whole days between the two days in Paris. */
export interface StageDelay {
  readonly stage: Way;
  /** The day on which the later state was first reached. */
  readonly day: Day;
  readonly days: number;
  /** Of these, the days on which the request waited for what the desk had asked its family to complete. */
  readonly suspended: number;
}

/** The state of a request that waits for its family to complete it. */
const SUSPENDED = 'incomplete';

/**
 * The delays of one request, between the first time each state was reached. A request that reached the later state
 * first (an emergency is offered a place before any session) has no delay for that stage.
 */
export function stageDelays({ moves }: Pick<RequestPast, 'moves'>): StageDelay[] {
  const first = new Map<string, string>();
  const reach = (state: string, at: string): void => {
    if (!first.has(state) || at < first.get(state)!) first.set(state, at);
  };
  for (const { to, at } of moves) {
    reach(to, at);
    if (ANSWERS.has(to)) reach('answered', at);
  }
  return WAYS.flatMap((stage): StageDelay[] => {
    const [from, to] = stage.split('-').map((state) => first.get(state));
    if (from === undefined || to === undefined || to < from) return [];
    const within = { from: dayOf(from), to: dayOf(to) };
    const days = daysBetween(within.from, within.to);
    return [{ stage, day: within.to, days, suspended: suspendedDays(moves, within) }];
  });
}

/** The days between two days during which the request was suspended. */
function suspendedDays(moves: RequestPast['moves'], { from, to }: { readonly from: Day; readonly to: Day }): number {
  const inOrder = [...moves].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return inOrder.reduce((sum, move, index) => {
    if (move.to !== SUSPENDED) return sum;
    const began = dayOf(move.at);
    const next = inOrder[index + 1];
    const ended = next === undefined ? to : dayOf(next.at);
    const [first, last] = [began > from ? began : from, ended < to ? ended : to];
    return sum + Math.max(0, daysBetween(first, last));
  }, 0);
}

/** How many delays there are, and their median and ninth decile in days; null where there is none. */
export interface Delays {
  readonly n: number;
  readonly median: number | null;
  readonly p90: number | null;
}

/**
 * The percentiles by nearest rank: the smallest number of days that at least so many hundredths of the delays do not
 * exceed. It is always a delay that somebody had.
 * @param counts how many delays there are of each number of days
 */
export function delaysOf(counts: ReadonlyMap<number, number>): Delays {
  const sorted = [...counts].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  const n = sorted.reduce((sum, [, count]) => sum + count, 0);
  const atRank = (rank: number): number | null => {
    let passed = 0;
    return sorted.find(([, count]) => (passed += count) >= rank)?.[0] ?? null;
  };
  return { n, median: atRank(Math.ceil((n * 50) / 100)), p90: atRank(Math.ceil((n * 90) / 100)) };
}
