import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { FitKind } from '../../../places/placement/domain/index.js';

/** A place that a child could have, as places and childminders stand: nothing is decided, and nothing is held. */
export interface PossiblePlace {
  readonly mode: 'establishment' | 'childminder';
  readonly providerId: Id;
  /** Whether a wish of the child names it: the provider, or its mode in its commune. */
  readonly wished: boolean;
  /** Between the centres of the two communes; null for a family from outside the territory. */
  readonly km: number | null;
  /** Of the whole week, of a shorter one that the family accepts, of a part that it did not say it accepts, or of none. */
  readonly fit: FitKind;
  /** Half-days that could be given, of those asked for. */
  readonly halfDays: number;
  /** The first day, where it is another one than the child's own, within what the family said; null on its own day. */
  readonly from: Day | null;
}

/**
 * The causes that the places of today tell, in the order in which the first that holds is told.
 *
 * A wish has room where it has some from one of the days on which the family would start (domain.md §9, "First day").
 *
 * - `no_place`: no wish has room on any of the half-days wanted.
 * - `shorter_week`: a wish has room for a shorter week that the family accepts, and none has for the whole.
 * - `elsewhere`: a provider that no wish names has room for the whole week within the radius.
 */
export const AVAILABILITY_CAUSES = ['no_place', 'shorter_week', 'elsewhere'] as const;
export type AvailabilityCause = (typeof AVAILABILITY_CAUSES)[number];

/** What would give a child a solution. */
export interface WhatWouldGive {
  readonly requestId: Id;
  /** Half-days that it still lacks; 0 while nobody has said which. */
  readonly asked: number;
  /** Those with room, the best first: the whole week, then a shorter one, then a part; wished first, then the nearest. */
  readonly places: readonly PossiblePlace[];
  /** Null when none of the three holds, or nobody has said the week. */
  readonly cause: AvailabilityCause | null;
}

const FIT_ORDER: readonly FitKind[] = ['whole', 'shorter', 'part', 'none', 'unknown'];

const byBest = (a: PossiblePlace, b: PossiblePlace): number =>
  FIT_ORDER.indexOf(a.fit) - FIT_ORDER.indexOf(b.fit) ||
  Number(b.wished) - Number(a.wished) ||
  (a.km ?? Infinity) - (b.km ?? Infinity) ||
  b.halfDays - a.halfDays ||
  (a.providerId < b.providerId ? -1 : 1);

/**
 * @param asked half-days that the child still lacks; 0 while nobody has said which
 * @param looked every place that was looked at, those without room included
 */
export function whatWouldGive(requestId: Id, asked: number, looked: readonly PossiblePlace[]): WhatWouldGive {
  const places = looked.filter(({ fit }) => fit === 'whole' || fit === 'shorter' || fit === 'part').sort(byBest);
  return { requestId, asked, places, cause: asked === 0 ? null : causeOf(places) };
}

function causeOf(places: readonly PossiblePlace[]): AvailabilityCause | null {
  const wished = places.filter((place) => place.wished);
  if (wished.length === 0) return 'no_place';
  if (!wished.some(({ fit }) => fit === 'whole') && wished.some(({ fit }) => fit === 'shorter')) return 'shorter_week';
  return places.some((place) => !place.wished && place.fit === 'whole') ? 'elsewhere' : null;
}

/** The cause of a family: the first, in the order of the causes, that holds for one of its children. */
export const causeOfFamily = (children: readonly WhatWouldGive[]): AvailabilityCause | null =>
  AVAILABILITY_CAUSES.find((cause) => children.some((child) => child.cause === cause)) ?? null;
