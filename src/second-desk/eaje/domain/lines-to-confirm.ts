import { addDays, addMonths, ageInMonths, type Day } from '../../../foundation/kernel/time.js';

/** A place that ends this many days after the first entries of a session, or earlier, may be given by that session. */
const DAYS_AFTER_ENTRY = 31;
/** A renewal lasts a year, because a place usually lasts from one summer to the next. */
const RENEWED_MONTHS = 12;

export interface ChildPlace {
  readonly id: string;
  readonly sectionId: string;
  /** Null when it is not known. The director is then not asked whether the child has outgrown its section. */
  readonly birth: Day | null;
  readonly from: Day;
  /** Last day of its path, or of the place when it has no path. */
  readonly to: Day;
  /** The next step of its path; null when no step follows. */
  readonly next: PathStep | null;
}

export interface AgeSection {
  readonly id: string;
  readonly ageFromMonths: number;
  readonly ageToMonths: number;
}
/** A step of a path: the section in which the child is expected, first and last day included. */
export interface PathStep {
  readonly sectionId: string;
  readonly from: Day;
  readonly to: Day;
}

/** What a director is asked about one child before a session. */
export type LineToConfirm =
  | {
      readonly kind: 'departure';
      readonly place: ChildPlace;
      /** Last day of the place if it is renewed. */ readonly until: Day;
    }
  | {
      readonly kind: 'section';
      readonly place: ChildPlace;
      readonly nextSectionId: string;
      /** First day in the next section. */ readonly on: Day;
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
 * What a director is asked before a session. It concerns the places that end before the session's children enter, the
 * moves that are expected by then, and the children without a path who have outgrown their section by then. The eldest
 * come first, because they make room for the younger ones.
 * @param places of one establishment, running or to come
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
