import { SLOTS, slotsToMask } from '../../../src/foundation/kernel/week-schedule.js';

/**
 * Two establishments of a body and a micro-crèche without one. They have so few places that these run short. One has two
 * sections of one age group.
 */
export const SECTIONS = {
  'ma-71306:babies': 2,
  'ma-71306:toddlers': 2,
  'ma-71306:older': 1,
  'cf-71306:mixed': 2,
  'mc-paje-71222:mixed': 1,
  'ma-71306:toddlers-2': 1,
} as const;

const WEEKS = [
  SLOTS.slice(0, 10),
  SLOTS.slice(0, 4),
  [...SLOTS.slice(0, 4), ...SLOTS.slice(6, 10)],
  SLOTS.slice(6, 10),
  SLOTS.slice(4, 6),
  SLOTS.slice(0, 1),
].map(slotsToMask);
/** The half-days of a week, chosen by a number. */
export const daysOf = (days: number): number => WEEKS[days % WEEKS.length]!;
