import type { Id } from '../../../foundation/kernel/ids.js';
import {
  outsideParts,
  WEEKDAYS,
  type OpeningWeek,
  type WeekSchedule,
} from '../../../foundation/kernel/week-schedule.js';

/** Offers that a territory thinks about. A unit receives children; hours are those of an establishment that is there. */
export const UNIT_KINDS = ['mam', 'childminders', 'micro_creche'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];
export const OFFER_KINDS = [...UNIT_KINDS, 'hours'] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

export interface TriedUnitOffer {
  readonly kind: UnitKind;
  readonly communeCode: string;
  readonly places: number;
  /** Completed months at the entry; the upper bound excluded. */
  readonly ageFromMonths: number;
  readonly ageToMonths: number;
  readonly radiusKm: number;
}
export interface TriedHours {
  readonly kind: 'hours';
  readonly providerId: Id;
  readonly opens: string;
  readonly closes: string;
}
export type TriedOffer = TriedUnitOffer | TriedHours;

/** The most children that each kind of unit may receive: 12 in a micro-crèche (CSP R2324-46), 20 in a MAM (CASF L424-5). */
export const MOST_PLACES: Record<UnitKind, number> = { mam: 20, childminders: 40, micro_creche: 12 };

/** The mode that a family has to wish for to accept such a unit. */
export const MODE_OF: Record<UnitKind, 'mam' | 'childminder' | 'establishment'> = {
  mam: 'mam',
  childminders: 'childminder',
  micro_creche: 'establishment',
};

/** A count of children whose end of the scale nobody knows: the least and the most of several plays. */
export interface CountRange {
  readonly low: number;
  readonly high: number;
}

export interface CommuneEffect {
  /** INSEE code; '' outside the territory. */
  readonly communeCode: string;
  readonly served: CountRange;
}

export interface UnitResult {
  readonly kind: 'unit';
  readonly waiting: number;
  /** Open requests that could not take part, because too little is known of them. */
  readonly leftOut: number;
  /** Of these, those of which no wish names a place of the play. Results of before it was counted have none. */
  readonly placeless?: number;
  readonly wishing: number;
  /** Have not said whether they would accept the unit. Results of before families were asked have none. */
  readonly unsaid?: number;
  /** Hold the unit and were without a solution. */
  readonly served: CountRange;
  readonly completed: CountRange;
  readonly moved: CountRange;
  readonly gained: CountRange;
  readonly lost: CountRange;
  readonly communes: readonly CommuneEffect[];
}
export interface HoursResult {
  readonly kind: 'hours';
  /** Requests that name the establishment and say their hours. */
  readonly naming: number;
  /** Of these, wholly covered already. */
  readonly coveredNow: number;
  /** Not covered now, and wholly covered by the new hours. */
  readonly covered: number;
}
/** `noGrid`: no criteria grid was in force, so nothing ranked the families. */
export type ScenarioResult = UnitResult | HoursResult | { readonly kind: 'noGrid' };

const MEASURES = ['served', 'completed', 'moved', 'gained', 'lost'] as const;
/** Counts of one play by commune. */
type PlayCounts = Readonly<Record<(typeof MEASURES)[number], Readonly<Record<string, number>>>>;

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
const rangeOf = (counts: readonly number[]): CountRange => ({ low: Math.min(...counts), high: Math.max(...counts) });

/** @param plays with the unit as last and as first wish, of those who would accept it and of those who have not said so too */
export function unitResult(
  {
    waiting,
    leftOut,
    placeless,
    wishing,
    unsaid,
  }: Pick<UnitResult, 'waiting' | 'leftOut' | 'wishing'> & { readonly placeless: number; readonly unsaid: number },
  plays: readonly PlayCounts[],
): UnitResult {
  const ranges = Object.fromEntries(
    MEASURES.map((measure) => [measure, rangeOf(plays.map((play) => sumOf(play[measure])))]),
  ) as Record<(typeof MEASURES)[number], CountRange>;
  const communes = [...new Set(plays.flatMap(({ served }) => Object.keys(served)))].sort();
  return {
    kind: 'unit',
    waiting,
    leftOut,
    placeless,
    wishing,
    unsaid,
    ...ranges,
    communes: communes.map((communeCode) => ({
      communeCode,
      served: rangeOf(plays.map(({ served }) => served[communeCode] ?? 0)),
    })),
  };
}

/** The hours of each day on which an establishment opens, with other ends. */
export const hoursTried = (now: OpeningWeek, { opens, closes }: Pick<TriedHours, 'opens' | 'closes'>): OpeningWeek =>
  Object.fromEntries(WEEKDAYS.filter((day) => now[day]).map((day) => [day, { start: opens, end: closes }]));

/** Which weeks other hours would cover wholly: no run of the engine, and nobody is given a place. */
export function hoursResult(weeks: readonly WeekSchedule[], now: OpeningWeek, tried: OpeningWeek): HoursResult {
  const isCovered = (week: WeekSchedule, opening: OpeningWeek): boolean => outsideParts(week, opening).length === 0;
  return {
    kind: 'hours',
    naming: weeks.length,
    coveredNow: weeks.filter((week) => isCovered(week, now)).length,
    covered: weeks.filter((week) => !isCovered(week, now) && isCovered(week, tried)).length,
  };
}
