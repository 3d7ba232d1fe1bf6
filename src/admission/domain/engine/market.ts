import { FIRST, type Compiled } from './compiled.js';
import { pickedFrom } from './choice.js';
import { Waiting } from './waiting.js';

const NONE = -1;
/** An eviction from the same wish this often ends it for that family: what could go round for ever ends. */
export const LOCK_OUT = 3;

export interface MarketStats {
  proposals: number;
  evictions: number;
  recalls: number;
  lockOuts: number;
}

/**
 * Families propose, units choose (deferred acceptance), with recall: when places come free, those a unit turned down are heard again.
 * Holders of a unit are a list in its order; a half-day's bit is set in `full` when it has no place left, so that fitting is one AND.
 */
export class Market {
  /** The wish each family holds, NONE when it holds nothing. */
  readonly held: Int32Array;
  readonly stats: MarketStats = { proposals: 0, evictions: 0, recalls: 0, lockOuts: 0 };

  private readonly slots: number;
  private readonly words: number;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private readonly next: Int32Array;
  private readonly prev: Int32Array;
  private readonly count: Int32Array;
  private readonly full: Int32Array;
  private readonly waiting: Waiting;
  private readonly evicted: Uint8Array;
  private readonly familyOf: Int32Array;
  private readonly homeless: number[] = [];
  private readonly resume: Int32Array;
  private readonly dirty: number[] = [];
  private readonly isDirty: Uint8Array;
  private readonly scratchSlots: Int32Array;
  private readonly below: Int32Array;
  private readonly leaving: number[] = [];

  constructor(private readonly problem: Compiled) {
    const { places, unitAt, wishFrom, open, entryUnit, halfDays, familyIds } = problem;
    const units = unitAt.length, wishes = open.length, families = familyIds.length;
    this.slots = halfDays.names.length;
    this.words = halfDays.words;
    this.held = new Int32Array(families).fill(NONE);
    this.head = new Int32Array(units).fill(NONE);
    this.tail = new Int32Array(units).fill(NONE);
    this.next = new Int32Array(entryUnit.length);
    this.prev = new Int32Array(entryUnit.length);
    this.count = new Int32Array(units * this.slots);
    this.full = new Int32Array(units * this.words);
    this.waiting = new Waiting(units, wishes);
    this.evicted = new Uint8Array(wishes);
    this.familyOf = new Int32Array(wishes);
    this.resume = wishFrom.slice(0, families);
    this.isDirty = new Uint8Array(units);
    this.scratchSlots = new Int32Array(this.slots);
    this.below = new Int32Array(this.slots);
    for (let family = 0; family < families; family += 1) this.familyOf.fill(family, wishFrom[family]!, wishFrom[family + 1]!);
    for (let unit = 0; unit < units; unit += 1) {
      for (let slot = 0; slot < this.slots; slot += 1) {
        if (places[unit * this.slots + slot]! <= 0) this.full[unit * this.words + (slot >> 5)]! |= 1 << (slot & 31);
      }
    }
  }

  /** @param order families in the order in which they are first heard */
  run(order: Int32Array): void {
    for (let index = 0; index < order.length; index += 1) {
      this.proposeDown(order[index]!);
      while (this.homeless.length > 0) this.proposeDown(this.homeless.pop()!);
    }
    for (let unit = this.dirty.pop(); unit !== undefined; unit = this.dirty.pop()) {
      this.isDirty[unit] = 0;
      this.recall(unit);
      while (this.homeless.length > 0) this.proposeDown(this.homeless.pop()!);
    }
  }

  private proposeDown(family: number): void {
    const { wishFrom, open } = this.problem;
    // Put out and taken in again elsewhere before its turn came.
    if (this.held[family] !== NONE) return;
    for (let wish = this.resume[family]!; wish < wishFrom[family + 1]!; wish += 1) {
      if (open[wish] === 0 || this.evicted[wish]! >= LOCK_OUT) continue;
      if (this.take(wish)) {
        this.held[family] = wish;
        return;
      }
    }
  }

