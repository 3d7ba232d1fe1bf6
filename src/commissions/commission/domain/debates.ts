import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { TimeOfDay } from '../../../foundation/kernel/time.js';
import { isInRoom, type Attending } from './quorum.js';

/**
 * What a body notes of its debates, beside its decisions. `points`: what was discussed. `counted`: that, and how many
 * voted for and against. `named`: that, and the vote of each.
 */
export const DEBATE_RULES = ['none', 'points', 'counted', 'named'] as const;
export type DebateRule = (typeof DEBATE_RULES)[number];

/** What members may have discussed of a case. A closed list, because no free word about a family is shown in session. */
export const DISCUSSION_POINTS = [
  'days',
  'hours',
  'start',
  'siblings',
  'seniority',
  'distance',
  'equal_points',
  'reserve',
  'shorter_week',
  'elsewhere',
] as const;
export type DiscussionPoint = (typeof DISCUSSION_POINTS)[number];

export const VOTES = ['for', 'against', 'abstained'] as const;
export type Vote = (typeof VOTES)[number];

export type VoteCounts = Readonly<Record<Vote, number>>;

export const NO_VOTES: VoteCounts = { for: 0, against: 0, abstained: 0 };

export interface Voting extends Attending {
  readonly label: string;
  /** The label of the member who votes for the one who is represented. */
  readonly representedBy?: string | null;
}

/**
 * The members who may vote on a case: those in the room, and those whom one of them represents. Whoever stepped aside
 * votes neither in person nor for another.
 * @param at null for at any time of the day
 */
export function votersOf<Member extends Voting>(
  attending: readonly Member[],
  recused: ReadonlySet<string>,
  at: TimeOfDay | null,
): Member[] {
  const there = attending.filter((member) => isInRoom(member, at) && !recused.has(member.memberId));
  const labels = new Set(there.map(({ label }) => label));
  return attending.filter(
    (member) =>
      there.includes(member) ||
      (member.status === 'represented' && !recused.has(member.memberId) && labels.has(member.representedBy ?? '')),
  );
}

export const countVotes = (votes: readonly Vote[]): VoteCounts => ({
  for: votes.filter((vote) => vote === 'for').length,
  against: votes.filter((vote) => vote === 'against').length,
  abstained: votes.filter((vote) => vote === 'abstained').length,
});

const totalOf = (counts: VoteCounts): number => VOTES.reduce((sum, vote) => sum + counts[vote], 0);

/** Why a vote cannot be noted, or null. Whoever may vote may also take no part in it. */
export function judgeVotes(counts: VoteCounts, voters: number): Refusal | null {
  if (totalOf(counts) === 0) return null;
  if (voters === 0) return refuse('debate.nobody');
  return totalOf(counts) > voters ? refuse('debate.tooMany', { votes: totalOf(counts), voters }) : null;
}

/** How a vote ended; null where nobody voted. Abstentions count for neither side. */
export function voteOutcome(counts: VoteCounts): 'for' | 'against' | 'tie' | null {
  if (totalOf(counts) === 0) return null;
  if (counts.for === counts.against) return 'tie';
  return counts.for > counts.against ? 'for' : 'against';
}
