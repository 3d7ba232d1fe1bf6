import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Opinion } from './facts.js';
import { isRange, type BonusItem, type GridOption } from './grid.js';

/**
 * The reasons that an expert may give. They are chosen and never typed, so that no word about a family or its health
 * is stored.
 */
export const OPINION_REASONS = [
  'child_protection',
  'isolation',
  'housing',
  'family_event',
  'care_ending',
  'parenting_support',
] as const;
export type OpinionReason = (typeof OPINION_REASONS)[number];

/** Whether a grid accepts an opinion on one of its criteria. A refusal names the field that corrects it. */
export function judgeOpinion(
  item: GridOption | BonusItem,
  { points, expert, on }: Opinion,
  today: Day,
): Refusal | null {
  if (on > today) return refuse('criterion.futureDay');
  if (!isRange(item)) return null;
  const [least, most] = item.range;
  if (points === null || points < (least ?? 0) || points > (most ?? 0))
    return refuse('criterion.range', { least: least ?? 0, most: most ?? 0 });
  return item.by.includes(expert) ? null : refuse('criterion.expert');
}
