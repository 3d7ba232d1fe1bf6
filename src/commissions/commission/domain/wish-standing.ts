import type { Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, slotsToMask, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { isShown, type SectionCutOff } from './published-cut-offs.js';

/** What the last closed session tells a family about a section. */
export type LastSession =
  /** No session has given places of this section yet. */
  | { readonly kind: 'none' }
  /** So few children were admitted that the last one's points would be those of a known child. */
  | { readonly kind: 'few'; readonly day: Day }
  /** Places were left, so points did not decide. */
  | { readonly kind: 'left'; readonly day: Day; readonly cutOff: number }
  /** `missing` is 0 or less when the family has as many points as the last child admitted, or more. */
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
    const found = cutOffs.find((cutOff) => cutOff.at === at && cutOff.section === section && cutOff.reserve === null);
    if (!found) continue;
    if (!isShown(found)) return { kind: 'few', day };
    return found.full
      ? { kind: 'full', day, cutOff: found.points, missing: found.points - points }
      : { kind: 'left', day, cutOff: found.points };
  }
  return { kind: 'none' };
}

/** The half-days of a week that have no free seat today. Those on which the section never opens are included. */
export const fullSlots = (asked: SlotMask, free: ReadonlyMap<Slot, number>): SlotMask =>
  slotsToMask(maskToSlots(asked).filter((slot) => (free.get(slot) ?? 0) < 1));

const OPENNESS = { left: 0, full: 1, few: 2, none: 3 } as const;

/**
 * What is told where a child suits several sections: that of the latest session, and of these the one that asked for the
 * fewest points. A child needs one of them. Null for no section.
 */
export function mostOpen(told: readonly LastSession[]): LastSession | null {
  const dayOf = (last: LastSession): Day => (last.kind === 'none' ? '' : last.day);
  const pointsOf = (last: LastSession): number => ('cutOff' in last ? last.cutOff : 0);
  return (
    [...told].sort(
      (a, b) => dayOf(b).localeCompare(dayOf(a)) || OPENNESS[a.kind] - OPENNESS[b.kind] || pointsOf(a) - pointsOf(b),
    )[0] ?? null
  );
}

/** Of the full half-days in each section that suits a child, those of the section with the fewest; null for no section. */
export const leastFull = (full: readonly SlotMask[]): SlotMask | null =>
  [...full].sort((a, b) => maskToSlots(a).length - maskToSlots(b).length)[0] ?? null;
