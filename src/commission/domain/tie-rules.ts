import { decidingRule, rankCandidates, type RankedCandidate, type TieBreak } from '../../admission/domain/index.js';
import { groupedBy } from '../../kernel/grouped-by.js';
import type { Id } from '../../kernel/ids.js';
import type { CaseMiss, ExplainedOutcome } from './case-explanation.js';
import { slotOfName } from './periods.js';

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

/**
 * Says which rule decided where points were equal: by which the last child admitted there came first. Brothers and
 * sisters stand where the best of them does, so it is the best of each family that is compared.
 */
export function tieTeller({ instance, places }: ExplainedOutcome, { cases, seed, tieBreak }: TieRules) {
  const families = groupedBy(cases, ({ family }) => family);
  const bestOf = (family: Id): RankedCandidate | undefined =>
    rankCandidates(
      (families.get(family) ?? []).map((tied) => ({ ...tied, points: 0 })),
      seed,
      tieBreak,
    )[0];
  const familyOf = new Map(cases.map(({ child, family }) => [child, family]));
  return (child: Id, miss: CaseMiss): TieBreak | null => {
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
    const [own, last] = [familyOf.get(child), familyOf.get(before.at(-1) ?? '')].map((id) => id && bestOf(id));
    return own && last ? decidingRule(own, last, seed, tieBreak) : null;
  };
}
