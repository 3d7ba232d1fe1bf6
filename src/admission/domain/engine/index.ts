import type { Place, Places } from '../instance.js';
import { FIRST, NOT_RANKED, type Compiled } from './compiled.js';
import { namesIn } from './half-days.js';
import { Market, type MarketStats } from './market.js';

export { compile, FIRST, NOT_RANKED, type Compiled, type UnitRule } from './compiled.js';
export { chosenFrom, OPEN_SEAT, type Choices } from './choice.js';
export type { MarketStats } from './market.js';

export interface Matching {
  /** The wish each family holds (position among the wishes of all families), -1 for none. */
  readonly held: Int32Array;
  readonly stats: Readonly<MarketStats>;
}

/** Deferred acceptance over families: docs/engine.md. */
export function match(problem: Compiled): Matching {
  const market = new Market(problem);
  market.run(hearing(problem));
  return { held: market.held, stats: market.stats };
}

/**
 * The order in which families are first heard: those who keep a place first, then one child, two…, and the better ranked before the others. It changes
 * nothing where the result is unique; elsewhere it spares most evictions.
 */
function hearing(problem: Compiled): Int32Array {
  const { wishFrom, entryFrom, priority, familyIds, oneOrder } = problem;
  const keys = new Float64Array(familyIds.length);
  for (let family = 0; family < keys.length; family += 1) {
    let best = NOT_RANKED, children = 0;
    for (let wish = wishFrom[family]!; wish < wishFrom[family + 1]!; wish += 1) {
      children = Math.max(children, entryFrom[wish + 1]! - entryFrom[wish]!);
      for (let entry = entryFrom[wish]!; entry < entryFrom[wish + 1]!; entry += 1) best = Math.min(best, priority[entry]!);
    }
    keys[family] = (oneOrder || best === FIRST ? 0 : children) * 2 ** 32 + best;
  }
  return sortedBy(keys);
}

function sortedBy(keys: Float64Array): Int32Array {
  return Int32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]! || a - b);
}

export function placesOfMatching(problem: Compiled, held: Int32Array): Places {
  const places: Record<string, Place | null> = {};
  for (const id of problem.childIds) places[id] = null;
  for (const wish of held) {
    if (wish === -1) continue;
    for (let entry = problem.entryFrom[wish]!; entry < problem.entryFrom[wish + 1]!; entry += 1) {
      const unit = problem.entryUnit[entry]!;
      places[problem.childIds[problem.entryChild[entry]!]!] = {
        at: problem.unitAt[unit]!, section: problem.unitSection[unit]!, slots: namesIn(problem.halfDays, problem.masks, entry * problem.halfDays.words),
      };
    }
  }
  return places;
}
