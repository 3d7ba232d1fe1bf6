import { chosenFrom, NOT_RANKED, type Compiled } from '../deferred-acceptance/match.js';

export const NOTHING = -1;

/**
 * An outcome while it is being built: who holds what in each unit, and whether a family could claim a wish against it
 * (docs/engine.md).
 */
export class SearchState {
  /** Entries that hold a place, by unit. */
  readonly holders: number[][];
  readonly count: Int32Array;
  readonly slots: number;

  constructor(
    readonly problem: Compiled,
    readonly held: Int32Array,
  ) {
    this.slots = problem.halfDays.names.length;
    this.holders = problem.unitAt.map(() => []);
    this.count = new Int32Array(problem.places.length);
    for (const wish of held) if (wish !== NOTHING) this.place(wish);
  }

  private place(wish: number): void {
    for (const entry of this.entriesOf(wish)) {
      this.holders[this.problem.entryUnit[entry]!]!.push(entry);
      this.occupy(entry, 1);
    }
  }

  private remove(wish: number): void {
    for (const entry of this.entriesOf(wish)) {
      const list = this.holders[this.problem.entryUnit[entry]!]!;
      list.splice(list.indexOf(entry), 1);
      this.occupy(entry, -1);
    }
  }

  /** Changes what a family holds. */
  set(family: number, wish: number): void {
    if (this.held[family] !== NOTHING) this.remove(this.held[family]!);
    this.held[family] = wish;
    if (wish !== NOTHING) this.place(wish);
  }

  private readonly entryLists: (readonly number[] | undefined)[] = [];

  readonly entriesOf = (wish: number): readonly number[] => {
    const from = this.problem.entryFrom[wish]!;
    return (this.entryLists[wish] ??= Array.from(
      { length: this.problem.entryFrom[wish + 1]! - from },
      (_, index) => from + index,
    ));
  };

  private readonly slotLists: (readonly number[] | undefined)[] = [];

  /** Half-days of an entry, as numbers. */
  readonly slotsOf = (entry: number): readonly number[] => {
    const known = this.slotLists[entry];
    if (known) return known;
    const slots: number[] = [];
    for (let slot = 0; slot < this.slots; slot += 1) if (this.isOn(entry, slot)) slots.push(slot);
    return (this.slotLists[entry] = slots);
  };

  isOn(entry: number, slot: number): boolean {
    const {
      masks,
      halfDays: { words },
    } = this.problem;
    return (masks[entry * words + (slot >> 5)]! & (1 << (slot & 31))) !== 0;
  }

  private occupy(entry: number, seats: number): void {
    const unit = this.problem.entryUnit[entry]!;
    for (const slot of this.slotsOf(entry)) this.count[unit * this.slots + slot]! += seats;
  }

  /** The position of what a family holds among its wishes: it prefers those before it. */
  preferredTo(family: number): number {
    const held = this.held[family]!;
    return held === NOTHING ? this.problem.ownTo[family]! : Math.min(held, this.problem.ownTo[family]!);
  }

  /** @param wish a wish that the family prefers to what it holds */
  isClaim(family: number, wish: number): boolean {
    const entries = this.entriesOf(wish);
    if (entries.some((entry) => this.problem.rank[entry] === NOT_RANKED)) return false;
    const units = new Set(entries.map((entry) => this.problem.entryUnit[entry]!));
    return [...units].every((unit) =>
      this.wouldPick(
        family,
        unit,
        entries.filter((entry) => this.problem.entryUnit[entry] === unit),
      ),
    );
  }

  /**
   * Whether children ranked above already fill a half-day of these entries, in a unit without a rule, which takes the
   * highest ranks. No claim to them then comes up, whoever else takes a place.
   */
  isFilledAbove(family: number, entries: readonly number[]): boolean {
    const { entryUnit, rules } = this.problem;
    return entries.some((entry) => {
      const unit = entryUnit[entry]!;
      const isAlone = entries.every((other) => other === entry || entryUnit[other] !== unit);
      return !rules[unit] && isAlone && !this.fewerAbove(family, unit, entry);
    });
  }

  private wouldPick(family: number, unit: number, newcomers: readonly number[]): boolean {
    const rule = this.problem.rules[unit];
    if (!rule && newcomers.length === 1) return this.fewerAbove(family, unit, newcomers[0]!);
    const picked = this.pickedWith(family, unit, newcomers);
    return newcomers.every((entry) => picked.has(entry)) && !(rule?.strict && this.isHeldBack(family, unit, newcomers));
  }

  private pickedWith(family: number, unit: number, newcomers: readonly number[]): ReadonlyMap<number, number> {
    const others = this.holders[unit]!.filter((entry) => this.problem.entryFamily[entry] !== family);
    return chosenFrom(this.problem, unit, [...others, ...newcomers]).picked;
  }

  private fewerAbove(family: number, unit: number, entry: number): boolean {
    const { rank, places, entryFamily } = this.problem;
    const above = this.holders[unit]!.filter(
      (holder) => rank[holder]! < rank[entry]! && entryFamily[holder] !== family,
    );
    return this.slotsOf(entry).every(
      (slot) => above.filter((holder) => this.isOn(holder, slot)).length < places[unit * this.slots + slot]!,
    );
  }

  /** Whether a strict unit stops before this family, because a child ranked above prefers to come and does not fit. */
  private isHeldBack(family: number, unit: number, newcomers: readonly number[]): boolean {
    const { rank, entryFamily, entryUnit } = this.problem;
    const lowest = Math.max(...newcomers.map((entry) => rank[entry]!));
    return this.entriesAt(unit).some((entry) => {
      const other = entryFamily[entry]!;
      if (other === family || rank[entry]! >= lowest || entryUnit[entry] !== unit) return false;
      return this.wishOf(entry) < this.preferredTo(other) && !this.pickedWith(other, unit, [entry]).has(entry);
    });
  }

  private byUnit: number[][] | null = null;

  /** All entries of a unit that families' wishes name. */
  entriesAt(unit: number): readonly number[] {
    if (this.byUnit === null) {
      this.byUnit = this.problem.unitAt.map(() => []);
      for (const [entry, at] of this.problem.entryUnit.entries()) this.byUnit[at]!.push(entry);
    }
    return this.byUnit[unit]!;
  }

  private wishes: Int32Array | null = null;

  wishOf(entry: number): number {
    if (this.wishes === null) {
      this.wishes = new Int32Array(this.problem.entryUnit.length);
      const { entryFrom } = this.problem;
      for (let wish = 0; wish + 1 < entryFrom.length; wish += 1)
        this.wishes.fill(wish, entryFrom[wish]!, entryFrom[wish + 1]!);
    }
    return this.wishes[entry]!;
  }
}
