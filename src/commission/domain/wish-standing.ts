import type { Day } from '../../kernel/time.js';
import { maskToSlots, slotsToMask, type Slot, type SlotMask } from '../../kernel/week-schedule.js';
import { isShown, type SectionCutOff } from './published-cut-offs.js';

/** What the last closed session says of a section to one family. */
export type LastSession =
  /** No session has given places of it yet. */
  | { readonly kind: 'none' }
  /** Of so few children that the points of the last would be those of somebody. */
  | { readonly kind: 'few'; readonly day: Day }
  /** It had places left: points were not what decided. */
  | { readonly kind: 'left'; readonly day: Day; readonly cutOff: number }
  /** `missing` 0 or less: as many points as the last child, or more. */
  | { readonly kind: 'full'; readonly day: Day; readonly cutOff: number; readonly missing: number };

export interface ClosedSession {
  readonly day: Day;
  readonly cutOffs: readonly SectionCutOff[];
}

/** @param sessions of the body, latest first */
export function lastSessionOf(
  sessions: readonly ClosedSession[],
  at: string,
  section: string,
  points: number,
): LastSession {
  for (const { day, cutOffs } of sessions) {
    const found = cutOffs.find((one) => one.at === at && one.section === section && one.reserve === null);
    if (!found) continue;
    if (!isShown(found)) return { kind: 'few', day };
    return found.full
      ? { kind: 'full', day, cutOff: found.points, missing: found.points - points }
      : { kind: 'left', day, cutOff: found.points };
  }
  return { kind: 'none' };
}

/** The half-days of a week without a free seat today, those that a section never opens included. */
export const fullSlots = (asked: SlotMask, free: ReadonlyMap<Slot, number>): SlotMask =>
  slotsToMask(maskToSlots(asked).filter((slot) => (free.get(slot) ?? 0) < 1));
