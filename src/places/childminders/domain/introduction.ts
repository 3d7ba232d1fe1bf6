import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';

/** Mise en relation: a family and a childminder put in touch (domain.md §3). */
export type IntroductionState = 'proposed' | 'introduced' | 'met' | 'agreed' | 'declined';
export type IntroductionActor = 'childminder' | 'family' | 'first_desk' | 'system';
export type IntroductionAction = 'interest' | 'refuse' | 'accept' | 'meet' | 'agree' | 'decline';

interface IntroductionRule {
  readonly from: readonly IntroductionState[];
  readonly to: IntroductionState;
  readonly who: readonly IntroductionActor[];
}

export const LIVE: readonly IntroductionState[] = ['proposed', 'introduced', 'met'];

/** Who may do what. The desk also notes what either of them said on the telephone. */
export const INTRODUCTION_ACTIONS: Readonly<Record<IntroductionAction, IntroductionRule>> = {
  /** She is interested: the family may now choose her. */
  interest: { from: ['proposed'], to: 'proposed', who: ['childminder', 'first_desk'] },
  refuse: { from: LIVE, to: 'declined', who: ['childminder', 'first_desk'] },
  /** The family says yes to one who is interested: each gets the other's telephone. */
  accept: { from: ['proposed'], to: 'introduced', who: ['family', 'first_desk'] },
  meet: { from: ['introduced'], to: 'met', who: ['first_desk'] },
  agree: { from: ['introduced', 'met'], to: 'agreed', who: ['first_desk'] },
  decline: { from: LIVE, to: 'declined', who: ['family', 'first_desk', 'system'] },
};

/** How many introductions of one request may run at once. */
export const MOST_INTRODUCTIONS = 3;

export const isLive = ({ state }: { readonly state: IntroductionState }): boolean => LIVE.includes(state);

interface ShownIntroduction extends JudgedIntroduction {
  readonly introducedAt: string | null;
}

/** A family reads of those who are interested. Who said no before it chose is never named to it. */
export const shownToFamily = <One extends ShownIntroduction>(introductions: readonly One[]): One[] =>
  introductions.filter(({ interestedAt, introducedAt, state }) =>
    state === 'declined' ? introducedAt !== null : interestedAt !== null,
  );

/** Why a childminder does not look after a child. */
export const REFUSE_REASONS = ['no_place', 'days', 'age', 'distance', 'other'] as const;
/** Why a family, or its desk, does not go on with a childminder. */
export const DECLINE_REASONS = ['distance', 'days', 'price', 'no_contact', 'other_solution', 'other'] as const;
/** The request was closed, whatever for. */
export const REQUEST_CLOSED = 'request_closed';
/** She no longer receives children. */
export const CHILDMINDER_CLOSED = 'childminder_closed';
export type DeclineReason =
  | (typeof REFUSE_REASONS)[number]
  | (typeof DECLINE_REASONS)[number]
  | typeof REQUEST_CLOSED
  | typeof CHILDMINDER_CLOSED;

export interface JudgedIntroduction {
  readonly state: IntroductionState;
  readonly interestedAt: string | null;
}

/** Why an act may not be done; null when it may. @param as as whom the actor acts on this introduction */
export function judgeIntroduction(
  action: IntroductionAction,
  { state, interestedAt }: JudgedIntroduction,
  as: readonly IntroductionActor[],
): Refusal | null {
  const rule = INTRODUCTION_ACTIONS[action];
  if (!rule.who.some((actor) => as.includes(actor))) return refuse('introduction.notYours');
  if (!rule.from.includes(state)) return refuse('introduction.state', { state });
  return action === 'accept' && interestedAt === null ? refuse('introduction.notInterested') : null;
}

/** Whether an act was done already: pressing its button again changes nothing. */
export const isDone = (action: IntroductionAction, { state, interestedAt }: JudgedIntroduction): boolean =>
  action === 'interest' ? state === 'proposed' && interestedAt !== null : INTRODUCTION_ACTIONS[action].to === state;