  /** Hears again, best first, those whom a unit turned down and who would still rather come. */
  private recall(unit: number): void {
    const still = this.waiting.drain(unit).filter((wish) => this.isWanted(wish) && this.evicted[wish]! < LOCK_OUT);
    if (still.length > 1) still.sort((a, b) => this.entryAt(a, unit) - this.entryAt(b, unit));
    this.stats.recalls += still.length;
    // All wait again before any is heard: in a strict unit those who wait stand in the way of those below.
    for (const wish of still) this.waiting.add(wish, unit);
    for (const wish of still) if (this.isWanted(wish)) this.moveUp(wish);
  }

  private entryAt(wish: number, unit: number): number {
    const { entryFrom, entryUnit, priority } = this.problem;
    for (let entry = entryFrom[wish]!; entry < entryFrom[wish + 1]!; entry += 1) if (entryUnit[entry] === unit) return priority[entry]!;
    return 0;
  }

  private isWanted(wish: number): boolean {
    const held = this.held[this.familyOf[wish]!]!;
    return held === NONE || wish < held;
  }

  private moveUp(wish: number): void {
    const family = this.familyOf[wish]!;
    const from = this.held[family]!;
    if (from !== NONE) this.leave(from);
    if (this.take(wish)) {
      this.held[family] = wish;
      if (from !== NONE) this.announce(from);
      this.release(wish, from === NONE ? this.problem.wishFrom[family + 1]! : from);
    } else if (from !== NONE) {
      this.enterAll(from);
    }
  }

  /** What a family no longer waits for may have stood in the way of others in strict units. */
  private release(after: number, before: number): void {
    const { entryFrom, entryUnit, rules } = this.problem;
    for (let wish = after; wish < before; wish += 1) {
      for (let entry = entryFrom[wish]!; entry < entryFrom[wish + 1]!; entry += 1) if (rules[entryUnit[entry]!]?.strict) this.markDirty(entryUnit[entry]!);
    }
  }

  /** Takes the places of a wish, or waits where they are refused. */
  private take(wish: number): boolean {
    this.stats.proposals += 1;
    const { entryFrom, entryUnit, rules, priority } = this.problem;
    const from = entryFrom[wish]!, to = entryFrom[wish + 1]!;
    if (to - from === 1 && rules[entryUnit[from]!] === null && priority[from] !== FIRST) return this.takeOne(wish, from);
    return this.takeAll(wish, from, to);
  }

  /** One child, a plain unit: it fits, or children below it in the order have to give way. */
  private takeOne(wish: number, entry: number): boolean {
    const unit = this.problem.entryUnit[entry]!;
    const { masks } = this.problem;
    let over = 0;
    for (let word = 0; word < this.words; word += 1) {
      let bits = masks[entry * this.words + word]! & this.full[unit * this.words + word]!;
      while (bits !== 0) {
        const bit = bits & -bits;
        this.scratchSlots[over] = (word << 5) + 31 - Math.clz32(bit);
        over += 1;
        bits ^= bit;
      }
    }
    if (over === 0) {
      this.enter(entry);
      return true;
    }
    if (!this.canDisplace(entry, unit, over)) {
      this.waiting.add(wish, unit);
      return false;
    }
    this.evictBelow(entry, unit, over);
    this.enter(entry);
    this.evictLeaving(unit);
    return true;
  }

