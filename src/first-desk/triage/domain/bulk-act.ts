import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';

/** What a desk does to many requests at once: each is an act that it does to one. */
export const BULK_ACTS = ['takeUp', 'ask', 'orient', 'list', 'unlist', 'give', 'remind', 'write'] as const;
export type BulkActCode = (typeof BULK_ACTS)[number];

/** How many requests are acted on at once. What is previewed has to be read. */
export const MOST_AT_ONCE = 500;

/** What the person chooses once for all requests. */
export interface BulkChoices {
  /** The tracks that they are oriented on. */
  readonly tracks: readonly string[];
  /** The session that they are listed for, or taken off. */
  readonly sessionId: Id | null;
  /** Why they are taken off a list. */
  readonly reason: string | null;
  /** The colleague who is to follow them. */
  readonly agentId?: Id | null;
  /** What the families are written, or what the desk is to be reminded of. */
  readonly text?: string | null;
  /** The day on which it is reminded. */
  readonly day?: Day | null;
}
export const NO_CHOICES: BulkChoices = { tracks: [], sessionId: null, reason: null, agentId: null };

/** Without which choice an act cannot be done; null when nothing is missing. */
export function lackedChoice(
  act: BulkActCode,
  { tracks, sessionId, reason, agentId, text, day }: BulkChoices,
): keyof BulkChoices | null {
  if ((act === 'write' || act === 'remind') && !text) return 'text';
  if (act === 'remind') return day ? null : 'day';
  if (act === 'give') return agentId ? null : 'agentId';
  if (act === 'orient' && tracks.length === 0) return 'tracks';
  if ((act === 'list' || act === 'unlist') && sessionId === null) return 'sessionId';
  return act === 'unlist' && reason === null ? 'reason' : null;
}

/** Whether what is oriented so can be listed: a commission judges only what is oriented to it. */
export const isForCommission = ({ tracks }: Pick<BulkChoices, 'tracks'>): boolean => tracks.includes('commission');

/** The choices of an act: nothing is listed that is not oriented to the commission. */
export const choicesOf = (act: BulkActCode, choices: BulkChoices): BulkChoices =>
  act === 'orient' && !isForCommission(choices) ? { ...choices, sessionId: null } : choices;

/**
 * What may be done next to the requests that an act was done to. Taking off a list takes back a listing, and listing
 * again takes back that. Requests that were given are given again. Nothing takes back the other acts.
 */
export function followingActs(act: BulkActCode, choices: BulkChoices): readonly BulkActCode[] {
  if (act === 'takeUp') return ['orient', 'ask'];
  if (act === 'orient' && !isForCommission(choices)) return [];
  if (act === 'orient') return choices.sessionId === null ? ['list'] : ['unlist'];
  if (act === 'list') return ['unlist'];
  if (act === 'give') return ['give'];
  return act === 'unlist' ? ['list'] : [];
}

/** Whether an act of {@link followingActs} takes back what was done. */
export const takesBack = (following: BulkActCode, done: BulkActCode): boolean =>
  following === 'unlist' || (following === 'list' && done === 'unlist');
