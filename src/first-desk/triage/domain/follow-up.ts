import { addDays, type Day } from '../../../foundation/kernel/time.js';
import type { NextAct, NextActCode } from '../../../dossier/dossier/domain/index.js';

/** Days that a family has after each reminder, and that the desk has to call it. */
export const DAYS_AFTER_REMINDER = 14;
export const DAYS_TO_RING = 7;
/**
 * domain.md §5: a request lapses after two unanswered reminders and one call logged, or some time after the second
 * where nobody can be rung.
 */
export const REMINDERS = 2;

/** What is known about a family that has not answered yet. */
export interface Silence {
  /** What it was asked: whether it still needs a place, or for missing answers. */
  readonly asked: Extract<NextActCode, 'confirm' | 'complete'>;
  /** Reminders sent so far. */
  readonly reminders: number;
  /** Whether it may be written to, and can be. */
  readonly reachable: boolean;
  /** Whether somebody of the family has a telephone. */
  readonly canBeRung: boolean;
  /** Day of the last reminder; null before the first one. */
  readonly remindedOn: Day | null;
  /** Whether the desk has called since then without reaching anybody. */
  readonly rangInVain: boolean;
  /** Whether the day by which the family had to answer is past. */
  readonly due: boolean;
  /** Whether the desk has already been asked to call. */
  readonly toRing: boolean;
}

export type FollowUpStep =
  | { readonly kind: 'remind' | 'ring' | 'wait'; readonly act: NextAct }
  /** Nobody can ring or write: the desk has to find another way. */
  | { readonly kind: 'reach' }
  | { readonly kind: 'lapse' };

/**
 * What to do about a family that does not answer; null while it, or the desk, still has time. A family that nobody can
 * call lapses after two reminders, as if it had been called.
 * @param unrungDays days after the second reminder: a setting
 */
export function nextStep(silence: Silence, today: Day, unrungDays: number): FollowUpStep | null {
  const { asked, reminders, remindedOn, canBeRung } = silence;
  if (!canBeRung && reminders >= REMINDERS && remindedOn !== null) {
    const lapsesOn = addDays(remindedOn, unrungDays);
    if (lapsesOn <= today) return { kind: 'lapse' };
    // Until then the family may still answer, so nobody else has to act.
    return silence.due || silence.toRing
      ? { kind: 'wait', act: { code: asked, due: lapsesOn, owner: 'family' } }
      : null;
  }
  if (silence.toRing && canBeRung) return silence.rangInVain && reminders >= REMINDERS ? { kind: 'lapse' } : null;
  if (!silence.due && !silence.toRing) return null;
  if (silence.reachable && reminders < REMINDERS)
    return { kind: 'remind', act: { code: asked, due: addDays(today, DAYS_AFTER_REMINDER), owner: 'family' } };
  if (!canBeRung) return { kind: 'reach' };
  return { kind: 'ring', act: { code: 'ring', due: addDays(today, DAYS_TO_RING), owner: 'desk' } };
}
