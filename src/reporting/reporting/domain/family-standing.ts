import type { Day } from '../../../foundation/kernel/time.js';
import type { CourseDay, FamilyDay } from './family-course.js';

/** How a family stands from a day (included) to another (excluded; null while nothing known changes it). */
export interface FamilyStanding extends FamilyDay {
  readonly from: Day;
  readonly to: Day | null;
  /** The day on which the family came to this status, whatever changed beside it since. */
  readonly since: Day;
}

/** How a family stands today, and how the calendar alone will change it. */
export function standingsFrom(course: readonly CourseDay[], today: Day): FamilyStanding[] {
  let since: Day | null = null;
  const standings = course.flatMap(({ day, after }, index): FamilyStanding[] => {
    if (after === null) return [];
    if (since === null || course[index - 1]?.after?.status !== after.status) since = day;
    return [{ ...after, from: day, to: course[index + 1]?.day ?? null, since }];
  });
  return standings.filter(({ to }) => to === null || to > today);
}
