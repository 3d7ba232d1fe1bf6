import { dayOf, type Day } from '../../kernel/time.js';
import { counted, statusOf, withoutFrom, type FamilyStatus } from './family-status.js';
import type { Standing } from './request-timeline.js';

/** The status of one family from a day (included) to another (excluded; null while nothing has changed it). */
export interface FamilySpan {
  readonly status: FamilyStatus;
  /** The commune of residence in that time; null outside the territory. */
  readonly communeCode: string | null;
  readonly from: Day;
  readonly to: Day | null;
}

/** A day counts by the state of things when it ended. */
const standsAt = (standing: Standing, day: Day): boolean =>
  dayOf(standing.from) <= day && (standing.to === null || dayOf(standing.to) > day);

function statusOn(
  standings: readonly Standing[],
  day: Day,
  horizonWeeks: number,
): Omit<FamilySpan, 'from' | 'to'> | null {
  const requests = counted(standings.filter((standing) => !standing.joined && standsAt(standing, day)));
  if (requests.length === 0) return null;
  const { communeCode } = requests.reduce((last, request) => (request.from > last.from ? request : last));
  return { status: statusOf(requests, day, horizonWeeks), communeCode };
}

/**
 * All spans of a family, as few as possible. A span ends with a move, or on the day from which the wanted date counts
 * as near.
 * @param standings of every request of the family's dossier
 * @param horizonWeeks see statusOf
 */
export function spansOf(standings: readonly Standing[], horizonWeeks: number): FamilySpan[] {
  const moves = standings.flatMap(({ from, to }) => (to === null ? [from] : [from, to])).map(dayOf);
  const nears = standings.flatMap(({ wantedFrom }) =>
    wantedFrom === null ? [] : [withoutFrom(wantedFrom, horizonWeeks)],
  );
  const spans: FamilySpan[] = [];
  for (const day of [...new Set([...moves, ...nears])].sort()) {
    const now = statusOn(standings, day, horizonWeeks);
    const last = spans.at(-1);
    if (last && last.to === null && last.status === now?.status && last.communeCode === now.communeCode) continue;
    if (last && last.to === null) spans[spans.length - 1] = { ...last, to: day };
    if (now) spans.push({ ...now, from: day, to: null });
  }
  return spans;
}

/** A change of a figure on a day. The figure of a day is the sum of its steps up to then. */
export interface Step {
  readonly day: Day;
  /** '' outside the territory. */
  readonly communeCode: string;
  readonly figure: FamilyStatus | 'received';
  readonly change: number;
}

export const stepsOf = (spans: readonly FamilySpan[]): Step[] =>
  spans.flatMap(({ status, communeCode, from, to }) => {
    const figure = { communeCode: communeCode ?? '', figure: status };
    return [{ ...figure, day: from, change: 1 }, ...(to === null ? [] : [{ ...figure, day: to, change: -1 }])];
  });

/**
 * The children whose request was submitted, as steps on the day of the submission. Each request counts once. A transfer
 * does not count, nor a request that was joined to another of the same child within the month.
 */
export const receivedSteps = (standings: readonly Standing[]): Step[] =>
  standings.flatMap((standing): Step[] => {
    const day = dayOf(standing.submittedAt);
    // Days are compared as text, so the 31st stands for the last day of any month.
    return standing.joined || standing.transferFrom !== null || !standsAt(standing, `${day.slice(0, 7)}-31`)
      ? []
      : [{ day, communeCode: '', figure: 'received', change: 1 }];
  });

/**
 * The steps that turn figures made with `before` into figures made with `after`. They are sorted, so that two writers
 * never wait for each other.
 */
export function difference(before: readonly Step[], after: readonly Step[]): Step[] {
  const changes = new Map<string, Step>();
  for (const step of [...after, ...before.map((step) => ({ ...step, change: -step.change }))]) {
    const key = `${step.day} ${step.communeCode} ${step.figure}`;
    changes.set(key, { ...step, change: (changes.get(key)?.change ?? 0) + step.change });
  }
  return [...changes]
    .filter(([, { change }]) => change !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, step]) => step);
}
