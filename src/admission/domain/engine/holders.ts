import type { Compiled } from './compiled.js';

const NOBODY = 0x7fffffff;

/** Who holds places in each unit, in its order, and its half-days without a place left as bits: fitting is one AND. */
export class Holders {
  private readonly slots: number;
  private readonly words: number;
  /**
   * As positions in `queue`, in order; those of a unit are `list[unitFrom[unit]] … list[to[unit] - 1]`. What stands in front of them is of a unit before, and
   * so a smaller number: who looks for somebody ranked below need not ask where its unit begins.
   */
  private readonly list: Int32Array;
  private readonly to: Int32Array;
  /** By unit × half-day. */
  private readonly count: Int32Array;
  /** By unit × word. */
  private readonly full: Int32Array;
  /** By unit: the best of those who, since `settle`, left a half-day that was full and is no longer. */
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
    this.to = unitFrom.slice(0, unitAt.length);
    this.count = new Int32Array(places.length);
    this.full = new Int32Array(unitAt.length * this.words);
    this.freedBelow = new Int32Array(unitAt.length).fill(NOBODY);
    this.lacking = new Int32Array(this.words);
    this.lowest = new Int32Array(this.slots);
    this.lowestOn = new Int32Array(this.slots * this.words);
    for (let unit = 0, index = 0; unit < unitAt.length; unit += 1) {
      for (let slot = 0; slot < this.slots; slot += 1, index += 1) if (places[index]! <= 0) this.full[unit * this.words + (slot >> 5)]! |= 1 << (slot & 31);
    }
  }

  /** Best first. */
  of(unit: number): number[] {
    return Array.from(this.list.subarray(this.problem.unitFrom[unit], this.to[unit]), (position) => this.problem.queue[position]!);
  }

  enter(entry: number): void {
    const { list, problem: { entryUnit, place } } = this;
    const unit = entryUnit[entry]!, own = place[entry]!;
    let index = this.to[unit]!++;
    for (; list[index - 1]! > own; index -= 1) list[index] = list[index - 1]!;
    list[index] = own;
    this.occupy(entry, unit, 1);
  }

  exit(entry: number): void {
    const { list, problem: { entryUnit, place } } = this;
    const unit = entryUnit[entry]!, own = place[entry]!, last = --this.to[unit]!;
    let index = last;
    while (list[index] !== own) index -= 1;
    for (; index < last; index += 1) list[index] = list[index + 1]!;
    this.occupy(entry, unit, -1);
  }

  /** What a plain unit has for this entry: room on all its half-days, somebody ranked below it, or neither. */
  glance(entry: number, unit: number): 'room' | 'below' | 'nothing' {
    const { words, full, problem: { masks, place } } = this;
    let over = 0;
    for (let word = 0; word < words; word += 1) over |= masks[entry * words + word]! & full[unit * words + word]!;
    if (over === 0) return 'room';
    return this.lastOf(unit) > place[entry]! ? 'below' : 'nothing';
  }

  private lastOf(unit: number): number {
    return this.list[this.to[unit]! - 1]!;
  }

  /**
   * Whether a plain unit takes a child beside its holders: on each half-day without room somebody ranked below has to give way.
   * @param leaving receives those who do, the lowest first: walked in order, who still fits after the newcomer stays
   */
  admits(entry: number, leaving: number[]): boolean {
    const { entryUnit, place } = this.problem;
    const unit = entryUnit[entry]!, own = place[entry]!;
    if (this.look(entry, unit) === 0) return true;
    let found = 0;
    for (let index = this.to[unit]! - 1; this.list[index]! > own; index -= 1) {
      if (this.strike(this.list[index]!, found) === 0) continue;
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
      const bits = this.problem.queueMasks[holder * this.words + word]! & this.lacking[word]!;
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
      leaving.push(this.problem.queue[holder]!);
      for (let word = 0; word < this.words; word += 1) this.lacking[word]! &= ~this.problem.queueMasks[holder * this.words + word]!;
    }
  }

  /**
   * Of a lone unit, in its order: those who have more room than before `settle`. They are ranked below somebody who left a half-day that was full and is no longer,
   * for who gives way to a newcomer does so to somebody better.
   */
  whoMayFit(unit: number): number[] {
    const { words, full, problem: { queue, queueMasks, unitFrom } } = this;
    const to = unitFrom[unit + 1]!, last = this.lastOf(unit);
    const entries: number[] = [];
    for (let position = this.freedBelow[unit]!; position < to; position += 1) {
      let over = 0;
      for (let word = 0; word < words; word += 1) over |= queueMasks[position * words + word]! & full[unit * words + word]!;
      if (over === 0 || position < last) entries.push(queue[position]!);
    }
    return entries;
  }

  settle(unit: number): void {
    this.freedBelow[unit] = NOBODY;
  }

  private occupy(entry: number, unit: number, seats: 1 | -1): void {
    const { masks, places, place } = this.problem;
    for (let word = 0; word < this.words; word += 1) {
      const at = unit * this.words + word, before = this.full[at]!;
      let full = before;
      for (let bits = masks[entry * this.words + word]!; bits !== 0; bits &= bits - 1) {
        const slot = 31 - Math.clz32(bits & -bits), index = unit * this.slots + (word << 5) + slot;
        if ((this.count[index]! += seats) >= places[index]!) full |= 1 << slot;
        else full &= ~(1 << slot);
      }
      this.full[at] = full;
      if ((before & ~full) !== 0) this.freedBelow[unit] = Math.min(this.freedBelow[unit]!, place[entry]!);
    }
  }
}
