import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';

/** A part of a child's place, until the last day of its path. */
export interface HeldPart {
  readonly id: string;
  readonly childId: string;
  readonly requestId: string | null;
  readonly sectionId: string;
  readonly slots: SlotMask;
  readonly birthDate: Day | null;
  readonly from: Day;
  readonly to: Day;
}

/** A child who cannot be received: its half-days, from the first to the last day that concern it. */
export interface ConcernedStay extends HeldPart {
  /** Its half-days change during the closure. The stay ends before, and what follows is looked at then. */
  readonly changes: boolean;
}

/**
 * The children who cannot be received during a closure, one stay for each. Parts of one place that follow each other
 * with the same half-days are one stay.
 */
export function concernedStays(parts: readonly HeldPart[], days: { from: Day; to: Day }): ConcernedStay[] {
  return [...groupedBy(parts, ({ childId }) => childId).values()].flatMap((ofChild): ConcernedStay[] => {
    const cut = ofChild
      .map((part) => ({
        ...part,
        from: part.from > days.from ? part.from : days.from,
        to: part.to < days.to ? part.to : days.to,
      }))
      .filter(({ from, to }) => from <= to)
      .sort((a, b) => a.from.localeCompare(b.from));
    const [first, ...later] = cut;
    if (!first) return [];
    let { to } = first;
    const rest = later.filter((next) => {
      const goesOn = next.slots === first.slots && next.from <= addDays(to, 1);
      if (goesOn && next.to > to) to = next.to;
      return !goesOn;
    });
    return [{ ...first, to, changes: rest.length > 0 }];
  });
}
