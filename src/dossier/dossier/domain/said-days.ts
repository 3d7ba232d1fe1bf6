import type { Day } from '../../../foundation/kernel/time.js';
import type { NeedForm, WaitsFirst } from './dossier-form.js';

/**
 * The days on which a family may start beside the one it wants, and what it prefers when it can have a better place
 * later or another one sooner (domain.md §9, "First day").
 */
export interface Waits {
  /** The first day on which the child could come; the wanted day where it could not come sooner. */
  readonly from: Day;
  /** The last day on which it would still take a place; the wanted day where it cannot wait. */
  readonly until: Day;
  /** `place`: a better place later comes before another one sooner. `date`: the other way round. */
  readonly first: WaitsFirst;
}

type WaitingNeed = Pick<NeedForm, 'kind' | 'earliestFrom' | 'latestFrom' | 'waitsFirst'>;

/**
 * The other days on which a family would take a place; null when it takes the wanted day only. An emergency has no
 * other day.
 */
export function waitsOf({ kind, earliestFrom, latestFrom, waitsFirst }: WaitingNeed, wanted: Day): Waits | null {
  if (kind === 'emergency') return null;
  const from = earliestFrom !== null && earliestFrom < wanted ? earliestFrom : wanted;
  const until = latestFrom !== null && latestFrom > wanted ? latestFrom : wanted;
  return from === until ? null : { from, until, first: waitsFirst ?? 'place' };
}

/** The days on which a family would start if it were given a place today: none of them is past. */
export interface StartDays {
  /** The wanted day; today where that is past or not known. */
  readonly entry: Day;
  /** The first and the last of them; the entry for a family that takes the wanted day only. */
  readonly from: Day;
  readonly until: Day;
}

export function startDays({ need, wantedFrom }: { need: WaitingNeed; wantedFrom: Day | null }, today: Day): StartDays {
  const laterOf = (a: Day, b: Day): Day => (a > b ? a : b);
  const entry = laterOf(wantedFrom ?? today, today);
  const waits = wantedFrom === null ? null : waitsOf(need, wantedFrom);
  return {
    entry,
    from: waits ? laterOf(waits.from, today) : entry,
    until: waits ? laterOf(waits.until, entry) : entry,
  };
}
