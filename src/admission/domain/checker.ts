import { Situation, type Preferred } from './checker/situation.js';
import { StrictQueues } from './checker/queue.js';
import type { Applicant, Unit } from './checker/unit.js';
import { byText } from './checker/wishes.js';
import type { Instance, Overfull, Places, Verdict } from './instance.js';

export { placesOf, wishesOf } from './checker/wishes.js';

/**
 * What anybody could hold against an outcome, a proposal or what members made of it: every justified claim and every half-day with more
 * children than places. Written from the definitions of docs/engine.md; it shares nothing with what computes a proposal.
 */
export function check(instance: Instance, places: Places): Verdict {
  const situation = new Situation(instance, places);
  const queues = new StrictQueues(situation);
  const claims = situation.preferred.filter((wish) => isJustified(situation, queues, wish)).map(({ family, wish }) => ({ family, wish }));
  return { claims, overfull: overfullIn(situation) };
}

function isJustified(situation: Situation, queues: StrictQueues, { family, named }: Preferred): boolean {
  return [...new Set(named.map(({ unit }) => unit))].every((unit) => {
    const asking = named.filter((one) => one.unit === unit).map(({ applicant }) => applicant);
    return isTaken(situation, unit, family, asking) && !asking.some(({ rank }) => queues.bars(unit, family, rank!));
  });
}

/** The family's places are given back first; nobody who is not eligible is ever picked. */
function isTaken(situation: Situation, unit: Unit, family: string, asking: readonly Applicant[]): boolean {
  const others = situation.holders(unit).filter((holder) => holder.family !== family);
  const picked = unit.picked([...(unit.reserves ? others : aheadOf(asking, others)), ...asking]);
  return asking.every(({ child }) => picked.has(child));
}

/** Where all seats are everybody's, nobody is turned away for who stands behind. */
function aheadOf(asking: readonly Applicant[], others: readonly Applicant[]): readonly Applicant[] {
  const last = Math.max(...asking.map(({ rank }) => rank ?? -1));
  return others.filter(({ rank }) => rank !== undefined && rank < last);
}

function overfullIn(situation: Situation): Overfull[] {
  const all = [...situation.units.values()].flatMap((unit) => {
    const held = situation.slots.map(() => 0);
    for (const { halfDays } of situation.holders(unit)) for (const halfDay of halfDays) held[halfDay]! += 1;
    return situation.slots.map((slot, halfDay): Overfull => ({ at: unit.at, section: unit.section, slot, held: held[halfDay]!, places: unit.seats[halfDay]! }));
  });
  return all
    .filter(({ held, places }) => held > places)
    .sort((a, b) => byText(a.at, b.at) || byText(a.section, b.section) || byText(a.slot, b.slot));
}
