import type { Place, Places } from '../instance/instance.js';
import type { Compiled } from './compiled.js';
import { namesIn } from './half-days.js';
import { DeferredAcceptance, type MatchingStats } from './deferred-acceptance.js';

export { compile, FIRST, NOT_RANKED, type Compiled } from './compiled.js';
export type { UnitRule } from './units.js';
export { slotsOf } from './entry-slots.js';
export { isQueue, QueueWalk, type Turn } from './queue-walk.js';
export { chosenFrom, OPEN_SEAT, type Choices } from './choice.js';
export type { MatchingStats } from './deferred-acceptance.js';

export interface Matching {
  /** The wish each family holds (position among the wishes of all families), -1 for none. */
  readonly held: Int32Array;
  readonly stats: Readonly<MatchingStats>;
}

/** Deferred acceptance over families: docs/engine.md. */
export function match(problem: Compiled): Matching {
  const market = new DeferredAcceptance(problem);
  market.run();
  return { held: market.held, stats: market.stats };
}

/** Equal places are one object: thousands of children hold a few hundred, and a thread that computes sends each once. */
export function placesOfMatching(problem: Compiled, held: Int32Array): Places {
  const { halfDays, masks } = problem;
  const known = new Map<string, Place>();
  const places: Record<string, Place | null> = {};
  for (const id of problem.childIds) places[id] = null;
  for (const wish of held) {
    if (wish === -1) continue;
    for (let entry = problem.entryFrom[wish]!; entry < problem.entryFrom[wish + 1]!; entry += 1) {
      const unit = problem.entryUnit[entry]!;
      const from = entry * halfDays.words;
      const key = `${unit} ${masks.subarray(from, from + halfDays.words).join()}`;
      const place = known.get(key) ?? {
        at: problem.unitAt[unit]!,
        section: problem.unitSection[unit]!,
        slots: namesIn(halfDays, masks, from),
      };
      known.set(key, place);
      places[problem.childIds[problem.entryChild[entry]!]!] = place;
    }
  }
  return places;
}
