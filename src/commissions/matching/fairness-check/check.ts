import { Situation, type Asked } from './situation.js';
import type { Unit } from './unit.js';
import { StrictQueues } from './queue.js';
import { byText } from './wishes.js';
import type { Claim, Instance, Overfull, Places, Verdict } from '../instance/instance.js';

export { isSamePlace, placesOf, wishesOf } from './wishes.js';

/**
 * Everything that anybody could object to an outcome, whether it is a proposal or was changed by members: each
 * justified claim, and each half-day with more children than places. It is written from the definitions of
 * docs/engine.md, and shares no code with the engine that computes proposals.
 */
export function check(instance: Instance, places: Places): Verdict {
  const situation = new Situation(instance, places);
  const queues = new StrictQueues(situation, situation.preferred);
  return {
    claims: justified(situation, queues, situation.preferred),
    overfull: overfullIn(situation, [...situation.units.values()]),
  };
}

/**
 * {@link check}, of the units alone that some families ask for. Where only these families changed place, each from one
 * of its wishes to another, nothing can become a claim or overfull elsewhere.
 */
export function checkAround(instance: Instance, places: Places, families: readonly string[]): Verdict {
  const situation = new Situation(instance, places);
  const units = situation.unitsAskedBy(new Set(families));
  const isAround = asksFor(units);
  // A wish for nothing at all asks for no unit.
  const near = situation.preferred.filter((wish) => isAround(wish) || families.includes(wish.family));
  // Whoever waits for another unit of such a wish may bar it too.
  const needed = new Set(near.flatMap(({ askings }) => askings.map(({ unit }) => unit)));
  const queues = new StrictQueues(situation, situation.preferred.filter(asksFor(needed)));
  return { claims: justified(situation, queues, near), overfull: overfullIn(situation, [...units]) };
}

const asksFor =
  (units: ReadonlySet<Unit>) =>
  ({ askings }: Asked): boolean =>
    askings.some(({ unit }) => units.has(unit));

const justified = (situation: Situation, queues: StrictQueues, wishes: readonly Asked[]): Claim[] =>
  wishes.filter((wish) => isJustified(situation, queues, wish)).map(({ family, wish }) => ({ family, wish }));

function isJustified(situation: Situation, queues: StrictQueues, { family, askings }: Asked): boolean {
  return askings.every(
    ({ unit, applicants }) =>
      situation.takes(unit, family, applicants) && !applicants.some(({ rank }) => queues.bars(unit, family, rank!)),
  );
}

function overfullIn(situation: Situation, units: readonly Unit[]): Overfull[] {
  const all = units.flatMap((unit) => {
    const held = situation.slots.map(() => 0);
    for (const { halfDays } of situation.holders(unit)) for (const halfDay of halfDays) held[halfDay]! += 1;
    return situation.slots.map((slot, halfDay): Overfull => ({
      at: unit.at,
      section: unit.section,
      slot,
      held: held[halfDay]!,
      places: unit.seats[halfDay]!,
    }));
  });
  return all
    .filter(({ held, places }) => held > places)
    .sort((a, b) => byText(a.at, b.at) || byText(a.section, b.section) || byText(a.slot, b.slot));
}
