import type { CandidateFacts } from '../../admission/domain/index.js';
import type { Day, Instant } from '../../kernel/time.js';
import type { SlotMask, WeekSchedule } from '../../kernel/week-schedule.js';

/** A wish for one of the body's establishments. */
export interface SnapshotWish {
  readonly providerId: string;
  /** Among all the family's wishes: 1 is the best. */
  readonly rank: number;
}

/** A place held today. */
export interface HeldPlace {
  readonly sectionId: string;
  readonly slots: SlotMask;
  readonly from: Day;
  /** Last day held. */
  readonly to: Day;
}

/**
 * What is judged, as it stood at the freeze. No name, no address, no free text: this is all that a session ever sees.
 */
export interface CandidacySnapshot {
  /** Birth date, or the date it is due. */
  readonly birth: Day;
  readonly born: boolean;
  /** Residence; null outside the territory. */
  readonly communeCode: string | null;
  readonly week: WeekSchedule;
  readonly wantedFrom: Day;
  /** It would take fewer days a week, down to so many; absent where it wants its week as it is. */
  readonly fewestDays?: number;
  /** The place it keeps unless it obtains a better one: this request is a transfer. */
  readonly current?: HeldPlace;
  /** When the request was first made: the first tie-break. */
  readonly requestedAt: Instant;
  readonly wishes: readonly SnapshotWish[];
  /**
   * What the points were counted from: another grid can count them again. Absent from what was frozen before it was
   * kept.
   */
  readonly facts?: CandidateFacts;
}

/** The establishments that were asked for, best first. */
export const wishedBy = (snapshot: CandidacySnapshot | null): string[] =>
  [...(snapshot?.wishes ?? [])].sort((a, b) => a.rank - b.rank).map(({ providerId }) => providerId);

/** The day a child would enter: the one it wants, not before the session's own. */
export const entryOf = (snapshot: CandidacySnapshot, entryFrom: Day): Day =>
  snapshot.wantedFrom > entryFrom ? snapshot.wantedFrom : entryFrom;

/** The first day of an offer made on `today`: where the entry has passed meanwhile, the child may come at once. */
export function offeredFrom(snapshot: CandidacySnapshot, entryFrom: Day, today: Day): Day {
  const entry = entryOf(snapshot, entryFrom);
  return entry > today ? entry : today;
}
