import type { Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { SLOTS, type Slot } from '../../../foundation/kernel/week-schedule.js';
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

/** The half-days of a week as seats are counted by them, in the order of SLOTS. */
const keysOfWeek = (monday: Day): string[] =>
  [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(monday, day)).flatMap((day) => [`${day}/0`, `${day}/1`]);

/** The most children that a section would have on each half-day of a week: its places, or those who hold more. */
const seatsOfWeek = (seats: SeatCounts, keys: readonly string[]): Partial<Record<Slot, number>> =>
  Object.fromEntries(
    SLOTS.flatMap((slot, index) => {
      const there = seats.get(keys[index]!);
      return there ? [[slot, Math.max(there.places, there.held)]] : [];
    }),
  );

/** The first week in which moves go over what is authorised and the year as it is does not. */
export function findOverAuthorised(facts: YearFacts, tried: WhatIf, judge: JudgeWeek): OverAuthorised | null {
  for (let monday = facts.monday; monday <= facts.lastDay; monday = addDays(monday, 7)) {
    const keys = keysOfWeek(monday);
    const refusal = judge(
      [...tried.seats.values()].map((seats) => seatsOfWeek(seats, keys)),
      monday,
      true,
    );
    if (refusal === null) continue;
    const before = facts.sections.map(({ seats }) => seatsOfWeek(seats, keys));
    if (judge(before, monday, false) === null) return { monday, refusal };
  }
  return null;
}
