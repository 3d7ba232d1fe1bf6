import type { Expert } from '../../../commissions/admission/domain/index.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';

/** As what a person is asked. */
export const EXPERT_ROLES = ['pmi', 'doctor', 'social_worker', 'different_children', 'other'] as const;
export type ExpertRole = (typeof EXPERT_ROLES)[number];

/** Why a person gives no opinion: chosen and never typed, so that nothing of a family's health is written. */
export const DECLINE_REASONS = [
  'not_met',
  'unknown_family',
  'not_my_field',
  'not_enough_known',
  'no_time',
  'conflict',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** What ends a question. `request`: the request itself has ended. */
export const OUTCOMES = ['answered', 'declined', 'taken_back', 'request'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type AskedState = Outcome | 'waiting' | 'lapsed';

/** Why an answer that was given does not count yet. */
export type HeldFor = 'grid' | 'session';

/** The words that each side may write beside what it chooses: enough for one line, too few for a report. */
export const LONGEST_NOTE = 200;

/** The facts of a request on which a criterion of experts rests: the only ones that the person reads. */
export const CRITERION_FACTS = {
  vulnerability: ['loneParent', 'currentCare'],
  vulnerability_expert: ['loneParent', 'currentCare'],
} as const satisfies Readonly<Record<string, readonly ('loneParent' | 'currentCare')[]>>;
export type CriterionFact = (typeof CRITERION_FACTS)[keyof typeof CRITERION_FACTS][number];

export const factsOfCriterion = (criterion: string): readonly CriterionFact[] =>
  Object.hasOwn(CRITERION_FACTS, criterion) ? CRITERION_FACTS[criterion as keyof typeof CRITERION_FACTS] : [];

/** As whose word the grid counts an opinion. Who has no place of its own in the grids is heard by the desk. */
const COUNTS_AS: Readonly<Record<ExpertRole, Expert>> = {
  pmi: 'pmi',
  doctor: 'rpe',
  social_worker: 'social_services',
  different_children: 'rpe',
  other: 'rpe',
};

/**
 * As whose word a grid counts what this person says.
 * @param by those whose word the grid counts; null where it leaves that open
 * @returns null when the grid counts no word of such a person
 */
export function countsAs(role: ExpertRole, by: readonly Expert[] | null): Expert | null {
  const own = COUNTS_AS[role];
  if (by === null || by.includes(own)) return own;
  // The desk passes on the word of whoever the grid does not name, where the grid hears the desk.
  return by.includes('rpe') ? 'rpe' : null;
}

interface Ending {
  readonly outcome: Outcome | null;
  /** The last day on which the link opens. */
  readonly until: Day;
}

export const stateOf = ({ outcome, until }: Ending, today: Day): AskedState =>
  outcome ?? (until < today ? 'lapsed' : 'waiting');

/** Whether the link still opens what is asked. */
export const isWaiting = (one: Ending, today: Day): boolean => stateOf(one, today) === 'waiting';

/** Whether the desk has to look at it: it was answered, declined or left without an answer, and nobody has seen that. */
export const isForDesk = (one: Ending & { readonly seenAt: string | null }, today: Day): boolean =>
  one.seenAt === null && ['answered', 'declined', 'lapsed'].includes(stateOf(one, today));

export const lastDay = (today: Day, days: number): Day => addDays(today, days);

/** Why an answer does not count at once; null when it does. */
export const heldFor = (
  asked: { readonly gridId: string },
  inForce: string | null,
  isJudged: boolean,
): HeldFor | null => (inForce !== asked.gridId ? 'grid' : isJudged ? 'session' : null);

export interface AskedRange {
  readonly least: number | null;
  readonly most: number | null;
}

/** Whether the points of an answer are within what was asked: none where the grid leaves no choice of points. */
export function judgePoints({ least, most }: AskedRange, points: number | null): Refusal | null {
  if (least === null || most === null) return points === null ? null : refuse('askedOpinion.noPoints');
  return points === null || !Number.isInteger(points) || points < least || points > most
    ? refuse('criterion.range', { least, most })
    : null;
}

/** Whether a person can be asked: the family agreed, on a day that is not to come, and something reaches the person. */
export function judgeAsked(
  { email, mobile, agreedOn }: { email: string | null; mobile: string | null; agreedOn: Day },
  today: Day,
): Refusal | null {
  if (email === null && mobile === null) return refuse('askedOpinion.noWay');
  return agreedOn > today ? refuse('askedOpinion.agreedLater') : null;
}

export interface Way {
  readonly channel: 'email' | 'sms';
  readonly recipient: string;
}

/**
 * How the link and the code leave: by two ways where there are two, so that whoever reads one of them opens nothing.
 * @param carriesSms whether this installation sends text messages
 * @returns null when nothing reaches the person
 */
export function waysTo(
  { email, mobile }: { readonly email: string | null; readonly mobile: string | null },
  carriesSms: boolean,
): { readonly link: Way; readonly code: Way } | null {
  const mail: Way | null = email === null ? null : { channel: 'email', recipient: email };
  const sms: Way | null = mobile === null || !carriesSms ? null : { channel: 'sms', recipient: mobile };
  const link = mail ?? sms;
  return link && { link, code: sms ?? link };
}
