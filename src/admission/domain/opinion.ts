import { refuse, type Refusal } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/time.js';
import type { Opinion } from './facts.js';
import { isRange, type BonusItem, type GridOption } from './grid.js';

/** Why an expert says so. Chosen, never typed: no word about a family or its health is kept. */
export const OPINION_REASONS = [
  'child_protection',
  'isolation',
  'housing',
  'family_event',
  'care_ending',
  'parenting_support',
] as const;
export type OpinionReason = (typeof OPINION_REASONS)[number];

/** Whether a grid takes an opinion on one of its criteria; what is refused names the field that mends it. */
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
