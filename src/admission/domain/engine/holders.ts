import { NOT_RANKED, type Compiled } from './compiled.js';

/** Who holds places in each unit, in its order, and its half-days without a place left as bits: fitting is one AND. */
export class Holders {
  private readonly slots: number;
  private readonly words: number;
  /** Entries; those of a unit are `list[unitFrom[unit]] … list[to[unit] - 1]`. */
  private readonly list: Int32Array;
  /** Of each in `list`: beside it, because it is far in memory. */
  private readonly priorities: Int32Array;
  private readonly to: Int32Array;
  /** By unit × half-day. */
  private readonly count: Int32Array;
  /** By unit × word. */
  private readonly full: Int32Array;
  /** By unit: the best rank of those who, since `settle`, left a half-day that was full and is no longer. */
  private readonly freedBelow: Int32Array;
  /** What a newcomer still lacks, by word. */
  private readonly lacking: Int32Array;
  /** Who might give way, and the half-days of each that the newcomer lacks and nobody lower holds. */
  private readonly lowest: Int32Array;
  private readonly lowestOn: Int32Array;

  constructor(private readonly problem: Compiled) {
    const { places, unitAt, unitFrom, entryUnit, halfDays } = problem;
    this.slots = halfDays.names.length;
    this.words = halfDays.words;
    this.list = new Int32Array(entryUnit.length);
    this.priorities = new Int32Array(entryUnit.length);
    this.to = unitFrom.slice(0, unitAt.length);
    this.count = new Int32Array(places.length);
    this.full = new Int32Array(unitAt.length * this.words);
    this.freedBelow = new Int32Array(unitAt.length).fill(NOT_RANKED);
    this.lacking = new Int32Array(this.words);
    this.lowest = new Int32Array(this.slots);
    this.lowestOn = new Int32Array(this.slots * this.words);
    for (let unit = 0, index = 0; unit < unitAt.length; unit += 1) {
      for (let slot = 0; slot < this.slots; slot += 1, index += 1) if (places[index]! <= 0) this.full[unit * this.words + (slot >> 5)]! |= 1 << (slot & 31);
    }
  }

  /** Best first. */
  of(unit: number): Int32Array {
    return this.list.subarray(this.problem.unitFrom[unit], this.to[unit]);
  }

  enter(entry: number): void {
    const { list, priorities, problem: { entryUnit, priority, unitFrom } } = this;
    const unit = entryUnit[entry]!, from = unitFrom[unit]!, own = priority[entry]!;
    let position = this.to[unit]!++;
    for (; position > from && priorities[position - 1]! > own; position -= 1) {
      list[position] = list[position - 1]!;
      priorities[position] = priorities[position - 1]!;
    }
    list[position] = entry;
    priorities[position] = own;
    this.occupy(entry, unit, 1);
  }

  exit(entry: number): void {
    const { list, priorities, problem: { entryUnit } } = this;
    const unit = entryUnit[entry]!;
    const last = --this.to[unit]!;
    let position = last;
    while (list[position] !== entry) position -= 1;
    for (; position < last; position += 1) {
      list[position] = list[position + 1]!;
      priorities[position] = priorities[position + 1]!;
    }
    this.occupy(entry, unit, -1);
  }

  /** Whether a half-day of this entry has no place left. */
  lacks(entry: number, unit: number): boolean {
    for (let word = 0; word < this.words; word += 1) if ((this.problem.masks[entry * this.words + word]! & this.full[unit * this.words + word]!) !== 0) return true;
    return false;
  }

  /** Whether the last of the holders is ranked below this entry. */
  hasBelow(entry: number, unit: number): boolean {
    const to = this.to[unit]!;
    return to > this.problem.unitFrom[unit]! && this.priorities[to - 1]! > this.problem.priority[entry]!;
  }

