import type { CandidateFacts } from '../../admission/domain/index.js';
import type { Waits } from '../../../dossier/dossier/domain/index.js';
import type { AgreedDay } from './first-days.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { SlotMask, WeekSchedule } from '../../../foundation/kernel/week-schedule.js';

/** A wish for one of the body's establishments. */
export interface SnapshotWish {
  readonly providerId: string;
  /** The rank among all wishes of the family; 1 is the best. */
  readonly rank: number;
}

/** A place held today. */
export interface HeldPlace {
  readonly sectionId: string;
  readonly slots: SlotMask;
  readonly from: Day;
  /** Last day on which it is held. */
  readonly to: Day;
  /** The owner whose reserved seats it takes; absent when it takes none. */
  readonly reservedFor?: string;
}

/** What is judged, as it was at the freeze. A session sees nothing else: no name, no address, no free text. */
export interface CandidacySnapshot {
  /** Birth date, or the date it is due. */
  readonly birth: Day;
  readonly born: boolean;
  /** Residence; null outside the territory. */
  readonly communeCode: string | null;
  readonly week: WeekSchedule;
  readonly wantedFrom: Day;
  /**
   * The fewest days a week that the family would take, less those that the child has already. A part of a day may
   * remain. Absent when it wants its whole week.
   */
  readonly fewestDays?: number;
  /** The family has not said whether a shorter week would do. Absent when it has, and from older freezes. */
  readonly weekUnsaid?: true;
  /** The other days on which it may start. Absent when it takes its own day only, and from older freezes. */
  readonly waits?: Waits;
  /** The one place and day to which the family said yes when it was asked; only in a run that offers this place. */
  readonly agreed?: AgreedDay;
  /** For a transfer: the place that it keeps unless it obtains a better one. */
  readonly current?: HeldPlace;
  /** The employers, or AVIP, whose reserved places the family may take, as noted; absent when none is. */
  readonly reservedFor?: readonly string[];
  /** When the request was first made: the first tie-break. */
  readonly requestedAt: Instant;
  readonly wishes: readonly SnapshotWish[];
  /**
   * The facts from which the points were counted, so that another grid can count them again. Absent from older
   * freezes, which did not keep them.
   */
  readonly facts?: CandidateFacts;
}

/** The establishments of the wishes, best first. */
export const wishedBy = (snapshot: CandidacySnapshot | null): string[] =>
  [...(snapshot?.wishes ?? [])].sort((a, b) => a.rank - b.rank).map(({ providerId }) => providerId);

/** The day on which a child would enter: the wanted one, but not before the session's own. */
export const entryOf = (snapshot: CandidacySnapshot, entryFrom: Day): Day =>
  snapshot.wantedFrom > entryFrom ? snapshot.wantedFrom : entryFrom;

/**
 * The first day of an offer made on `today`. When the day of entry is past, the child may come at once.
 * @param given the day that was decided, where it is another one than the child's own
 */
export function offeredFrom(snapshot: CandidacySnapshot, entryFrom: Day, today: Day, given: Day | null): Day {
  const entry = given ?? entryOf(snapshot, entryFrom);
  return entry > today ? entry : today;
}
