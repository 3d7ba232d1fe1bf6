import { Situation, type Asked } from './situation.js';
import { StrictQueues } from './queue.js';
import { byText } from './wishes.js';
import type { Instance, Overfull, Places, Verdict } from '../instance/instance.js';

export { placesOf, wishesOf } from './wishes.js';

/**
 * Everything that anybody could object to an outcome, whether it is a proposal or was changed by members: each
 * justified claim, and each half-day with more children than places. It is written from the definitions of
 * docs/engine.md, and shares no code with the engine that computes proposals.
 */
export function check(instance: Instance, places: Places): Verdict {
  const situation = new Situation(instance, places);
  const queues = new StrictQueues(situation);
  const claims = situation.preferred
    .filter((wish) => isJustified(situation, queues, wish))
    .map(({ family, wish }) => ({ family, wish }));
  return { claims, overfull: overfullIn(situation) };
}

function isJustified(situation: Situation, queues: StrictQueues, { family, askings }: Asked): boolean {
  return askings.every(
    ({ unit, applicants }) =>
      situation.takes(unit, family, applicants) && !applicants.some(({ rank }) => queues.bars(unit, family, rank!)),
  );
}

function overfullIn(situation: Situation): Overfull[] {
  const all = [...situation.units.values()].flatMap((unit) => {
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