  /** Whether, on every full half-day, enough of those who hold it stand below. Leaves their numbers in `below`. */
  private canDisplace(entry: number, unit: number, over: number): boolean {
    const { priority, places } = this.problem;
    const own = priority[entry]!;
    let holder = this.tail[unit]!;
    if (holder === NONE || priority[holder]! < own) return false;
    for (let index = 0; index < over; index += 1) this.below[this.scratchSlots[index]!] = 0;
    for (; holder !== NONE && priority[holder]! > own; holder = this.prev[holder]!) {
      for (let index = 0; index < over; index += 1) {
        const slot = this.scratchSlots[index]!;
        if (this.holds(holder, slot)) this.below[slot]! += 1;
      }
    }
    for (let index = 0; index < over; index += 1) {
      const slot = this.scratchSlots[index]!;
      if (this.below[slot]! <= this.count[unit * this.slots + slot]! - places[unit * this.slots + slot]!) return false;
    }
    return true;
  }

  private holds(entry: number, slot: number): boolean {
    return (this.problem.masks[entry * this.words + (slot >> 5)]! & (1 << (slot & 31))) !== 0;
  }

  /** Walks those below in order: who still fits after the newcomer stays. */
  private evictBelow(entry: number, unit: number, over: number): void {
    const { priority, places } = this.problem;
    const own = priority[entry]!;
    // `below` becomes what is left for those below on each full half-day.
    for (let index = 0; index < over; index += 1) {
      const slot = this.scratchSlots[index]!;
      this.below[slot]! += places[unit * this.slots + slot]! - this.count[unit * this.slots + slot]! - 1;
    }
    let holder = this.tail[unit]!;
    while (this.prev[holder] !== NONE && priority[this.prev[holder]!]! > own) holder = this.prev[holder]!;
    for (; holder !== NONE; holder = this.next[holder]!) {
      let fits = true;
      for (let index = 0; index < over && fits; index += 1) {
        const slot = this.scratchSlots[index]!;
        if (this.holds(holder, slot) && this.below[slot]! <= 0) fits = false;
      }
      if (!fits) this.leaving.push(holder);
      else for (let index = 0; index < over; index += 1) if (this.holds(holder, this.scratchSlots[index]!)) this.below[this.scratchSlots[index]!]! -= 1;
    }
  }

  private evictLeaving(unit: number): void {
    for (const entry of this.leaving) this.evict(this.problem.entryFamily[entry]!, unit);
    this.leaving.length = 0;
  }

  /** Several children, reserves, a strict queue, or a place nobody can take away: the whole choice rule of each unit. */
  private takeAll(wish: number, from: number, to: number): boolean {
    const { entryUnit } = this.problem;
    const leaving: [number, number][] = [];
    for (let entry = from; entry < to; entry += 1) {
      const unit = entryUnit[entry]!;
      let first = entry;
      for (let other = from; other < entry; other += 1) if (entryUnit[other] === unit) first = other;
      if (first !== entry) continue;
      const newcomers: number[] = [];
      for (let other = entry; other < to; other += 1) if (entryUnit[other] === unit) newcomers.push(other);
      const picked = this.pick(unit, newcomers);
      if (!newcomers.every((one) => picked.has(one))) {
        this.waiting.add(wish, unit);
        if (this.problem.rules[unit]?.strict) this.tidy(unit);
        return false;
      }
      for (let holder = this.head[unit]!; holder !== NONE; holder = this.next[holder]!) if (!picked.has(holder)) leaving.push([holder, unit]);
    }
    for (const [holder, unit] of leaving) this.evict(this.problem.entryFamily[holder]!, unit);
    for (let entry = from; entry < to; entry += 1) this.enter(entry);
    return true;
  }

  private pick(unit: number, newcomers: readonly number[]): ReadonlySet<number> {
    const pool = [...newcomers];
    for (let holder = this.head[unit]!; holder !== NONE; holder = this.next[holder]!) pool.push(holder);
    return pickedFrom(this.problem, unit, pool, this.problem.rules[unit]?.strict ? this.standingInTheWay(unit, newcomers) : []);
  }

