import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { Exceeded } from './exceeded.js';
import { countHalfDays, farthestDay } from './seat-claim.js';

/** Whom to call about a child whose family has no dossier. */
export interface ParentContact {
  readonly name: string | null;
  readonly phone: string;
}

/** A child who is there already, as its director writes it. */
export interface PresentEntry {
  readonly firstName: string;
  readonly surname: string;
  readonly birthDate: Day;
  /** Null: the section follows the age. */
  readonly sectionId: string | null;
  readonly slots: SlotMask;
  readonly since: Day;
  /** Last day; null for the last day that the establishment gives every child. */
  readonly to: Day | null;
  /** Null while nobody has said whom to call. */
  readonly parent: ParentContact | null;
}

/** Why a child may be there beyond the places of its section, and until when (domain.md §6). */
export interface Derogation {
  readonly reason: string;
  readonly until: Day;
}

/** What becomes of an entry. `full` is set when there is no room on some half-days and nobody has decided. */
export type EntryFate =
  | { readonly fate: 'placed'; readonly sectionId: string; readonly from: Day; readonly last: Day }
  | { readonly fate: 'known' }
  | { readonly fate: 'full'; readonly sectionId: string; readonly exceeded: readonly Exceeded[] }
  | { readonly fate: 'refused'; readonly refusal: Refusal };

/** Whether the days of an entry can be. @param last last day, written or the usual one */
export function judgeDays({ birthDate, since, slots }: PresentEntry, last: Day, today: Day): Refusal | null {
  if (since < birthDate) return refuse('present.beforeBirth', { birth: birthDate });
  if (last < since) return refuse('present.endBeforeStart', { from: since });
  if (last < today) return refuse('present.left', { to: last });
  if (since > farthestDay(today) || last > farthestDay(today))
    return refuse('seats.tooFar', { last: farthestDay(today) });
  return countHalfDays(slots, since > today ? since : today, last) === 0 ? refuse('seats.nothing') : null;
}

/**
 * The last day of a place that exceeds its section. After the derogation the place goes on only when its section is
 * full on no later day.
 */
export const lastWithDerogation = (stayTo: Day, lastFull: Day, until: Day): Day =>
  lastFull > until && until < stayTo ? until : stayTo;
