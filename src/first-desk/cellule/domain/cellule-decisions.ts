import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';

/** What the cellule can decide for a family (`cellule.kind.<code>`). Each is an act that a desk then does, or a call. */
export const CELLULE_DECISIONS = [
  'place_elsewhere',
  'childminder',
  'shorter_week',
  'next_session',
  'meet_family',
  'ask_partner',
  'other',
] as const;
export type CelluleDecisionKind = (typeof CELLULE_DECISIONS)[number];

export const OUTCOMES = ['done', 'not_done'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A decision as it is typed. */
export interface DecidedWords {
  readonly kind: CelluleDecisionKind;
  readonly note: string | null;
  /** The day by which it has to be done. */
  readonly dueOn: Day;
}

export const LONGEST_NOTE = 500;

/**
 * Why a decision cannot be kept as it is typed, or null. A note that names the family is refused: the cellule decides
 * without names.
 * @param isNamed whether a text holds a name of the family
 */
export function judgeDecision(
  { kind, note, dueOn }: DecidedWords,
  today: Day,
  isNamed: (text: string) => boolean,
): Refusal | null {
  if (dueOn < today) return refuse('cellule.past');
  if (kind === 'other' && note === null) return refuse('cellule.saysNothing');
  return note !== null && isNamed(note) ? refuse('cellule.named') : null;
}

/** Names of two letters and fewer are words of the language too. */
const SHORTEST_NAME = 3;

/**
 * Whether a text holds one of these names, as a whole word.
 * @param normalise as names are compared: without accents, in one case
 */
export function namesOneOf(
  text: string,
  names: readonly (string | null)[],
  normalise: (name: string) => string,
): boolean {
  const words = new Set(text.split(/[^\p{L}\p{M}]+/u).map(normalise));
  return names.some((name) =>
    (name ?? '')
      .split(/[^\p{L}\p{M}]+/u)
      .map(normalise)
      .some((part) => part.length >= SHORTEST_NAME && words.has(part)),
  );
}

/** Whether a decision waits for somebody: nobody has said what became of it. */
export const isOverdue = (
  { outcome, dueOn }: { readonly outcome: Outcome | null; readonly dueOn: Day },
  today: Day,
): boolean => outcome === null && dueOn < today;