  /** In a strict unit: those who wait for it and would still rather come. */
  private standingInTheWay(unit: number, newcomers: readonly number[]): number[] {
    const { entryFrom, entryUnit, entryFamily } = this.problem;
    const family = newcomers.length > 0 ? entryFamily[newcomers[0]!]! : NONE;
    const entries: number[] = [];
    for (const wish of this.waiting.at(unit)) {
      if (this.familyOf[wish] === family || !this.isWanted(wish)) continue;
      for (let entry = entryFrom[wish]!; entry < entryFrom[wish + 1]!; entry += 1) if (entryUnit[entry] === unit) entries.push(entry);
    }
    return entries;
  }

  /** A newcomer that a strict unit turned down may stop the walk above those who hold places. */
  private tidy(unit: number): void {
    const picked = this.pick(unit, []);
    const leaving: number[] = [];
    for (let holder = this.head[unit]!; holder !== NONE; holder = this.next[holder]!) if (!picked.has(holder)) leaving.push(holder);
    for (const holder of leaving) this.evict(this.problem.entryFamily[holder]!, unit);
  }

  /** A family loses all it holds; it waits where it was turned away and goes on down its list. */
  private evict(family: number, unit: number): void {
    const wish = this.held[family]!;
    if (wish === NONE) return;
    this.stats.evictions += 1;
    this.evicted[wish]! += 1;
    if (this.evicted[wish] === LOCK_OUT) this.stats.lockOuts += 1;
    this.leave(wish);
    this.announce(wish);
    this.held[family] = NONE;
    this.resume[family] = wish + 1;
    this.waiting.add(wish, unit);
    this.homeless.push(family);
  }

  private enterAll(wish: number): void {
    for (let entry = this.problem.entryFrom[wish]!; entry < this.problem.entryFrom[wish + 1]!; entry += 1) this.enter(entry);
  }

  private leave(wish: number): void {
    for (let entry = this.problem.entryFrom[wish]!; entry < this.problem.entryFrom[wish + 1]!; entry += 1) this.exit(entry);
  }

  /** Places came free in these units: whoever waits there is heard again. */
  private announce(wish: number): void {
    for (let entry = this.problem.entryFrom[wish]!; entry < this.problem.entryFrom[wish + 1]!; entry += 1) this.markDirty(this.problem.entryUnit[entry]!);
  }

  private markDirty(unit: number): void {
    if (this.isDirty[unit] === 1) return;
    this.isDirty[unit] = 1;
    this.dirty.push(unit);
  }

  /** Into the list of holders, in the unit's order. */
  private enter(entry: number): void {
    const { entryUnit, priority } = this.problem;
    const unit = entryUnit[entry]!;
    let before = this.tail[unit]!;
    while (before !== NONE && priority[before]! > priority[entry]!) before = this.prev[before]!;
    const after = before === NONE ? this.head[unit]! : this.next[before]!;
    this.prev[entry] = before;
    this.next[entry] = after;
    if (before === NONE) this.head[unit] = entry;
    else this.next[before] = entry;
    if (after === NONE) this.tail[unit] = entry;
    else this.prev[after] = entry;
    this.occupy(entry, unit, 1);
  }

  private exit(entry: number): void {
    const unit = this.problem.entryUnit[entry]!;
    const before = this.prev[entry]!, after = this.next[entry]!;
    if (before === NONE) this.head[unit] = after;
    else this.next[before] = after;
    if (after === NONE) this.tail[unit] = before;
    else this.prev[after] = before;
    this.occupy(entry, unit, -1);
  }

  private occupy(entry: number, unit: number, seats: 1 | -1): void {
    const { masks, places } = this.problem;
    for (let word = 0; word < this.words; word += 1) {
      let bits = masks[entry * this.words + word]!;
      while (bits !== 0) {
        const bit = bits & -bits;
        const index = unit * this.slots + (word << 5) + 31 - Math.clz32(bit);
        const held = (this.count[index]! += seats);
        if (held >= places[index]!) this.full[unit * this.words + word]! |= bit;
        else this.full[unit * this.words + word]! &= ~bit;
        bits ^= bit;
      }
    }
  }
}
