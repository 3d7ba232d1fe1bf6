import { FIRST, type Compiled } from './compiled.js';
import { pickedFrom } from './choice.js';
import { NO_FAST_PATH } from './single-child-fast-path.js';
import { UnitOccupancy } from './unit-occupancy.js';

const NONE = -1;
/** A wish is closed to a family that was evicted from it this many times, so that no cycle goes on for ever. */
export const LOCK_OUT = 3;

export interface MatchingStats {
  proposals: number;
  evictions: number;
  recalls: number;
  lockOuts: number;
}

/**
 * Deferred acceptance: families propose, and units choose. Units also recall: when places come free, the children they
 * had turned down are considered again.
 */
export class DeferredAcceptance {
  /** The wish each family holds, NONE when it holds nothing. */
  readonly held: Int32Array;
  readonly stats: MatchingStats = { proposals: 0, evictions: 0, recalls: 0, lockOuts: 0 };

  private readonly occupancy: UnitOccupancy;
  /** By wish: 0 when it may not, or no longer, be proposed; otherwise one more than the number of times it was lost. */
  private readonly openYet: Uint8Array;
  private readonly homeless: number[] = [];
  /**
   * By family: it prefers the wishes before this one. This is the wish it holds, or the next one to propose when it
   * holds nothing.
   */
  private readonly ratherTo: Int32Array;
  private readonly dirty: number[] = [];
  private readonly isDirty: Uint8Array;
  private readonly leaving: number[] = [];

  constructor(private readonly problem: Compiled) {
    const { unitAt, wishFrom, open, familyIds } = problem;
    this.held = new Int32Array(familyIds.length).fill(NONE);
    this.occupancy = new UnitOccupancy(problem);
    this.openYet = open.slice();
    this.ratherTo = wishFrom.slice(0, familyIds.length);
    this.isDirty = new Uint8Array(unitAt.length);
  }

  run(): void {
    for (let family = this.proposeFrom(0); family < this.held.length; family = this.proposeFrom(family + 1)) {
      this.proposeDown(family);
      this.settleHomeless();
    }
    for (let unit = this.dirty.pop(); unit !== undefined; unit = this.dirty.pop()) {
      this.isDirty[unit] = 0;
      this.recall(unit);
      this.settleHomeless();
    }
  }

  /**
   * Lets families propose one after the other, as long as each is an only child in a plain unit who finds room or
   * takes the place of a child ranked below.
   * @returns the first family that needs more than that
   */
  private proposeFrom(first: number): number {
    const {
      held,
      ratherTo,
      occupancy,
      stats,
      problem: { wishFrom },
    } = this;
    for (let family = first; family < held.length; family += 1) {
      const from = wishFrom[family]!,
        to = wishFrom[family + 1]!,
        wish = occupancy.firstToPropose(from, to);
      stats.proposals += wish - from;
      ratherTo[family] = wish;
      if (wish === to) continue;
      if (!occupancy.hasRoom(wish)) return family;
      occupancy.enter(wish);
      held[family] = wish;
      stats.proposals += 1;
    }
    return held.length;
  }

  private settleHomeless(): void {
    while (this.homeless.length > 0) {
      const family = this.homeless.pop()!;
      // It may have been taken in again elsewhere before its turn came.
      if (this.held[family] === NONE) this.proposeDown(family);
    }
  }

  private proposeDown(family: number): void {
    const to = this.problem.wishFrom[family + 1]!;
    for (let wish = this.ratherTo[family]!; wish < to; wish += 1) {
      if (this.openYet[wish] === 0) continue;
      this.ratherTo[family] = wish + 1;
      if (this.take(wish)) {
        this.hold(family, wish);
        return;
      }
    }
  }

  private hold(family: number, wish: number): void {
    this.held[family] = wish;
    this.ratherTo[family] = wish;
  }

  /** Considers again, best first, the children who were turned down, still prefer this unit and may find room. */
  private recall(unit: number): void {
    const {
      occupancy,
      problem: { lone },
    } = this;
    const isLone = lone[unit] === 1;
    const candidates = isLone
      ? occupancy.whoMayFit(unit).filter((position) => this.isWanted(position))
      : this.listWaiting(unit);
    occupancy.settle(unit);
    this.stats.recalls += candidates.length;
    for (const position of candidates) if (this.isWanted(position)) this.moveUp(position, isLone ? unit : NONE);
  }

  /**
   * Entries of a unit, in its order, that were turned down, here or at another unit of their wish, and that the family
   * still prefers to what it holds.
   */
  private listWaiting(unit: number): number[] {
    const { unitFrom } = this.problem;
    const positions: number[] = [];
    for (let position = unitFrom[unit]!; position < unitFrom[unit + 1]!; position += 1)
      if (this.isWanted(position)) positions.push(position);
    return positions;
  }

  private isWanted(position: number): boolean {
    const { queueWish, queueFamily } = this.problem;
    const wish = queueWish[position]!;
    return wish < this.ratherTo[queueFamily[position]!]! && this.openYet[wish] !== 0;
  }

  /**
   * @param unit the unit when it is a lone one, NONE otherwise. In a lone unit every wish is for one child, and nobody
   * who stands FIRST was turned down, so the wish needs no more than {@link takeOne}.
   */
  private moveUp(position: number, unit: number): void {
    const family = this.problem.queueFamily[position]!,
      wish = this.problem.queueWish[position]!;
    const from = this.held[family]!;
    if (from !== NONE) this.occupancy.exit(from);
    if (unit === NONE ? this.take(wish) : this.takeOne(wish, unit, position)) {
      this.hold(family, wish);
      if (from !== NONE) this.announce(from);
      this.release(wish, from === NONE ? this.problem.wishFrom[family + 1]! : from);
    } else if (from !== NONE) {
      this.occupancy.enter(from);
    }
  }

