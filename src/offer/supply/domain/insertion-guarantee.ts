import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';

/**
 * How an establishment meets its duty towards families in insertion (CASF D214-7): with places of its own, together
 * with other establishments, by care at home, or by agreement with childminders. `employers`: its places are reserved
 * to employers, so it has no such duty.
 */
export const GUARANTEE_WAYS = ['own', 'together', 'home_service', 'childminders', 'employers'] as const;
export type GuaranteeWay = (typeof GUARANTEE_WAYS)[number];

/** The facts about an establishment on which its duty depends. */
export interface Guarantor {
  readonly authorisedCapacity: number;
  /** PSU establishments are paid for by the Caf and the communes; PAJE ones by what their families receive. */
  readonly funding: 'PSU' | 'PAJE' | null;
  readonly avip: boolean;
}

/** What its manager set, from a day on. */
export interface GuaranteeSetting {
  readonly from: Day;
  /** Places guaranteed. */
  readonly places: number;
  readonly way: GuaranteeWay;
  /** Published. Required for every way except places of its own. */
  readonly reason: string | null;
  /** Children of such families who hold a place and have no dossier here: known by the establishment alone. */
  readonly otherChildren: number;
}

/** What an establishment guarantees on a day. */
export interface GuaranteeInForce extends Omit<GuaranteeSetting, 'from'> {
  /** Since when it is set; null when nobody has set it, and the legal minimum applies. */
  readonly since: Day | null;
  /**
   * Whether it has to be set again, because it was not set within the year before that day (CASF D214-7: the manager
   * sets it each year).
   */
  readonly toSetAgain: boolean;
}

/**
 * The legal minimum: one place for every twenty or part of twenty, for an establishment that receives public money.
 * @see CASF D214-7
 */
export const legalPlaces = ({ authorisedCapacity, funding }: Guarantor): number =>
  funding === 'PSU' ? Math.ceil(authorisedCapacity / 20) : 0;

/** The places of an AVIP nursery for families in insertion: a fifth of its places. */
export const avipPlaces = ({ authorisedCapacity, avip }: Guarantor): number =>
  avip ? Math.ceil(authorisedCapacity / 5) : 0;

export const leastPlaces = (guarantor: Guarantor): number => Math.max(legalPlaces(guarantor), avipPlaces(guarantor));

/** Why a manager cannot set this; null when it can. */
export function judgeGuarantee(
  guarantor: Guarantor,
  { from, places, way, reason }: GuaranteeSetting,
  today: Day,
): Refusal | null {
  if (from < today) return refuse('guarantee.past');
  if (places > guarantor.authorisedCapacity) return refuse('guarantee.tooMany', { most: guarantor.authorisedCapacity });
  if (places < avipPlaces(guarantor)) return refuse('guarantee.belowAvip', { least: avipPlaces(guarantor) });
  if (places < legalPlaces(guarantor) && way === 'own')
    return refuse('guarantee.belowLaw', { least: legalPlaces(guarantor) });
  return way !== 'own' && !reason ? refuse('guarantee.reasonNeeded') : null;
}

/**
 * The same date one year earlier. For 29 February this gives a day that does not exist, which still compares rightly as
 * text.
 */
const yearBefore = (day: Day): Day => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

/** @param settings oldest first; of two settings from the same day, the later one counts */
export function guaranteeOn(guarantor: Guarantor, settings: readonly GuaranteeSetting[], day: Day): GuaranteeInForce {
  const running = settings
    .filter(({ from }) => from <= day)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    .at(-1);
  if (!running)
    return {
      places: leastPlaces(guarantor),
      way: 'own',
      reason: null,
      otherChildren: 0,
      since: null,
      toSetAgain: leastPlaces(guarantor) > 0,
    };
  const { from, places, way, reason, otherChildren } = running;
  return { places, way, reason, otherChildren, since: from, toSetAgain: from <= yearBefore(day) };
}
