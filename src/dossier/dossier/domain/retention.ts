import { READINGS_KEPT_MONTHS } from '../../../foundation/kernel/readings-kept.js';
import { addDays, addMonths, dayOf, instantAt, type Instant } from '../../../foundation/kernel/time.js';
import { isOpen, type RequestState } from './request-states.js';

/** How long each thing is kept (domain.md §11). The legal page is written from these numbers. */
export const KEPT = {
  draftMonths: 3,
  closedMonths: 12,
  readMonths: READINGS_KEPT_MONTHS,
  answerDays: 30,
  /** The name and the number of whoever contacted a desk and has no dossier. */
  contactDays: 90,
  countDays: 2,
} as const;

/** The moments before which things are no longer kept. */
export interface RetentionLimits {
  readonly drafts: Instant;
  readonly closed: Instant;
  /** For dossiers with a place that has ended. */
  readonly ended: Instant;
  /** For answers kept in order to recognise the repeated deposit of a portal. */
  readonly answers: Instant;
}

/**
 * The limits at a moment. They are counted in civil days of Paris, so that what was written on the last day of a
 * period is kept for that whole day.
 * @param endedDays how many days a dossier is kept after its place has ended: a setting
 */
export function limitsAt(now: Instant, endedDays: number): RetentionLimits {
  const today = dayOf(now);
  const monthsAgo = (months: number): Instant => instantAt(addMonths(today, -months));
  return {
    drafts: monthsAgo(KEPT.draftMonths),
    closed: monthsAgo(KEPT.closedMonths),
    ended: instantAt(addDays(today, -endedDays)),
    answers: instantAt(addDays(today, -KEPT.answerDays)),
  };
}

/** The facts about a dossier that decide whether it must keep its names. */
export interface DossierStanding {
  readonly states: readonly RequestState[];
  /** Whether one of its children holds or is offered a place, whatever the state of the request. */
  readonly holdsPlace: boolean;
  readonly lastMoveAt: Instant;
}

export type ReasonToKeep = 'open' | 'offered' | 'placed' | 'ended' | 'recent';

const PLACED: readonly RequestState[] = ['placed', 'partly_placed'];

/**
 * Why a family that asks to be forgotten cannot be forgotten at once, after its open requests were withdrawn; null
 * when it can. Only a place that is held here prevents it. A solution that the family found elsewhere, or agreed with
 * a childminder, does not: nobody here could end it.
 */
export function reasonAgainstErasure({
  states,
  holdsPlace,
}: Pick<DossierStanding, 'states' | 'holdsPlace'>): ReasonToKeep | null {
  if (states.includes('offered')) return 'offered';
  return holdsPlace ? 'placed' : null;
}

/**
 * Why a dossier keeps its names for now. Null when nothing is open, placed or offered, and nothing has moved since the
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
