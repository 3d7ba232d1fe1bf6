import type { Entry, Instance } from '../instance/instance.js';
import type { HalfDays } from './half-days.js';
import { orderOf } from './orders.js';
import type { Units } from './units.js';

/** A child that its establishment's order does not list. */
export const NOT_RANKED = 0x7fffffff;

/** A place of one child, as numbers. Equal places of a child are one object. */
export interface Cell {
  /** The number of this cell among all cells. */
  readonly number: number;
  readonly child: number;
  readonly unit: number;
  readonly mask: Int32Array;
  /** The rank in the order of its establishment, set once all cells are known. */
  rank: number;
}

/** A child with its own section and week. */
export interface Own {
  readonly number: number;
  readonly section: string;
  readonly mask: Int32Array;
}

export const sameMask = (a: Int32Array, b: Int32Array): boolean =>
  a === b || a.every((word, index) => word === b[index]);

function listUnder<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  if (list.length === 0) lists.set(key, list);
  return list;
}

/** Turns the places of wishes into numbers, and ranks them once all are known. */
export class Cells {
  private readonly at = new Map<string, Cell[]>();
  private readonly weeks = new Map<readonly string[], Int32Array>();
  private readonly known = new Map<Own, Cell[]>();
  private count = 0;

  /** @param numbers the number of each child, by id */
  constructor(
    private readonly instance: Instance,
    private readonly halfDays: HalfDays,
    private readonly units: Units,
    private readonly numbers: ReadonlyMap<string, number>,
  ) {}

  own(child: string): Own {
    const { section, slots } = this.instance.children[child]!;
    return { number: this.numbers.get(child)!, section, mask: this.mask(slots) };
  }

  cell(own: Own, entry: string | Entry | null): Cell | null {
    if (entry === null) return null;
    const { at, section = own.section, slots }: Entry = typeof entry === 'string' ? { at: entry } : entry;
    const unit = this.units.numberOf(at, section),
      mask = slots ? this.mask(slots) : own.mask;
    const cells = listUnder(this.known, own);
    const known = cells.find((cell) => cell.unit === unit && sameMask(cell.mask, mask));
    if (known) return known;
    const cell = { number: this.count++, child: own.number, unit, mask, rank: NOT_RANKED };
    cells.push(cell);
    listUnder(this.at, at).push(cell);
    return cell;
  }

  /** Sets the position of each cell in the order of its establishment. */
  rank(): void {
    // All orders share this array. A position below `base` was written for an earlier order, so the child is not in
    // this one.
    const positions = new Int32Array(this.numbers.size);
    let base = 0,
      next = 1,
      written: readonly string[] = [];
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

  /** Many children have equal weeks, and these are mostly the same list object. The mask of each such list is kept. */
  private mask(slots: readonly string[]): Int32Array {
    const { words, masks } = this.halfDays;
    const known = this.weeks.get(slots);
    if (known) return known;
    const mask = new Int32Array(words);
    this.weeks.set(slots, mask);
    for (const slot of slots) {
      const bits = masks.get(slot)!;
      for (let word = 0; word < words; word += 1) mask[word]! |= bits[word]!;
    }
    return mask;
  }
}
