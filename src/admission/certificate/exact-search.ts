import { NOT_RANKED } from '../domain/engine/index.js';
import { NOTHING, type Board } from './board.js';

const OPEN = -2;

/** A wish that somebody may come to claim, whatever is decided. */
interface Pair {
  readonly family: number;
  readonly wish: number;
  readonly entries: readonly number[];
}

export interface SearchResult {
  /** `exhausted`: no outcome has so few claims. `limit`: the search was stopped. */
  readonly end: 'found' | 'exhausted' | 'limit';
  readonly nodes: number;
}

/**
 * Searches the outcomes of some families, all others staying as they are, for one with at most so many claims. Depth first, in an order that depends on the
 * instance alone; an outcome is abandoned as soon as the claims that nothing can prevent any more are too many.
 */
export class ExactSearch {
  private readonly pairs: Pair[];
  private readonly decided = new Map<number, number>();
  private readonly touched: Set<number>;
  private nodes = 0;

  /** @param board what is held now; found outcomes are left in it */
  constructor(private readonly board: Board, private readonly free: readonly number[], private readonly nodeLimit: number) {
    this.touched = new Set(free.flatMap((family) => this.valuesOf(family).flatMap((wish) => (wish === NOTHING ? [] : this.unitsOf(wish)))));
    this.pairs = this.pairsAt(this.touched, new Set(free));
  }

  /** The claims that stand now among those that the free families can change. */
  standing(): readonly Pair[] {
    return this.pairs.filter(({ family, wish }) => wish < this.board.preferredTo(family) && this.board.isClaim(family, wish));
  }

  claims(): number {
    return this.standing().length;
  }

  /** @returns `found` with the board changed, else the board as it was */
  run(budget: number): SearchResult {
    const before = new Map(this.free.map((family) => [family, this.board.held[family]!]));
    for (const family of this.free) this.set(family, OPEN);
    this.nodes = 0;
    const end = this.descend(budget);
    if (end !== 'found') for (const [family, wish] of before) this.set(family, wish);
    return { end, nodes: this.nodes };
  }

  private set(family: number, wish: number): void {
    const { held } = this.board;
    if (held[family]! >= 0) this.board.remove(held[family]!);
    held[family] = wish;
    if (wish >= 0) this.board.place(wish);
    if (wish === OPEN) this.decided.delete(family);
    else this.decided.set(family, wish);
  }

  private unitsOf(wish: number): number[] {
    return [...this.board.entriesOf(wish)].map((entry) => this.board.problem.entryUnit[entry]!);
  }

  /** What a family may get, best first; nothing only when no place is kept for it. */
  private valuesOf(family: number): number[] {
    const { wishFrom, open, entryFrom, priority } = this.board.problem;
    const values: number[] = [];
    for (let wish = wishFrom[family]!; wish < wishFrom[family + 1]!; wish += 1) if (open[wish] === 1) values.push(wish);
    const last = values.at(-1);
    const isKept = last !== undefined && this.isLast(family, last, entryFrom, priority);
    return isKept ? values : [...values, NOTHING];
  }

  /** The last wish stands first in every order: kept, or fixed by members. Nothing at all can be fixed too. */
  private isLast(family: number, wish: number, entryFrom: Int32Array, priority: Int32Array): boolean {
    if (wish >= this.board.problem.ownTo[family]!) return true;
    if (entryFrom[wish] === entryFrom[wish + 1]) return true;
    for (let entry = entryFrom[wish]!; entry < entryFrom[wish + 1]!; entry += 1) if (priority[entry] !== -1) return false;
    return true;
  }

  private pairsAt(units: ReadonlySet<number>, free: ReadonlySet<number>): Pair[] {
    const { entryFamily, ownTo, wishFrom, rank } = this.board.problem;
    const wishes = new Set<number>();
    for (const unit of units) for (const entry of this.board.entriesAt(unit)) wishes.add(this.board.wishOf(entry));
    for (const family of free) for (let wish = wishFrom[family]!; wish < ownTo[family]!; wish += 1) wishes.add(wish);
    const pairs: Pair[] = [];
    for (const wish of [...wishes].sort((a, b) => a - b)) {
      const entries = [...this.board.entriesOf(wish)];
      const family = entries.length > 0 ? entryFamily[entries[0]!]! : [...free].find((one) => wishFrom[one]! <= wish && wish < ownTo[one]!)!;
      if (wish >= ownTo[family]! || entries.some((entry) => rank[entry] === NOT_RANKED)) continue;
      if (!free.has(family) && wish >= this.board.preferredTo(family)) continue;
      pairs.push({ family, wish, entries });
    }
    return pairs;
  }

