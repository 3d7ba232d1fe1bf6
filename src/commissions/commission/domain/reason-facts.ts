import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { MissCode } from '../../matching/index.js';
import type { CaseMiss } from './case-explanation.js';
import type { ClaimCause } from './claim-causes.js';

/**
 * What a session knows about a case when a reason is chosen. Places have their names, so that a sentence can mention
 * them.
 */
export interface ReasonFacts {
  /** The section proposed for the case; null when none is, or when members keep the proposal. */
  readonly proposed: string | null;
  /** The section to which the child is admitted. */
  readonly section: string | null;
  /** Why it has none of the places that its family prefers. */
  readonly misses: readonly CaseMiss[];
  /** Where its family could claim a place: why. Null for a family without a claim. */
  readonly cause: ClaimCause | null;
  /** Whether what it claims is held by a child that ranks after it, because of a decision of members. */
  readonly givenPriority: boolean;
  /** Whether the family lives in one of the territory's communes; null when nobody said. */
  readonly resident: boolean | null;
  /** The name of the commune, for a resident. */
  readonly commune: string | null;
  readonly wantedFrom: Day;
  readonly entryFrom: Day;
  /** An establishment of its wishes that takes its age on the day of entry. */
  readonly receivedAt: string | null;
  /** An establishment of its wishes that is open for its whole week. */
  readonly openAt: string | null;
  /** Whether some hours of its week are outside the hours of every establishment of its wishes. */
  readonly outsideHours: boolean;
  /** Whether an establishment of its wishes reserves places for children with a trait that this child does not have. */
  readonly reserved: boolean;
  readonly siblingReceived: boolean;
  /** How many criteria would give points but were not answered. */
  readonly undeclared: number;
  readonly expertOpinion: boolean;
  /** Whether the child is in care today; null when nobody said. */
  readonly caredFor: boolean | null;
  /** Whether a parent works, looks for work or is on a path of insertion; null when nobody said. */
  readonly parentActive: boolean | null;
  readonly parentSeeking: boolean;
  /** How many sections of its wishes suit its age. */
  readonly suitingSections: number;
  /** Whether the family would take fewer days than it asks for; null when it has not said. */
  readonly takesShorterWeek: boolean | null;
}

/**
 * What the facts say about a reason: true when it holds, null when they do not tell, a refusal when a fact contradicts
 * it.
 */
export type ReasonVerdict = boolean | null | Refusal;

const FULL: readonly MissCode[] = ['FULL', 'DOES_NOT_FIT'];
const has = ({ misses }: ReasonFacts, ...codes: readonly MissCode[]): boolean =>
  misses.some(({ code }) => codes.includes(code));
const only = ({ misses }: ReasonFacts, ...codes: readonly MissCode[]): boolean =>
  misses.every(({ code }) => codes.includes(code));

/** The refusal of "there is no place" when a place was there for the child; null otherwise. */
function placeWasThere({ proposed, misses }: ReasonFacts): Refusal | null {
  if (proposed !== null) return refuse('reason.proposed', { section: proposed });
  const claimed = misses.find(({ code }) => code === 'RESIDUAL');
  return claimed ? refuse('reason.claimed', { at: claimed.at }) : null;
}

/** The refusal of "it is full" when nothing was full for the child. */
const nothingFull = (facts: ReasonFacts): Refusal | null =>
  facts.misses.length > 0 && !has(facts, ...FULL) ? refuse('reason.nothingFull') : null;

const orNull = (holds: boolean): true | null => (holds ? true : null);

/**
 * Each reason as a rule over the known facts. Nothing is known in advance about a reason that is a person's judgement.
 */
