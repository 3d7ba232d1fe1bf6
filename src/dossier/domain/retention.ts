import { addDays, addMonths, dayOf, instantAt, type Instant } from '../../kernel/time.js';
import { isOpen, type RequestState } from './request-lifecycle.js';

/** How long each thing is kept (domain.md §11); the legal page is written from these. */
export const KEPT = { draftMonths: 3, closedMonths: 12, readMonths: 12, answerDays: 30, countDays: 2 } as const;

/** What is older than these moments is no longer kept. */
export interface RetentionLimits {
  readonly drafts: Instant;
  readonly closed: Instant;
  /** Of dossiers with a place that has ended. */
  readonly ended: Instant;
  readonly reads: Instant;
  /** Answers kept so that a portal's repeated deposit is recognised. */
  readonly answers: Instant;
  readonly counts: Instant;
}

/**
 * Counted in civil days of Paris: what was written during the last day of a period is kept that whole day.
 * @param endedDays how long a dossier whose place has ended is kept: a setting
 */
export function limitsAt(now: Instant, endedDays: number): RetentionLimits {
  const today = dayOf(now);
  const monthsAgo = (months: number): Instant => instantAt(addMonths(today, -months));
  return {
    drafts: monthsAgo(KEPT.draftMonths),
    closed: monthsAgo(KEPT.closedMonths),
    ended: instantAt(addDays(today, -endedDays)),
    reads: monthsAgo(KEPT.readMonths),
    answers: instantAt(addDays(today, -KEPT.answerDays)),
    counts: instantAt(addDays(today, -KEPT.countDays)),
  };
}

/** What of a dossier says whether it must still be kept with its names. */
export interface DossierStanding {
  readonly states: readonly RequestState[];
  /** A place is held or offered for one of its children, whatever the state of the request. */
  readonly holdsPlace: boolean;
  readonly lastMoveAt: Instant;
}

export type ReasonToKeep = 'open' | 'offered' | 'placed' | 'ended' | 'recent';

const PLACED: readonly RequestState[] = ['placed', 'partly_placed'];

/**
 * Why a family's request to be forgotten cannot be met at once, once its open requests are withdrawn; null when it can.
 * Only a place that is held here stands in the way: what a family found elsewhere, or agreed with a childminder, is
 * nobody's to end before it is forgotten.
 */
export function reasonAgainstErasure({
  states,
  holdsPlace,
}: Pick<DossierStanding, 'states' | 'holdsPlace'>): ReasonToKeep | null {
  if (states.includes('offered')) return 'offered';
  return holdsPlace ? 'placed' : null;
}

/**
 * Why a dossier keeps its names for now; null when nothing is open, placed or offered, and nothing moved since its
 * limit.
 */
export function reasonToKeep(
  standing: DossierStanding,
  { closed, ended }: Pick<RetentionLimits, 'closed' | 'ended'>,
): ReasonToKeep | null {
  const against = reasonAgainstErasure(standing);
  if (against) return against;
  if (standing.states.some((state) => PLACED.includes(state))) return 'placed';
  if (standing.states.some(isOpen)) return 'open';
  if (standing.states.includes('ended')) return standing.lastMoveAt >= ended ? 'ended' : null;
  return standing.lastMoveAt >= closed ? 'recent' : null;
}
