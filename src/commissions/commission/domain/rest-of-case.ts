import { weekBeside, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { needSlots } from '../../../places/placement/domain/index.js';
import { daysGiven } from './given-weeks.js';
import type { CandidacySnapshot } from './snapshot.js';

/**
 * A case less the half-days that its family has already, by places or by what it found itself: it asks for the rest.
 * The days that it has count in the fewest that the family would take. Null when it has its whole week.
 */
export function restOfCase<Case extends CandidacySnapshot>(snapshot: Case, covered: SlotMask): Case | null {
  const week = weekBeside(snapshot.week, covered);
  if (Object.keys(week).length === 0) return null;
  const { fewestDays } = snapshot;
  if (fewestDays === undefined) return { ...snapshot, week };
  const had = daysGiven(needSlots(snapshot.week), covered);
  return { ...snapshot, week, fewestDays: Math.max(0, fewestDays - had) };
}
