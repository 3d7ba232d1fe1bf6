import type { Refusal } from '../../kernel/refusal.js';
import { addDays, type Day } from '../../kernel/time.js';
import { SLOTS, type Slot } from '../../kernel/week-schedule.js';
import type { SeatCounts, WhatIf, YearFacts } from './what-if.js';

export interface OverAuthorised {
  readonly monday: Day;
  readonly refusal: Refusal;
}

/** Whether the seats of the sections of a week are within what is authorised then. */
export type JudgeWeek = (
  sections: readonly Partial<Record<Slot, number>>[],
  monday: Day,
  isTried: boolean,
) => Refusal | null;

/** The most children that a section would have on each half-day of a week: its places, or those who hold more. */
const seatsOfWeek = (seats: SeatCounts, monday: Day): Partial<Record<Slot, number>> =>
  Object.fromEntries(
    SLOTS.flatMap((slot, index) => {
      const there = seats.get(`${addDays(monday, Math.floor(index / 2))}/${index % 2}`);
      return there ? [[slot, Math.max(there.places, there.held)]] : [];
    }),
  );

/** The first week in which moves go over what is authorised and the year as it is does not. */
export function findOverAuthorised(facts: YearFacts, tried: WhatIf, judge: JudgeWeek): OverAuthorised | null {
  for (let monday = facts.monday; monday <= facts.lastDay; monday = addDays(monday, 7)) {
    const refusal = judge(
      [...tried.seats.values()].map((seats) => seatsOfWeek(seats, monday)),
      monday,
      true,
    );
    if (refusal === null) continue;
    const before = facts.sections.map(({ seats }) => seatsOfWeek(seats, monday));
    if (judge(before, monday, false) === null) return { monday, refusal };
  }
  return null;
}
