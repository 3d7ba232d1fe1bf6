import { countSlots, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { freeAmong, type FreePlaces } from './availability.js';

/** How near she works to where the family lives. */
export type Nearness = 'commune' | 'area' | 'elsewhere';

/** How a childminder fits a need. */
export interface Fit {
  /** How many of the half-days asked for are free. */
  readonly free: number;
  /** How many are asked for; 0 while nobody has said the days. */
  readonly asked: number;
  readonly nearness: Nearness;
}

const NEAREST: readonly Nearness[] = ['commune', 'area', 'elsewhere'];

export const fitOf = (free: FreePlaces, asked: SlotMask, nearness: Nearness): Fit => ({
  free: freeAmong(free, asked).length,
  asked: countSlots(asked),
  nearness,
});

/** Whether she has anything of what is asked. */
export const fitsAtAll = ({ free, asked }: Fit): boolean => asked === 0 || free > 0;

/** The best first: all the days before a part of them, then the nearest, then the most half-days. */
export function compareFits(a: Fit, b: Fit): number {
  const whole = ({ free, asked }: Fit): number => (free === asked ? 0 : 1);
  return whole(a) - whole(b) || NEAREST.indexOf(a.nearness) - NEAREST.indexOf(b.nearness) || b.free - a.free;
}