  /**
   * Whether a plain unit takes a child beside its holders: on each half-day without room somebody ranked below has to give way.
   * @param leaving receives those who do, the lowest first: walked in order, who still fits after the newcomer stays
   */
  admits(entry: number, leaving: number[]): boolean {
    const { entryUnit, priority, unitFrom } = this.problem;
    const unit = entryUnit[entry]!;
    if (this.look(entry, unit) === 0) return true;
    const from = unitFrom[unit]!, own = priority[entry]!;
    let found = 0;
    for (let position = this.to[unit]! - 1; position >= from; position -= 1) {
      if (this.priorities[position]! <= own) return false;
      if (this.strike(this.list[position]!, found) === 0) continue;
      found += 1;
      if (this.isSettled()) {
        this.look(entry, unit);
        this.choose(found, leaving);
        return true;
      }
    }
    return false;
  }

  /** Notes the half-days without room. @returns 0 when there is none */
  private look(entry: number, unit: number): number {
    let any = 0;
    for (let word = 0; word < this.words; word += 1) any |= this.lacking[word] = this.problem.masks[entry * this.words + word]! & this.full[unit * this.words + word]!;
    return any;
  }

  private isSettled(): boolean {
    for (let word = 0; word < this.words; word += 1) if (this.lacking[word] !== 0) return false;
    return true;
  }

  /** Strikes out the half-days of a holder; nobody lower has those that were left. @returns 0 when there are none */
  private strike(holder: number, index: number): number {
    let any = 0;
    this.lowest[index] = holder;
    for (let word = 0; word < this.words; word += 1) {
      const bits = this.problem.masks[holder * this.words + word]! & this.lacking[word]!;
      this.lowestOn[index * this.words + word] = bits;
      this.lacking[word]! &= ~bits;
      any |= bits;
    }
    return any;
  }

  /** From the best down: the lowest on a half-day leaves unless somebody better left who held it too. */
  private choose(found: number, leaving: number[]): void {
    for (let index = found - 1; index >= 0; index -= 1) {
      let any = 0;
      for (let word = 0; word < this.words; word += 1) any |= this.lowestOn[index * this.words + word]! & this.lacking[word]!;
      if (any === 0) continue;
      const holder = this.lowest[index]!;
      leaving.push(holder);
      for (let word = 0; word < this.words; word += 1) this.lacking[word]! &= ~this.problem.masks[holder * this.words + word]!;
    }
  }

  /**
   * Of a lone unit, in its order: those who have more room than before `settle`. They are ranked below somebody who left a half-day that was full and is no longer,
   * for who gives way to a newcomer does so to somebody better.
   */
  whoMayFit(unit: number): number[] {
    const { queue, unitFrom, priority } = this.problem;
    const better = this.freedBelow[unit]!;
    const entries: number[] = [];
    if (better === NOT_RANKED) return entries;
    for (let position = unitFrom[unit + 1]! - 1; position >= unitFrom[unit]! && priority[queue[position]!]! >= better; position -= 1) {
      const entry = queue[position]!;
      if (!this.lacks(entry, unit) || this.hasBelow(entry, unit)) entries.push(entry);
    }
    return entries.reverse();
  }

  settle(unit: number): void {
    this.freedBelow[unit] = NOT_RANKED;
  }

  private occupy(entry: number, unit: number, seats: 1 | -1): void {
    const { masks, places, priority } = this.problem;
    for (let word = 0; word < this.words; word += 1) {
      const at = unit * this.words + word, before = this.full[at]!;
      let full = before;
      for (let bits = masks[entry * this.words + word]!; bits !== 0; bits &= bits - 1) {
        const slot = 31 - Math.clz32(bits & -bits), index = unit * this.slots + (word << 5) + slot;
        if ((this.count[index]! += seats) >= places[index]!) full |= 1 << slot;
        else full &= ~(1 << slot);
      }
      this.full[at] = full;
      if ((before & ~full) !== 0) this.freedBelow[unit] = Math.min(this.freedBelow[unit]!, priority[entry]!);
    }
  }
}
