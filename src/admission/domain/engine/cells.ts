import type { Entry, Instance } from '../instance.js';
import type { HalfDays } from './half-days.js';
import { orderOf } from './orders.js';
import type { Units } from './units.js';

/** A child that its establishment's order does not list. */
export const NOT_RANKED = 0x7fffffff;

/** A place in numbers. */
export interface Cell {
  readonly child: number;
  readonly unit: number;
  readonly mask: Int32Array;
  /** In the order of its establishment; written when all its cells are known. */
  rank: number;
}

/** A child with its own section and week. */
export interface Own {
  readonly number: number;
  readonly section: string;
  readonly mask: Int32Array;
}

/** Turns what wishes say into numbers, and ranks it once all is said. */
export class Cells {
  private readonly at = new Map<string, Cell[]>();

  /** @param numbers of the children */
  constructor(private readonly instance: Instance, private readonly halfDays: HalfDays, private readonly units: Units, private readonly numbers: ReadonlyMap<string, number>) {}

  own(child: string): Own {
    const { section, slots } = this.instance.children[child]!;
    return { number: this.numbers.get(child)!, section, mask: this.mask(slots) };
  }

  cell(own: Own, entry: string | Entry | null): Cell | null {
    if (entry === null) return null;
    const { at, section = own.section, slots }: Entry = typeof entry === 'string' ? { at: entry } : entry;
    const cell = { child: own.number, unit: this.units.numberOf(at, section), mask: slots ? this.mask(slots) : own.mask, rank: NOT_RANKED };
    const there = this.at.get(at);
    if (there) there.push(cell);
    else this.at.set(at, [cell]);
    return cell;
  }

  /** Gives each its position in the order of its establishment. */
  rank(): void {
    // Of children in the last order written; what stands before `base` is left from another one.
    const positions = new Int32Array(this.numbers.size);
    let base = 0, next = 1, written: readonly string[] = [];
    for (const [at, cells] of this.at) {
      const order = orderOf(this.instance.establishments[at]!);
      if (order !== written) {
        base = next;
        for (const child of order) positions[this.numbers.get(child)!] = next++;
        written = order;
      }
      for (const cell of cells) cell.rank = positions[cell.child]! < base ? NOT_RANKED : positions[cell.child]! - base;
    }
  }

  private mask(slots: readonly string[]): Int32Array {
    const { words, masks } = this.halfDays;
    const mask = new Int32Array(words);
    for (const slot of slots) {
      const bits = masks.get(slot)!;
      for (let word = 0; word < words; word += 1) mask[word]! |= bits[word]!;
    }
    return mask;
  }
}
