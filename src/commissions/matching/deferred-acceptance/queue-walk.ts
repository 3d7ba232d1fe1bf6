import { NOT_RANKED, type Compiled } from './compiled.js';
import { slotsOf } from './entry-slots.js';

/** What a newcomer finds when it is its turn. */
export interface Turn {
  readonly taken: boolean;
  /** The half-days without room; empty when a strict queue stopped before its turn. */
  readonly lacking: readonly number[];
  /** The fewest half-days that it lacked at any of its turns. */
  readonly least: readonly number[];
}

/** Whether no seat of the unit is reserved. What a newcomer finds then depends only on the holders before it. */
export const isQueue = ({ rules }: Compiled, unit: number): boolean => (rules[unit]?.reserves.length ?? 0) === 0;

/**
 * The holders of a unit without reserves, walked once in order of rank. Thousands of newcomers can then ask for their
 * turn without another walk. The answers are those of `chosenFrom` for these holders and the newcomer.
 */
export class QueueWalk {
  /** The ranks of the holders that have one, in order. */
  private readonly ranks: readonly number[];
  /** The places left at the turn of each, and after the last. Null from the point where a strict queue stops. */
  private readonly left: readonly (Int32Array | null)[];

  constructor(
    private readonly problem: Compiled,
    unit: number,
    holders: readonly number[],
  ) {
    const {
      rank,
      places,
      halfDays: { names },
      rules,
    } = problem;
    const ranked = holders.filter((entry) => rank[entry] !== NOT_RANKED).sort((a, b) => rank[a]! - rank[b]!);
    this.ranks = ranked.map((entry) => rank[entry]!);
    const left: (Int32Array | null)[] = [places.slice(unit * names.length, (unit + 1) * names.length)];
    for (const entry of ranked) {
      const room = left.at(-1)!;
      const slots = room && slotsOf(problem, entry);
      const fits = slots?.every((slot) => room![slot]! > 0);
      if (!room || (!fits && rules[unit]?.strict)) left.push(null);
      else left.push(fits ? room.map((places, slot) => (slots!.includes(slot) ? places - 1 : places)) : room);
    }
    this.left = left;
  }

  /** @param entry an entry of a family that holds nothing in this unit */
  turnOf(entry: number): Turn {
    const rank = this.problem.rank[entry]!;
    const room = rank === NOT_RANKED ? null : this.left[this.before(rank)]!;
    const lacking = room === null ? [] : slotsOf(this.problem, entry).filter((slot) => room[slot]! <= 0);
    return { taken: room !== null && lacking.length === 0, lacking, least: lacking };
  }

  /** How many holders stand before a rank. */
  private before(rank: number): number {
    let low = 0,
      high = this.ranks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ranks[middle]! < rank) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
