import { FIRST } from '../deferred-acceptance/match.js';
import { NOTHING, type SearchState } from './search-state.js';
import type { Values } from './outcomes.js';

/** The seats that one family may take on one half-day of one unit, for each value of the search. */
interface Use {
  readonly index: number;
  /** By value, counted from the first value of the family. */
  readonly seats: Uint8Array;
  /** The seats among them that may exceed the room, because members fixed them or they are guaranteed. */
  readonly firm: Uint8Array;
}

const sumOf = (seats: readonly number[]): number => seats.reduce((sum, seat) => sum + seat, 0);

/** Strikes out the values for which there is no room beside the seats that every remaining outcome takes. */
export class RoomLeft {
  /** Unit × half-day → the families that may take seats there. */
  private readonly uses = new Map<number, Use[]>();
  /** The places of each half-day, without those that families outside the search hold. */
  private readonly places = new Map<number, number>();

  /** @param state an outcome without the families of the search */
  constructor(
    state: SearchState,
    private readonly values: Values,
  ) {
    const {
      problem: { entryUnit, places, priority },
      slots,
    } = state;
    for (const [index, from] of values.from.slice(0, -1).entries()) {
      const to = values.from[index + 1]!;
      const own = new Map<number, Use>();
      for (let value = from; value < to; value += 1) {
        if (values.wish[value] === NOTHING) continue;
        for (const entry of state.entriesOf(values.wish[value]!)) {
          for (const slot of state.slotsOf(entry)) {
            const cell = entryUnit[entry]! * slots + slot;
            let use = own.get(cell);
            if (!use)
              own.set(cell, (use = { index, seats: new Uint8Array(to - from), firm: new Uint8Array(to - from) }));
            use.seats[value - from]! += 1;
            if (priority[entry] === FIRST) use.firm[value - from]! += 1;
          }
        }
      }
      for (const [cell, use] of own) this.uses.set(cell, [...(this.uses.get(cell) ?? []), use]);
    }
    for (const cell of this.uses.keys()) this.places.set(cell, places[cell]! - state.count[cell]!);
  }

  /** How many children more than places, over all half-days, every remaining outcome has at least. */
  crowding(alive: Uint8Array): number {
    let crowding = 0;
    for (const [cell, uses] of this.uses) crowding += this.over(cell, this.leastOf(uses, alive));
    return crowding;
  }

  /**
   * @param crowding how many children more than places are allowed
   * @returns how many values were struck out; null when more are unavoidable, or a family has no value left
   */
  strike(alive: Uint8Array, crowding: number): number | null {
    let struck = 0,
      over = 0;
    for (const [cell, uses] of this.uses) {
      const least = this.leastOf(uses, alive);
      over += this.over(cell, least);
      if (over > crowding) return null;
      const left = this.places.get(cell)! - sumOf(least);
      for (const [position, use] of uses.entries()) {
        const from = this.values.from[use.index]!;
        let some = false;
        for (let value = 0; value < use.seats.length; value += 1) {
          if (alive[from + value] === 0) continue;
          const spare = use.seats[value] === use.firm[value] ? Math.max(0, left) + crowding : left;
          if (use.seats[value]! - least[position]! > spare) {
            alive[from + value] = 0;
            struck += 1;
          } else {
            some = true;
          }
        }
        if (!some) return null;
      }
    }
    return struck;
  }

  /** What is beyond the places through families of the search. */
  private over(cell: number, least: readonly number[]): number {
    return Math.max(0, sumOf(least) - Math.max(0, this.places.get(cell)!));
  }

  private leastOf(uses: readonly Use[], alive: Uint8Array): number[] {
    return uses.map((use) => this.least(use, alive));
  }

  private least({ index, seats }: Use, alive: Uint8Array): number {
    const from = this.values.from[index]!;
    let least = Infinity;
    for (let value = 0; value < seats.length; value += 1)
      if (alive[from + value] === 1 && seats[value]! < least) least = seats[value]!;
    return least;
  }
}
