import type { Day } from '../../../foundation/kernel/time.js';
import {
  everyDay,
  slotsOfSchedule,
  type SlotMask,
  type WeekSchedule,
} from '../../../foundation/kernel/week-schedule.js';

const WHOLE_DAY = everyDay({ start: '00:00', end: '23:59' });

/** The half-days that a need is made of, whatever the opening hours of a provider. */
export const needSlots = (week: WeekSchedule | null): SlotMask => (week ? slotsOfSchedule(week, WHOLE_DAY) : 0);

export interface SolutionLine {
  readonly slots: SlotMask;
  readonly from: Day;
  readonly to: Day | null;
}

/**
 * Whether the solution lines that are running or to come cover every half-day asked for. A need with no known half-day
 * is covered by any line.
 */
export function coversNeed(need: SlotMask, lines: readonly SolutionLine[], today: Day): boolean {
  const running = lines.filter((line) => line.to === null || line.to >= today);
  const held = running.reduce((mask, line) => mask | line.slots, 0);
  return need === 0 ? running.length > 0 : (need & ~held) === 0;
}

/**
 * The half-days of a need that are covered, so that the family looks for the rest. Other solutions than places cover
 * nothing where the family looks on although they leave nothing: it then wants another solution for its whole week.
 * @param held the half-days of its places, which its child may not hold twice
 * @param others those of its other solutions
 */
export const coveredSlots = (need: SlotMask, held: SlotMask, others: SlotMask): SlotMask =>
  (need & ~(held | others)) === 0 ? held : held | others;

/**
 * The half-days that a family with a part still looks for; none where it has no part.
 * @param lines its solutions, ended ones included
 */
export function soughtSlots(
  need: SlotMask,
  lines: readonly (SolutionLine & { readonly placementId: string | null; readonly endedAt: unknown })[],
  today: Day,
): SlotMask {
  const running = lines.filter(({ to, endedAt }) => endedAt === null && (to === null || to >= today));
  const maskOf = (isPlace: boolean): SlotMask =>
    running
      .filter(({ placementId }) => (placementId !== null) === isPlace)
      .reduce((mask, { slots }) => mask | slots, 0);
  return running.length === 0 ? 0 : need & ~coveredSlots(need, maskOf(true), maskOf(false));
}
