import type { PointsLine, TieBreak } from '../../admission/domain/index.js';
import type { NamedClaim, SessionRules } from '../../commission/index.js';
import { isInRoom, type DiscussionPoint, type Vote, type VoteCounts } from '../../commission/domain/index.js';
import { dayOf, timeOf, type Day, type Instant, type TimeOfDay } from '../../../foundation/kernel/time.js';
import type { SlotMask, WeekSchedule } from '../../../foundation/kernel/week-schedule.js';

export const MINUTES_OUTCOMES = ['admitted', 'waiting', 'deferred', 'refused', 'without_object', 'withdrawn'] as const;
export type MinutesOutcome = (typeof MINUTES_OUTCOMES)[number];

export interface MinutesDay {
  readonly startsAt: Instant;
  readonly room: string;
  readonly attendance: readonly {
    readonly label: string;
    readonly status: 'present' | 'represented' | 'excused' | 'absent';
    readonly by: string | null;
    /** When a present member came in, or left; absent or null for the beginning and the end of the day. */
    readonly arrivedAt?: TimeOfDay | null;
    readonly leftAt?: TimeOfDay | null;
  }[];
}

export interface MinutesCase {
  /** Number of the case on the agenda. */
  readonly number: number;
  readonly rank: number | null;
  readonly points: number | null;
  readonly outcome: MinutesOutcome;
  /** The names of the establishment and the section on that day. */
  readonly section: string | null;
  readonly slots: SlotMask | null;
  /** For an admission: the first day, and the hours of each day; absent from older minutes. */
  readonly from?: Day;
  readonly hours?: WeekSchedule;
  /** Whether the family asked for more of its week; absent from older minutes. */
  readonly isShorter?: boolean;
  /** Whether the case was admitted and gave way to another offer; absent where it did not, and from older minutes. */
  readonly gaveWay?: true;
  readonly reason: string | null;
  /** Whether the members decided otherwise than proposed. */
  readonly departs: boolean;
  readonly deferredTo: Day | null;
  /** Only in older minutes, which list the claims of each case; newer ones have {@link MinutesContent.claims}. */
  readonly claims?: readonly string[];
  /** The members who stepped aside for this case. */
  readonly recused: readonly string[];
  /** What was discussed and how members voted; absent where nothing was noted, and from older minutes. */
  readonly debate?: MinutesDebate;
  /** When the decision was taken; absent from older minutes. */
  readonly decidedAt?: Instant | null;
}

export interface MinutesDebate {
  readonly points: readonly DiscussionPoint[];
  readonly votes: VoteCounts;
  /** The vote of each member; null where votes were counted only. */
  readonly named: readonly { readonly label: string; readonly vote: Vote }[] | null;
}

/** How many lines of points want a proof, in all cases together, and for how many of them it was seen. */
export interface ProofShare {
  readonly wanted: number;
  readonly seen: number;
  /** Proofs that families were asked to show before the session, because its outcome depended on them, and did not. */
  readonly missing: number;
}

/** The share of the points of a session that is proved. Lines that give no points want no proof. */
export function proofShare(lines: readonly PointsLine[]): ProofShare {
  const seen = lines.filter(
    ({ proof, expert, points }) => proof === 'seen' && expert === undefined && points !== 0,
  ).length;
  const open = lines.filter(({ toProve }) => toProve);
  return { wanted: seen + open.length, seen, missing: open.filter(({ asked }) => asked !== undefined).length };
}

export interface MinutesCutOff {
  readonly section: string;
  readonly reserve: string | null;
  readonly received: number;
  readonly points: number;
  readonly full: boolean;
}

/**
 * All that minutes say. Cases are named by their number on the agenda, members and sections by their names. Nothing
 * names a family.
 */