  private descend(budget: number): SearchResult['end'] {
    this.nodes += 1;
    if (this.nodes > this.nodeLimit) return 'limit';
    const open = this.free.filter((family) => !this.decided.has(family));
    const certain = this.certainPairs(open);
    const sure = certain.filter(({ family, wish }) => this.isPreferred(family, wish)).length;
    if (sure > budget) return 'exhausted';
    if (open.length === 0) return this.claims() <= budget ? 'found' : 'exhausted';
    const choices = open.map((family) => ({ family, values: this.possible(family, certain, budget - sure) }));
    const { family, values } = choices.reduce((best, one) => (one.values.length < best.values.length ? one : best));
    for (const wish of values) {
      this.set(family, wish);
      const end = this.descend(budget);
      if (end !== 'exhausted') return end;
      this.set(family, OPEN);
    }
    return 'exhausted';
  }

  private isPreferred(family: number, wish: number): boolean {
    return this.board.held[family] !== OPEN && wish < this.board.preferredTo(family);
  }

  /** The values of a family that fit and leave no more certain claims of its own than the budget has left. */
  private possible(family: number, certain: readonly Pair[], left: number): number[] {
    const own = certain.filter((pair) => pair.family === family).map((pair) => pair.wish);
    return this.valuesOf(family).filter((wish) => own.filter((one) => wish === NOTHING || one < wish).length <= left && (wish === NOTHING || this.fits(wish)));
  }

  private fits(wish: number): boolean {
    const { problem: { entryUnit, places, locked }, slots, count } = this.board;
    const taken = new Map<number, number>();
    for (const entry of this.board.entriesOf(wish)) {
      if (locked[entry] === 1) continue;
      for (const slot of this.board.slotsOf(entry)) {
        const index = entryUnit[entry]! * slots + slot;
        const more = (taken.get(index) ?? 0) + 1;
        taken.set(index, more);
        if (count[index]! + this.lockedToCome(index) + more > places[index]!) return false;
      }
    }
    return true;
  }

  /** Seats of this unit and half-day that members gave to children of families not decided yet. */
  private lockedToCome(index: number): number {
    const unit = Math.floor(index / this.board.slots), slot = index % this.board.slots;
    const { locked, entryChild } = this.board.problem;
    const children = new Set<number>();
    for (const entry of this.rivals(unit)) if (locked[entry] === 1 && this.board.held[this.board.problem.entryFamily[entry]!] === OPEN && this.board.isOn(entry, slot)) children.add(entryChild[entry]!);
    return children.size;
  }

  /** Claims that stand whatever the families not decided yet get. */
  private certainPairs(open: readonly number[]): Pair[] {
    const openSet = new Set(open);
    const rivals = new Map<number, number[]>();
    for (const unit of this.touched) rivals.set(unit, this.rivals(unit).filter((entry) => openSet.has(this.board.problem.entryFamily[entry]!)));
    return this.pairs.filter((pair) => {
      const { family, wish } = pair;
      if (!openSet.has(family) && wish >= this.board.preferredTo(family)) return false;
      return pair.entries.every((entry) => this.isCertain(pair, entry, rivals.get(this.board.problem.entryUnit[entry]!) ?? []));
    });
  }

  private readonly rivalsAt = new Map<number, number[]>();

  /** Entries of a unit that free families may come to hold. */
  private rivals(unit: number): readonly number[] {
    let entries = this.rivalsAt.get(unit);
    if (!entries) {
      const mine = new Set(this.free);
      entries = this.board.entriesAt(unit).filter((entry) => mine.has(this.board.problem.entryFamily[entry]!) && this.board.problem.open[this.board.wishOf(entry)] === 1);
      this.rivalsAt.set(unit, entries);
    }
    return entries;
  }

  private isCertain(pair: Pair, entry: number, open: readonly number[]): boolean {
    const { problem, holders, slots } = this.board;
    const { rank, places, entryUnit, entryFamily, entryChild, rules } = problem;
    const unit = entryUnit[entry]!;
    const rule = rules[unit];
    if (rule?.strict) return false;
    // With reserves, a child is sure of its place only where everybody who may come finds room.
    const counts = (other: number): boolean => entryFamily[other] !== pair.family && (rule !== null || rank[other]! < rank[entry]!);
    const siblings = pair.entries.filter((other) => other !== entry && entryUnit[other] === unit && (rule !== null || rank[other]! < rank[entry]!));
    return this.board.slotsOf(entry).every((slot) => {
      const has = (other: number): boolean => this.board.isOn(other, slot);
      const sure = holders[unit]!.filter((other) => counts(other) && has(other)).length + siblings.filter(has).length;
      const maybe = new Set(open.filter((other) => counts(other) && has(other)).map((other) => entryChild[other]!)).size;
      return sure + maybe < places[unit * slots + slot]!;
    });
  }
}
