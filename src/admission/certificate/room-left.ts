import { NOTHING, type Board } from './board.js';
import type { Values } from './exact-search.js';

/** Seats of one family on one half-day of one unit, by value of the search. */
interface Use {
  readonly index: number;
  /** By value from the family's first. */
  readonly seats: Uint8Array;
  /** Those that members fixed: there whatever the room. */
  readonly fixed: Uint8Array;
}

/** Strikes out what leaves no room for what every outcome still possible takes. */
export class RoomLeft {
  /** Unit × half-day → the families that may take seats there. */
  private readonly uses = new Map<number, Use[]>();
  /** Places less what families outside the search hold. */
  private readonly places = new Map<number, number>();

  constructor(board: Board, private readonly values: Values) {
    const { problem: { entryUnit, places, locked }, slots } = board;
    for (const [index, from] of values.from.slice(0, -1).entries()) {
      const to = values.from[index + 1]!;
      const own = new Map<number, Use>();
      for (let value = from; value < to; value += 1) {
        if (values.wish[value] === NOTHING) continue;
        for (const entry of board.entriesOf(values.wish[value]!)) {
          for (const slot of board.slotsOf(entry)) {
            const cell = entryUnit[entry]! * slots + slot;
            let use = own.get(cell);
            if (!use) own.set(cell, (use = { index, seats: new Uint8Array(to - from), fixed: new Uint8Array(to - from) }));
            use.seats[value - from]! += 1;
            use.fixed[value - from]! += locked[entry]!;
          }
        }
      }
      for (const [cell, use] of own) this.uses.set(cell, [...(this.uses.get(cell) ?? []), use]);
    }
    for (const cell of this.uses.keys()) this.places.set(cell, places[cell]! - board.count[cell]!);
  }

  /** @returns how many values were struck out; null when a family has none left */
  strike(alive: Uint8Array): number | null {
    let struck = 0;
    for (const [cell, uses] of this.uses) {
      const sure = uses.map((use) => this.least(use, alive));
      const left = this.places.get(cell)! - sure.reduce((sum, seats) => sum + seats, 0);
      for (const [position, { index, seats, fixed }] of uses.entries()) {
        const from = this.values.from[index]!;
        let some = false;
        for (let value = 0; value < seats.length; value += 1) {
          if (alive[from + value] === 0) continue;
          if (seats[value]! > fixed[value]! && seats[value]! - sure[position]! > left) {
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

  private least({ index, seats }: Use, alive: Uint8Array): number {
    const from = this.values.from[index]!;
    let least = Infinity;
    for (let value = 0; value < seats.length; value += 1) if (alive[from + value] === 1 && seats[value]! < least) least = seats[value]!;
    return least;
  }
}
