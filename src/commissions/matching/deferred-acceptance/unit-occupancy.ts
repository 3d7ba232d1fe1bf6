import type { Compiled } from './compiled.js';
import { NO_FAST_PATH } from './single-child-fast-path.js';

const NOBODY = 0x7fffffff;
const NOBODY_BELOW = -1;

/**
 * The holders of places in each unit, in its order, and its full half-days as bits. Whether a child fits is then a
 * single AND.
 */
export class UnitOccupancy {
  private readonly slots: number;
  private readonly words: number;
  /**
   * A bit for each position in `queue`, set while the entry holds a place. The positions of one unit are next to each
   * other, so that few words have to be read.
   */
  private readonly holding: Int32Array;
  /**
   * By unit, `words + 1` numbers: its full half-days, and the position of its last holder. The fast path reads nothing
   * else. In a unit without holders this position is NOBODY_BELOW or one of an earlier unit. Both are smaller than any
   * position of the unit, so the search for a child ranked below need not know where the unit begins.
   */
  private readonly summaries: Int32Array;
  /** Places left, by unit × half-day. Negative where members fixed more children than there are places. */
  private readonly left: Int32Array;
  /** By unit: the best position that, since `settle`, has left a half-day which was full and no longer is. */
  private readonly freedBelow: Int32Array;
  /** What a newcomer still lacks, by word. */
  private readonly lacking: Int32Array;
  /** The holders who might have to leave, each with the half-days that the newcomer lacks and no lower holder has. */
  private readonly lowest: Int32Array;
  private readonly lowestOn: Int32Array;

  constructor(private readonly problem: Compiled) {
    const { places, unitAt, entryUnit, halfDays } = problem;
    this.slots = halfDays.names.length;
    this.words = halfDays.words;
    this.holding = new Int32Array((entryUnit.length >> 5) + 1);
    this.summaries = new Int32Array(unitAt.length * (this.words + 1));
    this.left = places.slice();
    this.freedBelow = new Int32Array(unitAt.length).fill(NOBODY);
    this.lacking = new Int32Array(this.words);
    this.lowest = new Int32Array(this.slots);
    this.lowestOn = new Int32Array(this.slots * this.words);
    for (let unit = 0, index = 0; unit < unitAt.length; unit += 1) {
      const summary = unit * (this.words + 1);
      for (let slot = 0; slot < this.slots; slot += 1, index += 1)
        if (places[index]! <= 0) this.summaries[summary + (slot >> 5)]! |= 1 << (slot & 31);
      this.summaries[summary + this.words] = NOBODY_BELOW;
    }
  }

  /** Best first. */
  listHolders(unit: number): number[] {
    const { unitFrom, queue } = this.problem;
    const entries: number[] = [];
    for (let position = this.lastOf(unit); position >= unitFrom[unit]!; position = this.before(position, unit))
      entries.push(queue[position]!);
    return entries.reverse();
  }

  /** All children of a wish take their places. */
  enter(wish: number): void {
    const {
      words,
      problem: { fastPath, entryFrom, entryUnit, place, masks },
    } = this;
    const at = wish * (words + 2),
      unit = fastPath[at]!;
    if (unit !== NO_FAST_PATH) this.put(unit, fastPath[at + 1]!, fastPath, at + 2);
    else
      for (let entry = entryFrom[wish]!; entry < entryFrom[wish + 1]!; entry += 1)
        this.put(entryUnit[entry]!, place[entry]!, masks, entry * words);
  }

  exit(wish: number): void {
    const {
      words,
      problem: { fastPath, entryFrom, entryUnit, place, masks },
    } = this;
    const at = wish * (words + 2),
      unit = fastPath[at]!;
    if (unit !== NO_FAST_PATH) this.remove(unit, fastPath[at + 1]!, fastPath, at + 2);
    else
      for (let entry = entryFrom[wish]!; entry < entryFrom[wish + 1]!; entry += 1)
        this.remove(entryUnit[entry]!, place[entry]!, masks, entry * words);
  }

  /** @param weeks has its half-days from `week` on */
  private put(unit: number, position: number, weeks: Int32Array, week: number): void {
    const { words, slots, summaries, left } = this;
    const summary = unit * (words + 1);
    this.holding[position >> 5]! |= 1 << (position & 31);
    if (summaries[summary + words]! < position) summaries[summary + words] = position;
    for (let word = 0; word < words; word += 1) {
      let full = summaries[summary + word]!;
      for (let bits = weeks[week + word]!; bits !== 0; bits &= bits - 1) {
        const slot = 31 - Math.clz32(bits & -bits);
        if ((left[unit * slots + (word << 5) + slot]! -= 1) <= 0) full |= 1 << slot;
      }
      summaries[summary + word] = full;
    }
  }

