import { addDays, addMonths, ageInMonths, type Day } from '../../kernel/time.js';

/** A place that ends this long after the first entries of a session is one that the session may give. */
const DAYS_AFTER_ENTRY = 31;
/** A renewal is for a year more, as a place usually lasts from one summer to the next. */
const RENEWED_MONTHS = 12;

export interface ChildPlace {
  readonly id: string;
  readonly sectionId: string;
  /** Null where nobody knows: its section cannot be called in question. */
  readonly birth: Day | null;
  readonly from: Day;
  /** Last day of its path, or of the place where it has none. */
  readonly to: Day;
  /** What its path has next; null where it has none, or nothing more. */
  readonly next: PathStep | null;
}

export interface AgeSection {
  readonly id: string;
  readonly ageFromMonths: number;
  readonly ageToMonths: number;
}
/** A part of a path: the section expected, both days included. */
export interface PathStep {
  readonly sectionId: string;
  readonly from: Day;
  readonly to: Day;
}

/** A place of which the director says, before a session, what becomes of it. */
export type LineToConfirm =
  | { readonly kind: 'departure'; readonly place: ChildPlace; /** Where it is renewed. */ readonly until: Day }
  | {
      readonly kind: 'section';
      readonly place: ChildPlace;
      readonly nextSectionId: string;
      /** First day there. */ readonly on: Day;
    }
  | { readonly kind: 'path'; readonly place: ChildPlace; readonly next: PathStep };

function lineOf(place: ChildPlace, sections: readonly AgeSection[], entryFrom: Day): LineToConfirm | null {
  if (place.to <= addDays(entryFrom, DAYS_AFTER_ENTRY))
    return { kind: 'departure', place, until: addMonths(place.to, RENEWED_MONTHS) };
  if (place.next)
    return place.next.sectionId !== place.sectionId && place.next.from <= addDays(entryFrom, DAYS_AFTER_ENTRY)
      ? { kind: 'path', place, next: place.next }
      : null;
  const own = sections.find(({ id }) => id === place.sectionId);
  if (!own || place.birth === null || place.from >= entryFrom) return null;
  const age = ageInMonths(place.birth, entryFrom);
  const next =
    age < own.ageToMonths
      ? undefined
      : sections.find(
          ({ id, ageFromMonths, ageToMonths }) => id !== own.id && ageFromMonths <= age && age < ageToMonths,
        );
  return next ? { kind: 'section', place, nextSectionId: next.id, on: entryFrom } : null;
}

/**
 * What a director goes through before a session: the places that end before its children enter, the moves that are
 * expected by then, and the children without a path who are then past the age of their section; the eldest first, since
 * they make room for those who follow.
 * @param places of one establishment, that run or are to come
 */
export const linesToConfirm = (
  places: readonly ChildPlace[],
  sections: readonly AgeSection[],
  entryFrom: Day,
): LineToConfirm[] =>
  places
    .flatMap((place) => lineOf(place, sections, entryFrom) ?? [])
    .sort(
      (a, b) => (a.place.birth ?? '9999').localeCompare(b.place.birth ?? '9999') || (a.place.id < b.place.id ? -1 : 1),
    );