export interface MinutesContent {
  readonly body: string;
  readonly day: Day;
  readonly entryFrom: Day;
  readonly closedAt: Instant;
  readonly quorum: number | null;
  readonly days: readonly MinutesDay[];
  readonly cases: readonly MinutesCase[];
  /**
   * What families could rightly claim, one entry for each family. Absent from older minutes, which list claims by case.
   */
  readonly claims?: readonly NamedClaim[];
  readonly ratifications: readonly {
    /** Its number among the emergency admissions of the session; absent from older minutes. */
    readonly number?: number;
    /** The number of the child's case, where it has one in this session; absent from older minutes. */
    readonly caseNumber?: number;
    readonly section: string;
    readonly from: Day;
    /** The last day of the place as it was given; absent from older minutes. */
    readonly to?: Day;
    readonly ratified: boolean;
    readonly lastDay: Day | null;
  }[];
  /** Of the points that want a proof, how many rested on one that was seen; absent from older minutes. */
  readonly proofs?: ProofShare;
  readonly rules: SessionRules;
  readonly grid: {
    readonly name: string;
    readonly version: number;
    /** What decides between equal points, in this order; absent from older minutes. */
    readonly tieBreak?: readonly TieBreak[];
  } | null;
  /** The seed from which the numbers of the cases were drawn; absent where they were not, and from older minutes. */
  readonly numbersSeed?: string;
  readonly computed: { readonly seed: string; readonly engine: string; readonly inputHash: string } | null;
  readonly cutOffs: readonly MinutesCutOff[];
}

/** What decided between equal points. Older minutes do not say it: their grids had the usual order. */
export const tieBreakOf = ({ grid }: Pick<MinutesContent, 'grid'>): readonly TieBreak[] =>
  grid?.tieBreak ?? ['request_date', 'lot'];

/** The claims of these cases, from older minutes as from newer ones. */
export function claimsIn({ cases, claims }: MinutesContent, numbers: readonly number[]): readonly NamedClaim[] {
  const isAsked = (number: number): boolean => numbers.includes(number);
  if (claims) return claims.filter((claim) => claim.numbers.every(isAsked));
  return cases
    .filter(({ number }) => isAsked(number))
    .flatMap((minutesCase) =>
      (minutesCase.claims ?? []).map((place): NamedClaim => ({
        numbers: [minutesCase.number],
        gains: [{ number: minutesCase.number, place }],
        leaves: [],
        others: 0,
      })),
    );
}

/** What one family may read: its own cases, and nothing about other families. */
export const maskedVersion = (content: MinutesContent, numbers: readonly number[]): readonly MinutesCase[] =>
  content.cases.filter(({ number }) => numbers.includes(number));

/** The members in the room on a day. @param at null for at any time of the day */
const inRoom = ({ attendance }: MinutesDay, at: TimeOfDay | null): string[] =>
  attendance.filter((member) => isInRoom(member, at)).map(({ label }) => label);

/** The cases that the same members decided on one day. */
export interface DecidedTogether {
  readonly day: MinutesDay;
  /** Numbers of the cases, lowest first. */
  readonly numbers: readonly number[];
  /** The members in the room, without those who stepped aside for a case. */
  readonly members: readonly string[];
}

/** Who was there for which decision, in the order of the decisions. Older minutes do not say when they were taken. */
export function decidedTogether({ days, cases }: Pick<MinutesContent, 'days' | 'cases'>): DecidedTogether[] {
  const groups = new Map<string, DecidedTogether & { numbers: number[] }>();
  const decided = cases
    .flatMap(({ number, decidedAt, recused }) => (decidedAt ? [{ number, decidedAt, recused }] : []))
    .sort((a, b) => (a.decidedAt < b.decidedAt ? -1 : a.decidedAt > b.decidedAt ? 1 : a.number - b.number));
  for (const { number, decidedAt, recused } of decided) {
    const day = days.findLast(({ startsAt }) => dayOf(startsAt) <= dayOf(decidedAt));
    if (!day) continue;
    const members = inRoom(day, timeOf(decidedAt)).filter((label) => !recused.includes(label));
    const key = JSON.stringify([day.startsAt, members]);
    const group = groups.get(key) ?? { day, members, numbers: [] };
    group.numbers.push(number);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({ ...group, numbers: group.numbers.sort((a, b) => a - b) }));
}

/** Whether the quorum was reached on every day and for every decision; null when the body has no quorum. */
export function wasQuorate(content: Pick<MinutesContent, 'quorum' | 'days' | 'cases'>): boolean | null {
  const { quorum, days } = content;
  if (quorum === null) return null;
  return (
    days.every((day) => inRoom(day, null).length >= quorum) &&
    decidedTogether(content).every(({ members }) => members.length >= quorum)
  );
}
