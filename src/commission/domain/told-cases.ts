import type { Id } from '../../kernel/ids.js';
import type { Day } from '../../kernel/time.js';
import type { SlotMask } from '../../kernel/week-schedule.js';
import { explain, type CaseExplanation, type ExplainedOutcome } from './case-explanation.js';
import { toldClaims } from './family-claims.js';

/** A case that a session closes. */
export interface ClosedCase {
  readonly id: Id;
  readonly dossierId: Id;
  readonly agendaNumber: number;
  /** Establishments asked for, best first. */
  readonly wished: readonly string[];
}

/** What each case is told as its session closes: its family's claim stands on one of its cases, for all of them. */
export function explainCases(explained: ExplainedOutcome, cases: readonly ClosedCase[]): Map<Id, CaseExplanation> {
  const numbers = new Map(cases.map(({ id, agendaNumber }) => [id, agendaNumber]));
  const claims = toldClaims(explained.instance, explained.places, explained.claims, (id) => numbers.get(id) ?? null);
  return new Map(
    cases.map(({ id, dossierId, agendaNumber, wished }) => {
      const claim = claims.get(dossierId);
      return [
        id,
        {
          ...explain(explained, dossierId, id, wished),
          claim: claim?.gains[0]!.number === agendaNumber ? claim : null,
        },
      ];
    }),
  );
}

/**
 * All that is said of one case to its family, in minutes and in the audit file; a page, a letter and a line of minutes
 * are this in words. By numbers and codes, no name.
 */
export interface ToldCase {
  readonly number: number;
  /** Of the instance. */
  readonly child: Id;
  readonly wished: readonly string[];
  readonly decision: string | null;
  readonly place: { readonly at: string; readonly section: string; readonly slots: SlotMask } | null;
  readonly reason: string | null;
  /** Not what was proposed. */
  readonly departs: boolean;
  readonly explanation: CaseExplanation | null;
  /** What reasons to refuse or defer speak of. */
  readonly facts: { readonly inTerritory: boolean; readonly wantedFrom: Day };
}
