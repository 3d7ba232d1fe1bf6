import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { DecisionKind } from './decisions.js';

/** What members do to cases at one press: decide one, follow every proposal that is left, take a decision back. */
export const ACT_KINDS = ['decide', 'keep_all', 'take_back'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** What a decision says of a case. Everything is null while the case is undecided. */
export interface DecidedColumns {
  readonly decision: DecisionKind | null;
  readonly decidedSectionId: Id | null;
  readonly decidedSlots: SlotMask | null;
  /** Another first day than the child's own. Absent from acts of older sessions. */
  readonly decidedFrom?: Day | null;
  readonly reason: string | null;
  readonly deferredToId: Id | null;
  readonly kept: boolean | null;
  readonly decidedAt: Instant | null;
}

/** What an act did to one case. */
export interface ActChange {
  readonly id: Id;
  /** The decision that stood before; null when the case was undecided. */
  readonly before: DecidedColumns | null;
  /** The decision that the act left; null when it left none. */
  readonly after: DecidedColumns | null;
}

type CaseNow = DecidedColumns & { readonly id: Id };

export interface UndoneAct<Case> {
  /** The cases that still are as the act left them. */
  readonly untouched: readonly { readonly line: Case; readonly before: DecidedColumns | null }[];
  /** The cases on which something else was decided since. */
  readonly changed: readonly { readonly line: Case; readonly before: DecidedColumns | null }[];
}

const COMPARED = ['decision', 'decidedSectionId', 'decidedSlots', 'decidedFrom', 'reason', 'deferredToId'] as const;

/** Whether two decisions say the same, whenever they were taken. */
const saySame = (one: DecidedColumns | null, other: DecidedColumns | null): boolean =>
  COMPARED.every((column) => (one?.[column] ?? null) === (other?.[column] ?? null));

/**
 * The cases of an act as they are now. A case that can no longer be decided is in neither list.
 * @param cases the cases that can still be decided
 */
export function compareWithAct<Case extends CaseNow>(
  changes: readonly ActChange[],
  cases: readonly Case[],
): UndoneAct<Case> {
  const lines = new Map(cases.map((line) => [line.id, line]));
  const found = changes.flatMap(({ id, before, after }) => {
    const line = lines.get(id);
    return line ? [{ line, before, stands: saySame(line, after) }] : [];
  });
  return { untouched: found.filter(({ stands }) => stands), changed: found.filter(({ stands }) => !stands) };
}