const RULES: Readonly<Record<string, (facts: ReasonFacts) => ReasonVerdict>> = {
  // Waiting.
  no_place: (facts) =>
    placeWasThere(facts) ?? nothingFull(facts) ?? orNull(has(facts, 'FULL') && only(facts, 'FULL', 'NOT_ELIGIBLE')),
  half_days_full: (facts) =>
    placeWasThere(facts) ?? nothingFull(facts) ?? orNull(has(facts, ...FULL) && only(facts, ...FULL, 'NOT_ELIGIBLE')),
  age_section_full: (facts) =>
    placeWasThere(facts) ?? nothingFull(facts) ?? orNull(has(facts, 'FULL') && only(facts, 'FULL', 'NOT_ELIGIBLE')),
  capacity_reserved: (facts) => placeWasThere(facts) ?? (facts.reserved ? null : refuse('reason.nothingReserved')),
  age_not_received: ({ receivedAt }) => (receivedAt === null ? true : refuse('reason.ageReceived', { at: receivedAt })),
  ranked_above_waits: (facts) =>
    placeWasThere(facts) ?? (has(facts, 'HELD_BACK') ? true : refuse('reason.nobodyWaits')),
  siblings_apart: (facts) => placeWasThere(facts) ?? (has(facts, 'SIBLINGS') ? true : refuse('reason.noSiblings')),
  no_even_share: (facts) => {
    if (facts.proposed !== null) return refuse('reason.proposed', { section: facts.proposed });
    if (!has(facts, 'RESIDUAL')) return refuse('reason.nothingClaimed');
    if (facts.cause === 'members') return refuse('reason.membersDecided');
    return facts.cause === 'no_fair_outcome' ? true : refuse('reason.notProven');
  },
  order_not_kept: (facts) => {
    if (facts.proposed !== null) return refuse('reason.proposed', { section: facts.proposed });
    if (!has(facts, 'RESIDUAL')) return refuse('reason.nothingClaimed');
    return orNull(facts.cause !== 'no_fair_outcome' && !facts.givenPriority);
  },
  other_child_first: (facts) =>
    facts.proposed !== null || (facts.givenPriority && has(facts, 'RESIDUAL'))
      ? true
      : refuse('reason.nothingProposed'),
  // Deferring.
  incomplete_information: ({ undeclared }) => orNull(undeclared > 0),
  awaiting_opinion: () => null,
  later_entry: ({ wantedFrom, entryFrom }) =>
    wantedFrom > entryFrom ? true : refuse('reason.entryNotLater', { day: entryFrom }),
  // Refusing.
  outside_area: ({ resident, commune }) =>
    resident === true ? refuse('reason.resident', { commune: commune ?? '' }) : orNull(resident === false),
  need_not_compatible: ({ openAt, outsideHours }) =>
    openAt === null ? orNull(outsideHours) : refuse('reason.open', { at: openAt }),
  false_declaration: () => null,
  // Departing from the rank.
  sibling_together: ({ siblingReceived }) => (siblingReceived ? true : refuse('reason.noSiblingReceived')),
  child_protection: ({ expertOpinion }) => orNull(expertOpinion),
  return_to_work: ({ parentActive, parentSeeking }) =>
    parentActive === false ? refuse('reason.nobodyActive') : orNull(parentSeeking),
  continuity_of_care: ({ caredFor }) => (caredFor === false ? refuse('reason.notCaredFor') : caredFor),
  other_section_suits: ({ suitingSections, proposed, section }) => {
    if (suitingSections < 2) return refuse('reason.oneSection');
    return orNull(proposed !== null && section !== null && proposed !== section);
  },
  shorter_week: ({ takesShorterWeek }) =>
    takesShorterWeek ? true : refuse('reason.wholeWeekOnly', { said: takesShorterWeek === null ? 'no' : 'yes' }),
};

/** @param reason a code of the lists; an unknown one is never contradicted here */
export const reasonVerdict = (reason: string, facts: ReasonFacts): ReasonVerdict => RULES[reason]?.(facts) ?? null;

/** Why a reason cannot be given; null when no fact contradicts it. */
export function contradiction(reason: string, facts: ReasonFacts): Refusal | null {
  const verdict = reasonVerdict(reason, facts);
  return typeof verdict === 'object' ? verdict : null;
}

export interface ListedReason {
  readonly reason: string;
  /** The fact that contradicts it; null when none does. */
  readonly contradiction: Refusal | null;
}

/**
 * The reasons in the order of the form: first those that hold, then those of which nothing is known, then those that a
 * fact contradicts. Each group keeps the order of the list.
 */
export function listedReasons(reasons: readonly string[], facts: ReasonFacts): ListedReason[] {
  const weighed = reasons.map((reason) => ({ reason, verdict: reasonVerdict(reason, facts) }));
  const refusalOf = (verdict: ReasonVerdict): Refusal | null => (typeof verdict === 'object' ? verdict : null);
  return [
    ...weighed.filter(({ verdict }) => verdict === true),
    ...weighed.filter(({ verdict }) => verdict === null),
    ...weighed.filter(({ verdict }) => refusalOf(verdict) !== null),
  ].map(({ reason, verdict }) => ({ reason, contradiction: refusalOf(verdict) }));
}

/** The reason of the list that holds when the proposal leaves a case without a place. */
export function waitingReason(
  reasons: readonly string[],
  facts: Pick<ReasonFacts, 'misses' | 'receivedAt' | 'cause' | 'givenPriority'>,
): string {
  const known: ReasonFacts = { ...NOTHING_KNOWN, ...facts };
  return listedReasons(reasons, known)[0]!.reason;
}

/** The facts of a case for which nothing is proposed. */
const NOTHING_KNOWN: ReasonFacts = {
  proposed: null,
  section: null,
  misses: [],
  cause: null,
  givenPriority: false,
  resident: null,
  commune: null,
  wantedFrom: '',
  entryFrom: '',
  receivedAt: null,
  openAt: null,
  outsideHours: false,
  reserved: true,
  siblingReceived: false,
  undeclared: 0,
  expertOpinion: false,
  caredFor: null,
  parentActive: null,
  parentSeeking: false,
  suitingSections: 0,
  takesShorterWeek: false,
};