  /** Called when a family no longer waits for a wish. It may have blocked others in strict units. */
  private release(after: number, before: number): void {
    const { entryFrom, entryUnit, rules } = this.problem;
    for (let wish = after; wish < before; wish += 1) {
      for (let entry = entryFrom[wish]!; entry < entryFrom[wish + 1]!; entry += 1)
        if (rules[entryUnit[entry]!]?.strict) this.markDirty(entryUnit[entry]!);
    }
  }

  /** Takes the places of a wish, unless one is refused. */
  private take(wish: number): boolean {
    const {
      fastPath,
      halfDays: { words },
    } = this.problem;
    const at = wish * (words + 2),
      unit = fastPath[at]!;
    return unit === NO_FAST_PATH ? this.takeAll(wish) : this.takeOne(wish, unit, fastPath[at + 1]!);
  }

  /** {@link take} for one child in a plain unit. */
  private takeOne(wish: number, unit: number, position: number): boolean {
    const { queueFamily } = this.problem;
    this.stats.proposals += 1;
    if (!this.occupancy.admits(unit, position, this.leaving)) return false;
    this.occupancy.enter(wish);
    while (this.leaving.length > 0) this.evict(queueFamily[this.leaving.pop()!]!);
    return true;
  }

  /**
   * Whether a plain unit would take each child alone. If not, it does not take them together either, and this is
   * cheaper to find out than the whole rule.
   */
  private eachAlone(from: number, to: number): boolean {
    const { entryUnit, place, plain, priority } = this.problem;
    for (let entry = from; entry < to; entry += 1) {
      if (
        plain[entryUnit[entry]!] === 1 &&
        priority[entry] !== FIRST &&
        !this.occupancy.admits(entryUnit[entry]!, place[entry]!, [])
      )
        return false;
    }
    return true;
  }

  /**
   * {@link take} by the whole choice rule of each unit: for several children, reserves, a strict queue, or a place
   * that nobody can take away.
   */
  private takeAll(wish: number): boolean {
    const { entryFrom, entryUnit } = this.problem;
    const from = entryFrom[wish]!,
      to = entryFrom[wish + 1]!;
    this.stats.proposals += 1;
    if (!this.eachAlone(from, to)) return false;
    const leaving: number[] = [];
    for (let entry = from; entry < to; entry += 1) {
      const unit = entryUnit[entry]!;
      let first = entry;
      for (let other = from; other < entry; other += 1) if (entryUnit[other] === unit) first = other;
      if (first !== entry) continue;
      const newcomers: number[] = [];
      for (let other = entry; other < to; other += 1) if (entryUnit[other] === unit) newcomers.push(other);
      const picked = this.pick(unit, newcomers);
      if (!newcomers.every((entry) => picked.has(entry))) {
        if (this.problem.rules[unit]?.strict) this.tidy(unit);
        return false;
      }
      for (const holder of this.occupancy.listHolders(unit)) if (!picked.has(holder)) leaving.push(holder);
    }
    for (const holder of leaving) this.evict(this.problem.entryFamily[holder]!);
    this.occupancy.enter(wish);
    return true;
  }

  private pick(unit: number, newcomers: readonly number[]): ReadonlySet<number> {
    return pickedFrom(
      this.problem,
      unit,
      [...newcomers, ...this.occupancy.listHolders(unit)],
      this.problem.rules[unit]?.strict ? this.standingInTheWay(unit, newcomers) : [],
    );
  }

  /** In a strict unit: those who wait for it and would still rather come. */
  private standingInTheWay(unit: number, newcomers: readonly number[]): number[] {
    const { entryFamily, queue } = this.problem;
    const family = newcomers.length > 0 ? entryFamily[newcomers[0]!]! : NONE;
    return this.listWaiting(unit)
      .map((position) => queue[position]!)
      .filter((entry) => entryFamily[entry] !== family);
  }

  /**
   * In a strict unit, a newcomer that was turned down may now stop the walk before children who hold places. These
   * lose them.
   */
  private tidy(unit: number): void {
    const picked = this.pick(unit, []);
    const leaving = this.occupancy.listHolders(unit).filter((holder) => !picked.has(holder));
    for (const holder of leaving) this.evict(this.problem.entryFamily[holder]!);
  }

  /** Evicts a family from everything it holds. It then goes on down its list. */
  private evict(family: number): void {
    const wish = this.held[family]!;
    if (wish === NONE) return;
    this.stats.evictions += 1;
    this.openYet[wish]! += 1;
    if (this.openYet[wish]! > LOCK_OUT) {
      this.openYet[wish] = 0;
      this.stats.lockOuts += 1;
    }
    this.occupancy.exit(wish);
    this.announce(wish);
    this.held[family] = NONE;
    this.ratherTo[family] = wish + 1;
    this.homeless.push(family);
  }

  /** Notes that places came free in the units of a wish, so that children who wait there are considered again. */
  private announce(wish: number): void {
    const {
      fastPath,
      halfDays: { words },
      entryFrom,
      entryUnit,
    } = this.problem;
    const unit = fastPath[wish * (words + 2)]!;
    if (unit !== NO_FAST_PATH) this.markDirty(unit);
    else for (let entry = entryFrom[wish]!; entry < entryFrom[wish + 1]!; entry += 1) this.markDirty(entryUnit[entry]!);
  }

  private markDirty(unit: number): void {
    if (this.isDirty[unit] === 1) return;
    this.isDirty[unit] = 1;
    this.dirty.push(unit);
  }
}
