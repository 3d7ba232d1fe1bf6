import type { Id } from '../../../foundation/kernel/ids.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';

/** A time in one section, both days included. */
interface SectionTime {
  readonly sectionId: Id;
  readonly from: Day;
  readonly to: Day;
}

/** A part of a place that is held, with the steps of its path that nobody has confirmed, in their order. */
export interface SectionStay extends SectionTime {
  readonly childId: Id;
  readonly steps: readonly SectionTime[];
}

/** A child who leaves a section, or comes into one. */
export interface Movement<Stay> {
  readonly stay: Stay;
  readonly sectionId: Id;
  /** The last day in the section it leaves, or the first one in the section it comes into. */
  readonly on: Day;
  /** The section of the same establishment to which it goes, or from which it comes; null for none. */
  readonly other: Id | null;
  /** Whether nobody has confirmed it yet. */
  readonly isExpected: boolean;
}

export interface Movements<Stay> {
  readonly leaves: readonly Movement<Stay>[];
  readonly enters: readonly Movement<Stay>[];
}

/** What is held, and what is expected after it. */
const timesOf = (stay: SectionStay): readonly SectionTime[] => [stay, ...stay.steps];

/**
 * Who leaves and who comes, by day. A child whose days change, or whose place goes on in the same section, does neither.
 * @param from the first day that counts @param to the last one
 */
export function movementsOf<Stay extends SectionStay>(
  stays: readonly Stay[],
  { from, to }: { readonly from: Day; readonly to: Day },
): Movements<Stay> {
  const within = ({ on }: Movement<Stay>): boolean => on >= from && on <= to;
  const byDay = (one: Movement<Stay>, other: Movement<Stay>): number => one.on.localeCompare(other.on);
  const ofChild = (stay: Stay): readonly Stay[] => stays.filter(({ childId }) => childId === stay.childId);
  const leaves = stays.flatMap((stay) => {
    const times = timesOf(stay);
    const then = ofChild(stay).find(({ from: first }) => first === addDays(stay.to, 1));
    return times.flatMap(({ sectionId, to: on }, index): Movement<Stay>[] => {
      const after = times[index + 1] ?? (index === 0 ? then : undefined);
      if (after?.sectionId === sectionId) return [];
      const isExpected = index > 0 || (after !== undefined && after !== then);
      return [{ stay, sectionId, on, other: after?.sectionId ?? null, isExpected }];
    });
  });
  const enters = stays.flatMap((stay) => {
    const times = timesOf(stay);
    const first = ofChild(stay).find((one) => addDays(one.to, 1) === stay.from);
    return times.flatMap(({ sectionId, from: on }, index): Movement<Stay>[] => {
      const before = index === 0 ? first : times[index - 1];
      if (before?.sectionId === sectionId) return [];
      return [{ stay, sectionId, on, other: before?.sectionId ?? null, isExpected: index > 0 }];
    });
  });
  return { leaves: leaves.filter(within).sort(byDay), enters: enters.filter(within).sort(byDay) };
}

/** Who is in which section on a day, held or expected. */
export function groupOn<Stay extends SectionStay>(
  stays: readonly Stay[],
  day: Day,
): { readonly stay: Stay; readonly sectionId: Id; readonly from: Day; readonly isExpected: boolean }[] {
  const isOn = ({ from, to }: SectionTime): boolean => from <= day && day <= to;
  const there = new Set(stays.filter(isOn).map(({ childId }) => childId));
  return stays.flatMap((stay) =>
    timesOf(stay).flatMap((time, index) =>
      isOn(time) && (index === 0 || !there.has(stay.childId))
        ? [{ stay, sectionId: time.sectionId, from: time.from, isExpected: index > 0 }]
        : [],
    ),
  );
}

/** The next first of September, when children move up (domain.md §6). */
export const nextSeptember = (today: Day): Day => {
  const year = Number(today.slice(0, 4));
  return today <= `${year}-09-01` ? `${year}-09-01` : `${year + 1}-09-01`;
};
