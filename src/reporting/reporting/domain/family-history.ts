import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';

/**
 * What happened to one family, as far as figures need it: the portable history of docs/figures.md. Every figure is a
 * function of these. They hold no name. `recorded` is the moment at which the office knew.
 */
export interface FamilyHistory {
  readonly id: Id;
  readonly loneParent: boolean | null;
  readonly residence: readonly Residence[];
  readonly requests: readonly RequestPast[];
}

/** Where the family lives from a day on. */
export interface Residence {
  readonly from: Day;
  /** INSEE code; null outside the territory. */
  readonly commune: string | null;
  readonly recorded: Instant;
}

/** One child's request. */
export interface RequestPast {
  readonly id: Id;
  /** Birth date, or the day on which the birth is due. */
  readonly birth: Day | null;
  readonly halfDays: number | null;
  /** For a transfer, the request whose place it would replace: it is the same child and the same need. */
  readonly transferFrom: Id | null;
  readonly origin: string | null;
  /** When it became known that it is a second deposit of a child whose request is known; null when it is none. */
  readonly repeatKnownAt: Instant | null;
  readonly wishes: readonly HistoryWish[];
  readonly moves: readonly HistoryMove[];
  readonly solutions: readonly HistorySolution[];
  readonly offers: readonly HistoryOffer[];
}

export interface HistoryWish {
  /** 1 is the best. */
  readonly rank: number;
  readonly mode: string;
  /** Null for a wish that names a mode only. */
  readonly provider: string | null;
}

export interface HistoryMove {
  readonly at: Instant;
  readonly recorded: Instant;
  readonly action: string;
  /** The state of the life cycle to which it led. */
  readonly to: string;
  /** A code of the reasons allowed for the action. */
  readonly reason: string | null;
  readonly wantedFrom: Day | null;
  /** The family whose request it then was; null while nobody had judged whose it is. */
  readonly family: Id | null;
}

export interface HistorySolution {
  readonly at: Instant;
  readonly recorded: Instant;
  readonly mode: string;
  readonly provider: string | null;
  readonly commune: string | null;
  readonly halfDays: number | null;
  readonly from: Day | null;
  readonly to: Day | null;
}

/** What the family answered. `takenBack`: the office ended the offer before the family answered. */
export const OFFER_ANSWERS = ['accepted', 'declined', 'expired', 'open'] as const;
export type OfferAnswer = (typeof OFFER_ANSWERS)[number];

export interface HistoryOffer {
  readonly at: Instant;
  readonly recorded: Instant;
  readonly provider: string | null;
  readonly answer: OfferAnswer | 'takenBack';
  readonly answeredAt: Instant | null;
  /** Why it was declined. */
  readonly reason: string | null;
  readonly amongWishes: boolean | null;
}

/** A contact with the desk, linked or not to a dossier. */
export interface HistoryEnquiry {
  readonly at: Instant;
  readonly recorded: Instant;
  readonly channel: string;
  readonly subject: string | null;
  readonly minutes: number | null;
  readonly commune: string | null;
}

/** A commune of the territory. */
export interface HistoryCommune {
  readonly livingArea: string | null;
  readonly childrenUnderThree: number | null;
}
