import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';

/** The facts that the guards look at. The caller fills in those that its action needs. */
export interface RequestFacts {
  /** Essential answers still missing (completeness.ts). */
  readonly gaps: readonly string[];
  readonly tracks: number;
  /** How many candidacies are listed or frozen in other sessions. */
  readonly otherCandidacies: number;
  /** Whether the solutions cover the need, or the family said that they are enough. */
  readonly needCovered: boolean;
  readonly unansweredReminders: number;
  readonly callsLogged: number;
  /** Whether nobody of the family can be called. The request then lapses without the call. */
  readonly unrung: boolean;
  readonly openOffer: boolean;
  /** Whether another solution of the request goes on. */
  readonly partLeft: boolean;
  /** For a "never came" taken back: whether the request had stayed in its state. It then stays there once more. */
  readonly hadStayed: boolean;
  /** Whether the director decides alone, because the establishment belongs to no body (domain.md §8). */
  readonly ownDecision: boolean;
  /** Whether the request was joined into another of the same child. */
  readonly joined: boolean;
  /**
   * Whether the request arrived for a known family, and nobody has said yet whether it belongs to that family
   * (domain.md §4).
   */
  readonly arrival: boolean;
}

export const NO_FACTS: RequestFacts = {
  gaps: [],
  tracks: 0,
  otherCandidacies: 0,
  needCovered: false,
  unansweredReminders: 0,
  callsLogged: 0,
  unrung: false,
  openOffer: false,
  partLeft: false,
  hadStayed: false,
  ownDecision: false,
  joined: false,
  arrival: false,
};

/** A pure rule: null to go ahead, or the refusal. */
export type Guard = (facts: RequestFacts) => Refusal | null;

export const complete: Guard = ({ gaps }) =>
  gaps.length > 0 ? refuse('request.answersMissing', { count: gaps.length }) : null;
export const oneTrackAtLeast: Guard = ({ tracks }) => (tracks === 0 ? refuse('request.noTrack') : null);
export const noOtherCandidacy: Guard = ({ otherCandidacies }) =>
  otherCandidacies > 0 ? refuse('request.otherCandidacies', { count: otherCandidacies }) : null;
export const hasOpenOffer: Guard = ({ openOffer }) => (openOffer ? null : refuse('offer.notOpen'));
export const onItsOwn: Guard = ({ joined }) => (joined ? refuse('request.joined') : null);
export const decidesAlone: Guard = ({ ownDecision }) => (ownDecision ? null : refuse('request.bodyDecides'));
export const wasReminded: Guard = ({ unansweredReminders, callsLogged, unrung }) =>
  unansweredReminders < 2 || (callsLogged < 1 && !unrung) ? refuse('request.notRemindedEnough') : null;