  private remove(unit: number, position: number, weeks: Int32Array, week: number): void {
    const { words, slots, summaries, left, freedBelow } = this;
    const summary = unit * (words + 1);
    this.holding[position >> 5]! &= ~(1 << (position & 31));
    if (summaries[summary + words] === position) summaries[summary + words] = this.before(position, unit);
    for (let word = 0; word < words; word += 1) {
      const before = summaries[summary + word]!;
      let full = before;
      for (let bits = weeks[week + word]!; bits !== 0; bits &= bits - 1) {
        const slot = 31 - Math.clz32(bits & -bits);
        if ((left[unit * slots + (word << 5) + slot]! += 1) > 0) full &= ~(1 << slot);
      }
      summaries[summary + word] = full;
      if (full !== before && position < freedBelow[unit]!) freedBelow[unit] = position;
    }
  }

  /** The last holder of the unit before a position. */
  private before(position: number, unit: number): number {
    const { holding } = this;
    const first = this.problem.unitFrom[unit]! >> 5;
    let at = position >> 5,
      bits = holding[at]! & ~(-1 << (position & 31));
    while (bits === 0 && at > first) bits = holding[--at]!;
    return bits === 0 ? NOBODY_BELOW : (at << 5) + 31 - Math.clz32(bits);
  }

  private lastOf(unit: number): number {
    return this.summaries[unit * (this.words + 1) + this.words]!;
  }

  /**
   * The first wish from `wish` on, and before `to`, that its unit may accept: it has room, or a holder ranked below,
   * or the fast path cannot tell.
   */
  firstToPropose(wish: number, to: number): number {
    const {
      words,
      summaries,
      problem: { fastPath },
    } = this;
    const width = words + 2;
    for (let at = wish * width; wish < to; wish += 1, at += width) {
      const unit = fastPath[at]!;
      if (unit === NO_FAST_PATH) return wish;
      const summary = unit * (words + 1);
      let over = 0;
      for (let word = 0; word < words; word += 1) over |= fastPath[at + 2 + word]! & summaries[summary + word]!;
      if (over === 0 || summaries[summary + words]! > fastPath[at + 1]!) return wish;
    }
    return to;
  }

  /** Whether the fast path covers a wish, and its unit has room. */
  hasRoom(wish: number): boolean {
    const {
      words,
      summaries,
      problem: { fastPath },
    } = this;
    const at = wish * (words + 2),
      summary = fastPath[at]! * (words + 1);
    if (fastPath[at] === NO_FAST_PATH) return false;
    let over = 0;
    for (let word = 0; word < words; word += 1) over |= fastPath[at + 2 + word]! & summaries[summary + word]!;
    return over === 0;
  }

  /**
   * Whether a plain unit takes a child beside its holders. On each full half-day, a holder ranked below has to leave.
   * @param leaving receives the positions in `queue` of those who leave, lowest first. A holder who still fits after
   * the newcomer stays
   */
  admits(unit: number, own: number, leaving: number[]): boolean {
    if (this.look(unit, own) === 0) return true;
    let found = 0;
    for (let position = this.lastOf(unit); position > own; position = this.before(position, unit)) {
      if (this.strike(position, found) === 0) continue;
      found += 1;
      if (this.isSettled()) {
        this.look(unit, own);
        this.choose(found, leaving);
        return true;
      }
    }
    return false;
  }

  /** Notes the full half-days that the newcomer lacks. @returns 0 when there are none */
  private look(unit: number, own: number): number {
    const {
      words,
      summaries,
      lacking,
      problem: { queueMasks },
    } = this;
    let any = 0;
    for (let word = 0; word < words; word += 1)
      any |= lacking[word] = queueMasks[own * words + word]! & summaries[unit * (words + 1) + word]!;
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

  /**
   * From the best down: the lowest holder of a half-day leaves, unless a better one that also held it has already
   * left.
   */
  private choose(found: number, leaving: number[]): void {
    for (let index = found - 1; index >= 0; index -= 1) {
      let any = 0;
      for (let word = 0; word < this.words; word += 1)
        any |= this.lowestOn[index * this.words + word]! & this.lacking[word]!;
      if (any === 0) continue;
      const holder = this.lowest[index]!;
      leaving.push(holder);
      for (let word = 0; word < this.words; word += 1)
        this.lacking[word]! &= ~this.problem.queueMasks[holder * this.words + word]!;
    }
  }

  /**
   * The children of a lone unit, in its order, who have more room than before `settle`. They are ranked below a child
   * who left a half-day that was full, because a child only ever gives way to a better one.
   */
  whoMayFit(unit: number): number[] {
    const {
      words,
      summaries,
      problem: { queueMasks, unitFrom },
    } = this;
    const summary = unit * (words + 1);
    const to = unitFrom[unit + 1]!,
      last = this.lastOf(unit);
    const found: number[] = [];
    for (let position = this.freedBelow[unit]!; position < to; position += 1) {
      let over = 0;
      for (let word = 0; word < words; word += 1)
        over |= queueMasks[position * words + word]! & summaries[summary + word]!;
      if (over === 0 || position < last) found.push(position);
    }
    return found;
  }

  settle(unit: number): void {
    this.freedBelow[unit] = NOBODY;
  }
}
