import type { NeedForm, RequestState } from '../../../dossier/dossier/index.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { WEEKDAYS, type Weekday } from '../../../foundation/kernel/week-schedule.js';

/** What a family answers. */
export const WEEK_ANSWERS = ['accepted', 'declined'] as const;
export type WeekAnswer = (typeof WEEK_ANSWERS)[number];

/** `over`: nobody answered before the list was fixed, or there is nothing left to ask. */
export type WeekState = 'open' | WeekAnswer | 'over';

/** The states of a request in which its family changes its own answers and a session may still judge it. */
export const ASKABLE: readonly RequestState[] = [
  'in_triage',
  'incomplete',
  'oriented',
  'before_commission',
  'waiting_list',
  'partly_placed',
];

type AskedDays = Pick<NeedForm, 'week' | 'daysWanted' | 'daysPerWeek' | 'acceptsShorterWeek' | 'minimumDays'>;

/** Which days a family asks for; null when it said only how many, or nothing. */
function wantedDays({ week, daysWanted }: AskedDays): readonly Weekday[] | null {
  const ofWeek = WEEKDAYS.filter((day) => week?.[day]);
  if (ofWeek.length > 0) return ofWeek;
  return daysWanted && daysWanted.length > 0 ? daysWanted : null;
}

/** How many days a family asks for; null when nobody knows. */
export const countDays = (need: AskedDays): number | null => wantedDays(need)?.length ?? need.daysPerWeek;

/** The fewest days that a family takes as its answers stand; null when nobody knows how many it asks for. */
function fewestTaken(need: AskedDays): number | null {
  const asked = countDays(need);
  return asked !== null && need.acceptsShorterWeek === true ? (need.minimumDays ?? 1) : asked;
}

/** The days that can be proposed: those it asks for, among the free ones. */
export const proposableDays = (need: AskedDays, free: readonly Weekday[]): Weekday[] => {
  const wanted = wantedDays(need);
  return free.filter((day) => wanted === null || wanted.includes(day));
};

/**
 * Whether a family can be asked for these days: it did not refuse every shorter week, they are free, and they are fewer
 * than it takes already.
 * @param free the days that the establishment could give
 */
export function judgeDays(need: AskedDays, days: readonly Weekday[], free: readonly Weekday[]): Refusal | null {
  if (need.acceptsShorterWeek === false) return refuse('shorterWeek.refused');
  if (days.length === 0) return refuse('shorterWeek.noDay');
  const proposable = proposableDays(need, free);
  if (days.some((day) => !proposable.includes(day))) return refuse('shorterWeek.notFree');
  const fewest = fewestTaken(need);
  return fewest === null || days.length >= fewest ? refuse('shorterWeek.takenAlready') : null;
}

/** Whether a director can propose fewer days to a family, of those that are free. */
export const isProposable = (
  { state, need }: { readonly state: RequestState; readonly need: AskedDays },
  free: readonly Weekday[],
): boolean =>
  // Who has a part of its week is asked for by sessions and re-offers with the rest, not with fewer days.
  state !== 'partly_placed' && ASKABLE.includes(state) && judgeDays(need, proposableDays(need, free), free) === null;

/** What a proposal has become, and why it may be over without an answer. */
export interface WeekFacts {
  readonly answer: WeekAnswer | null;
  readonly days: readonly Weekday[];
  /** The list of the session is fixed, or the session does not sit. */
  readonly fixed: boolean;
  readonly request: { readonly state: RequestState; readonly need: AskedDays };
}

export function stateOfWeek({ answer, days, fixed, request }: WeekFacts): WeekState {
  if (answer !== null) return answer;
  if (fixed || !ASKABLE.includes(request.state)) return 'over';
  // The family changed its answers meanwhile: it takes so few days already, or no fewer than it asks for.
  return judgeDays(request.need, days, WEEKDAYS) === null ? 'open' : 'over';
}

/** The need of a family that takes so many days. Which days is not part of it: a session may give others of its week. */
export const takingDays = (need: NeedForm, count: number): NeedForm => ({
  ...need,
  acceptsShorterWeek: true,
  minimumDays: count,
});
