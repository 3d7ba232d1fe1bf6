import { decidingRule, rankCandidates, type RankedCandidate, type TieBreak } from '../../admission/domain/index.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { CaseMiss, ExplainedOutcome } from './case-explanation.js';
import { slotOfName } from './periods.js';
import type { CandidacySnapshot } from './snapshot.js';

/** What the rules between equal points compare of a case. */
export interface TiedCase extends Omit<RankedCandidate, 'points'> {
  /** The id of the child in the instance. */
  readonly child: Id;
  readonly family: Id;
}

export interface TieRules {
  readonly cases: readonly TiedCase[];
  readonly seed: string;
  readonly tieBreak: readonly TieBreak[];
}

/** What the rules compare of a case, from what its freeze kept. */
export const tiedCaseOf = ({
  id,
  requestId,
  dossierId,
  snapshot,
}: {
  readonly id: Id;
  readonly requestId: Id;
  readonly dossierId: Id;
  readonly snapshot: CandidacySnapshot | null;
}): TiedCase => ({
  child: id,
  id: requestId,
  family: dossierId,
  requestedAt: snapshot!.requestedAt,
  birth: snapshot!.birth,
});

/**
 * The last child with as many points that came first there, of another family; null where points decided, or nobody
 * did.
 * @param familyOf the family of each child
 */
export function lastBefore(
  { instance, places }: Pick<ExplainedOutcome, 'instance' | 'places'>,
  familyOf: ReadonlyMap<Id, Id>,
  child: Id,
  miss: CaseMiss,
): Id | null {
  if (miss.missing !== 0) return null;
  const { tieBreak: order = [], points = {} } = instance.establishments[miss.at]!;
  const before = order.slice(0, order.indexOf(child)).filter((other) => {
    const place = places[other];
    return (
      points[other] === miss.cutOff &&
      place?.at === miss.at &&
      place.section === miss.section &&
      familyOf.get(other) !== familyOf.get(child) &&
      place.slots.some((slot) => slotOfName(slot) === miss.slot)
    );
  });
  return before.at(-1) ?? null;
}

/**
 * The misses of a child, with the rule that decided where points were equal: by which the last child admitted there
 * came first. Brothers and sisters stand where the best of them does, so it is the best of each family that is
 * compared.
 */
export function withTies(
  outcome: Pick<ExplainedOutcome, 'instance' | 'places'>,
  { cases, seed, tieBreak }: TieRules,
): (child: Id, misses: readonly CaseMiss[]) => CaseMiss[] {
  const families = groupedBy(cases, ({ family }) => family);
  const familyOf = new Map(cases.map(({ child, family }) => [child, family]));
  const bestOf = (family: Id): RankedCandidate | undefined =>
    rankCandidates(
      (families.get(family) ?? []).map((tied) => ({ ...tied, points: 0 })),
      seed,
      tieBreak,
    )[0];
  return (child, misses) =>
    misses.map((miss) => {
      const [own, last] = [child, lastBefore(outcome, familyOf, child, miss)].map((id) =>
        bestOf(familyOf.get(id ?? '') ?? ''),
      );
      return own && last ? { ...miss, tie: decidingRule(own, last, seed, tieBreak) } : miss;
    });
}
