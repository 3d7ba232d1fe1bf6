import type { Day } from '../../../foundation/kernel/time.js';
import type { Slot } from '../../../foundation/kernel/week-schedule.js';

/** One adult for five children who do not walk and one for eight who walk, or one for six whatever their age. */
export const STAFF_RULES = ['by_walking', 'one_for_six'] as const;
export type StaffRule = (typeof STAFF_RULES)[number];

/** An assumption: each child is different. An establishment may say another age. */
export const USUAL_WALKING_MONTHS = 15;

/** The children of a half-day. One whose birth is unknown counts as not walking. */
export interface ChildrenThere {
  readonly notWalking: number;
  readonly walking: number;
}

/**
 * How many adults have to be with children [CSP R2324-46-4]. The shares of both groups are added and rounded up once:
 * three children who do not walk and three who walk are 3/5 + 3/8 of an adult, so one adult and not two.
 */
export function adultsNeeded(rule: StaffRule, { notWalking, walking }: ChildrenThere): number {
  // Over the common denominator of 5 and 8, so that nothing is lost in decimals.
  return rule === 'one_for_six'
    ? Math.ceil((notWalking + walking) / 6)
    : Math.ceil((notWalking * 8 + walking * 5) / 40);
}

/** How many adults are there by half-day of the week. A half-day for which nothing was entered is absent. */
export type AdultsBySlot = Readonly<Partial<Record<Slot, number>>>;

/** The adults of an establishment from a day on, until the next week that was entered. */
export interface StaffWeek {
  readonly from: Day;
  readonly adults: AdultsBySlot;
}

/** The weeks once one more is entered, oldest first: it takes the place of one from the same day on. */
export const enterWeek = (weeks: readonly StaffWeek[], week: StaffWeek): StaffWeek[] =>
  [...weeks.filter(({ from }) => from !== week.from), week].sort((a, b) => a.from.localeCompare(b.from));

/** How many adults are there on a half-day; null where nothing was entered. @param weeks oldest first */
export const adultsOn = (weeks: readonly StaffWeek[], day: Day, slot: Slot): number | null =>
  weeks.findLast(({ from }) => from <= day)?.adults[slot] ?? null;
