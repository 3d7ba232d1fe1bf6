import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { Place } from '../../matching/index.js';
import { explain, type CaseExplanation, type CaseReasons, type ExplainedOutcome } from './case-explanation.js';
import { causeOf, type SessionRecord } from './claim-causes.js';
import { toldClaims, type ToldClaim } from './family-claims.js';
import { maskOfNames } from './periods.js';
import { withTies, type TieRules } from './tie-rules.js';

/** A case that a session closes. */
export interface ClosedCase {
  readonly id: Id;
  readonly dossierId: Id;
  readonly agendaNumber: number;
  /** Establishments asked for, best first. */
  readonly wished: readonly string[];
}

interface Known {
  readonly record?: SessionRecord;
  readonly reasonsOf?: (closed: ClosedCase) => CaseReasons;
}

function withCause(
  explained: ExplainedOutcome,
  record: SessionRecord,
  family: Id,
  claim: ToldClaim | undefined,
): ToldClaim | undefined {
  const caused = claim && causeOf(explained, record, family);
  return caused ? { ...claim, cause: caused.cause } : claim;
}

/**
 * The explanation of each case when its session closes. The claim of a family is set on one of its cases, for all of
 * them.
 * @param ties what decides between equal points
 * @param known what happened in the session, which a run after it lacks; and why a case misses its better wishes, where
 * this was found before
 */
export function explainCases(
  explained: ExplainedOutcome,
  cases: readonly ClosedCase[],
  ties: TieRules,
  { record, reasonsOf = ({ id, dossierId, wished }) => explain(explained, dossierId, id, wished) }: Known = {},
): Map<Id, CaseExplanation> {
  const tied = withTies(explained, ties);
  const numbers = new Map(cases.map(({ id, agendaNumber }) => [id, agendaNumber]));
  const claims = toldClaims(explained.instance, explained.places, explained.claims, (id) => numbers.get(id) ?? null);
  return new Map(
    cases.map((closed) => {
      const { id, dossierId, agendaNumber } = closed;
      const claim = record ? withCause(explained, record, dossierId, claims.get(dossierId)) : claims.get(dossierId);
      const { misses, wouldHaveTaken } = reasonsOf(closed);
      return [
        id,
        { wouldHaveTaken, misses: tied(id, misses), claim: claim?.gains[0]!.number === agendaNumber ? claim : null },
      ];
    }),
  );
}

/**
 * Everything that is said about one case, to its family, in minutes and in the audit file. A page, a letter and a line
 * of minutes put this into words. It has numbers and codes, and no name.
 */
export interface ToldCase {
  readonly number: number;
  /** The id of the child in the instance. */
  readonly child: Id;
  readonly wished: readonly string[];
  readonly decision: string | null;
  readonly place: {
    readonly at: string;
    readonly section: string;
    readonly slots: SlotMask;
    /** Another first day than the child's own; absent on its own day, and from older files. */
    readonly from?: Day;
  } | null;
  readonly reason: string | null;
  /** Whether the decision differs from the proposal. */
  readonly departs: boolean;
  /** When the standing decision was taken; absent from older files. */
  readonly decidedAt?: Instant | null;
  readonly explanation: CaseExplanation | null;
  /** The facts that reasons for refusing or deferring mention. */
  readonly facts: { readonly inTerritory: boolean; readonly wantedFrom: Day };
}

/**
 * A place as it is told: half-days of a week without their periods, and its first day where that is another one than the
 * child's own.
 */
export const toldPlace = ({ at, section, slots }: Place, from: Day | null): NonNullable<ToldCase['place']> => ({
  at,
  section,
  slots: maskOfNames(slots),
  ...(from ? { from } : {}),
});
