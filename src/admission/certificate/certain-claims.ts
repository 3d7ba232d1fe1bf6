import { NOT_RANKED } from '../domain/engine/index.js';
import { NOTHING, type Board } from './board.js';
import type { Pair, Values } from './exact-search.js';

/** What may keep one child of a claim from one half-day. */
interface Obstacle {
  /** So many must yet stand in the way for the claim to fall. */
  readonly needed: number;
  /** Per child of another family ranked above: the values of the search with which it stands in the way. */
  readonly rivals: readonly (readonly number[])[];
  /** Ranked below, taken before it all the same: those there in any case, those who may come, and the seats that let them. */
  readonly below: { readonly sure: number; readonly rivals: readonly (readonly number[])[]; readonly seats: number };
}

const present = (rivals: readonly (readonly number[])[], alive: Uint8Array): number => {
  let count = 0;
  for (const rival of rivals) if (rival.some((value) => alive[value] === 1)) count += 1;
  return count;
};

const canBar = ({ needed, rivals, below }: Obstacle, alive: Uint8Array): boolean =>
  present(rivals, alive) + Math.min(below.seats, below.sure + present(below.rivals, alive)) >= needed;

/** A value of the search, and the entry it takes in a unit. */
interface ValueThere { readonly value: number; readonly entry: number }

/** The values of one child together: it stands in the way once. */
function byChild(rivals: readonly ValueThere[], entryChild: Int32Array): number[][] {
  const children = new Map<number, number[]>();
  for (const { value, entry } of rivals) children.set(entryChild[entry]!, [...(children.get(entryChild[entry]!) ?? []), value]);
  return [...children.values()];
}

/** A claim, and what could make it fall; it is certain when nothing can any more. */
interface Watched {
  readonly pair: Pair;
  /** By child of the claim: the ways in which it may be picked, each open while none of its obstacles stands. */
  readonly ways: readonly (readonly (readonly Obstacle[])[])[];
  /** Families of the search whose values decide, where the choice rule must be asked whole; empty where obstacles say all. */
  readonly ask: readonly number[];
  /** In strict units: the families ranked above that may come to want it in vain (position in the search, and their wish). */
  readonly heldBackBy: readonly { readonly position: number; readonly wish: number }[];
  /** Obstacles can make it certain: nobody outside the search holds it back. */
  readonly bounded: boolean;
}

/**
 * Claims that stand whatever the families not settled yet get: they are counted against the budget, and values that would make too many are struck out.
 * For plain units the counts are the definition itself; for units with reserves they are a safe bound until all who may come are known.
 */
export class CertainClaims {
  private readonly watched: Watched[];
  private readonly positionOf: ReadonlyMap<number, number>;
  private readonly positionOfValue: readonly number[];

  /** @param board without the families of the search */
  constructor(private readonly board: Board, private readonly values: Values, pairs: readonly Pair[]) {
    this.positionOf = new Map(values.families.map((family, index) => [family, index]));
    const byUnit = this.valuesByUnit();
    this.positionOfValue = values.families.flatMap((_, index) => Array.from({ length: values.from[index + 1]! - values.from[index]! }, () => index));
    this.watched = pairs.map((pair) => this.watch(pair, byUnit));
  }

  /** @returns how many values were struck out; null when there are too many claims, or a family has no value left */
  strike(alive: Uint8Array, budget: number): number | null {
    const { families, from } = this.values;
    const certain: number[][] = families.map(() => []);
    let sure = 0;
    for (const watched of this.watched) {
      if (!this.isCertain(watched, alive)) continue;
      const position = this.positionOf.get(watched.pair.family);
      if (position === undefined) sure += 1;
      else certain[position]!.push(watched.pair.wish);
    }
    const costs = families.map((_, index) => this.costs(index, certain[index]!));
    const least = costs.map((cost, index) => cost.reduce((min, one, value) => (alive[from[index]! + value] === 1 && one < min ? one : min), Infinity));
    sure += least.reduce((sum, one) => sum + one, 0);
    if (!(sure <= budget)) return null;
    let struck = 0;
    for (const [index, cost] of costs.entries()) {
      for (const [value, one] of cost.entries()) {
        if (alive[from[index]! + value] === 0 || sure - least[index]! + one <= budget) continue;
        alive[from[index]! + value] = 0;
        struck += 1;
      }
    }
    return sure < budget ? struck : struck + this.strikeUnlessHeld(alive, certain);
  }

  /** No claim is left to give away: where one half-day alone can still bar a wish that its family will miss, all who can bar it must. */
  private strikeUnlessHeld(alive: Uint8Array, certain: readonly (readonly number[])[]): number {
    let struck = 0;
    for (const { pair, ways, bounded, heldBackBy } of this.watched) {
      if (ways.some((own) => own.length > 1)) continue;
      const position = this.positionOf.get(pair.family);
      if (!bounded || (position !== undefined && (certain[position]!.includes(pair.wish) || !this.isMissed(position, pair.wish, alive)))) continue;
      const living = ways.flat(2).filter((obstacle) => canBar(obstacle, alive));
      const [only] = living;
      if (heldBackBy.length > 0 || living.length !== 1 || only!.needed <= 0 || only!.below.sure + only!.below.rivals.length > 0) continue;
      const standing = only!.rivals.filter((rival) => rival.some((value) => alive[value] === 1));
      if (standing.length === only!.needed) for (const rival of standing) struck += this.keepOnly(rival, alive);
    }
    return struck;
  }

  /** Every value the family has left is worse than this wish. */
  private isMissed(position: number, wish: number, alive: Uint8Array): boolean {
    const { from, wish: wishes } = this.values;
    for (let value = from[position]!; value < from[position + 1]!; value += 1) {
      if (alive[value] === 1 && wishes[value] !== NOTHING && wishes[value]! <= wish) return false;
    }
    return true;
  }

  /** @param rival values of one family */
  private keepOnly(rival: readonly number[], alive: Uint8Array): number {
    const { from } = this.values;
    const position = this.positionOfValue[rival[0]!]!;
    let struck = 0;
    for (let value = from[position]!; value < from[position + 1]!; value += 1) {
      if (alive[value] === 1 && !rival.includes(value)) {
        alive[value] = 0;
        struck += 1;
      }
    }
    return struck;
  }

  /** By value of a family: how many of its certain claims stand before it. */
  private costs(index: number, certain: readonly number[]): number[] {
    const { families, from, wish } = this.values;
    const own = this.board.problem.ownTo[families[index]!]!;
    return wish.slice(from[index], from[index + 1]).map((value) => certain.filter((one) => one < (value === NOTHING ? own : value)).length);
  }

  private isCertain({ pair, ways, ask, bounded, heldBackBy }: Watched, alive: Uint8Array): boolean {
    if (bounded && ways.every((own) => own.some((way) => !way.some((obstacle) => canBar(obstacle, alive)))) && !heldBackBy.some(({ position, wish }) => this.mayMiss(position, wish, alive))) return true;
    return ask.length > 0 && this.askRule(pair, ask, alive);
  }

  private mayMiss(position: number, wish: number, alive: Uint8Array): boolean {
    const { from, wish: wishes } = this.values;
    for (let value = from[position]!; value < from[position + 1]!; value += 1) {
      if (alive[value] === 1 && (wishes[value] === NOTHING || wishes[value]! > wish)) return true;
    }
    return false;
  }

  /** All who may come or wait there have one value left: the choice rule itself is asked. */
  private askRule({ family, wish }: Pair, ask: readonly number[], alive: Uint8Array): boolean {
    const { families, from, wish: wishes } = this.values;
    const settled = ask.map((index) => {
      const value = alive.indexOf(1, from[index]);
      return alive.indexOf(1, value + 1) < from[index + 1]! && alive.indexOf(1, value + 1) !== -1 ? null : wishes[value]!;
    });
    if (settled.includes(null)) return false;
    for (const [position, index] of ask.entries()) this.board.set(families[index]!, settled[position]!);
    const claim = this.board.isClaim(family, wish);
    for (const index of ask) this.board.set(families[index]!, NOTHING);
    return claim;
  }

  /** Values of the search by unit, with the entry they take there. */
  private valuesByUnit(): Map<number, ValueThere[]> {
    const byUnit = new Map<number, ValueThere[]>();
    for (const [value, wish] of this.values.wish.entries()) {
      if (wish === NOTHING) continue;
      for (const entry of this.board.entriesOf(wish)) {
        const unit = this.board.problem.entryUnit[entry]!;
        const list = byUnit.get(unit);
        if (list) list.push({ value, entry });
        else byUnit.set(unit, [{ value, entry }]);
      }
    }
    return byUnit;
  }

  private watch(pair: Pair, byUnit: ReadonlyMap<number, readonly ValueThere[]>): Watched {
    const { entryUnit, rules } = this.board.problem;
    const units = [...new Set(pair.entries.map((entry) => entryUnit[entry]!))];
    const isWhole = pair.entries.length === units.length && units.every((unit) => rules[unit] === null);
    const before = pair.entries.flatMap((entry) => this.standingBefore(pair, entry));
    return {
      pair, heldBackBy: before.filter(({ position }) => position !== NOTHING), bounded: before.every(({ position }) => position !== NOTHING), ask: isWhole ? [] : this.deciding(units),
      ways: pair.entries.map((entry) => this.waysOf(pair, entry, byUnit.get(entryUnit[entry]!) ?? [])),
    };
  }

  /** Families of the search that name one of these units. */
  private deciding(units: readonly number[]): number[] {
    const families = new Set(units.flatMap((unit) => this.board.entriesAt(unit).map((entry) => this.board.problem.entryFamily[entry]!)));
    return [...families].flatMap((family) => this.positionOf.get(family) ?? []).sort((a, b) => a - b);
  }

  /** Wishes of others, ranked above in a strict unit, that their families miss or may miss. */
  private standingBefore(pair: Pair, entry: number): { position: number; wish: number }[] {
    const { entryUnit, entryFamily, ownTo, rank, rules } = this.board.problem;
    if (!rules[entryUnit[entry]!]?.strict) return [];
    return this.board.entriesAt(entryUnit[entry]!).flatMap((other) => {
      const family = entryFamily[other]!, wish = this.board.wishOf(other), position = this.positionOf.get(family);
      if (family === pair.family || rank[other]! >= rank[entry]! || wish >= ownTo[family]!) return [];
      if (position !== undefined) return [{ position, wish }];
      return wish < this.board.preferredTo(family) ? [{ position: NOTHING, wish }] : [];
    });
  }

  /** Through the last walk, when everybody else has had a turn; in units that skip, also through the first walk and through a reserve of its own. */
  private waysOf(pair: Pair, entry: number, values: readonly ValueThere[]): Obstacle[][] {
    const { problem: { entryUnit, entryChild, entryFamily, places, rules, rank }, holders, slots } = this.board;
    const unit = entryUnit[entry]!, rule = rules[unit] ?? null;
    const siblings = pair.entries.filter((other) => other !== entry && entryUnit[other] === unit);
    const there = [...holders[unit]!.filter((other) => entryFamily[other] !== pair.family), ...siblings];
    const rivals = values.filter((rival) => entryFamily[rival.entry] !== pair.family);
    const isAbove = (other: number): boolean => rank[other]! < rank[entry]!;
    const passing = (other: number): boolean => !isAbove(other) && this.mayPass(unit, other);
    /** Against so many seats by half-day, those counting who are above, and some of those below. */
    const way = (seats: (slot: number) => number, counts: (other: number) => boolean, passes: (other: number) => boolean): Obstacle[] => this.board.slotsOf(entry).map((slot) => {
      const standing = (counted: (other: number) => boolean): number => there.filter((other) => counted(other) && this.board.isOn(other, slot)).length;
      const coming = (counted: (other: number) => boolean): number[][] => byChild(rivals.filter((rival) => counted(rival.entry) && this.board.isOn(rival.entry, slot)), entryChild);
      return {
        needed: seats(slot) - standing(counts), rivals: coming(counts),
        below: { sure: standing(passes), rivals: coming(passes), seats: this.seatsForPassing(unit, slot) },
      };
    });
    const placesOn = (slot: number): number => places[unit * slots + slot]!;
    const last = way(placesOn, isAbove, passing);
    if (rule === null || rule.reserves.length === 0 || rule.strict) return [last];
    const nobody = (): boolean => false;
    const reserved = (slot: number, to = rule.reserves.length): number => rule.reserves.slice(0, to).reduce((sum, { seats }) => sum + seats[slot]!, 0);
    const open = (slot: number): number => (rule.precedence === 'open-first' ? Math.max(0, placesOn(slot) - reserved(slot)) : 0);
    const own = rule.reserves.flatMap(({ seats, has }, index): Obstacle[][] => (has[entryChild[entry]!] === 0 ? [] : [
      way((slot) => Math.min(seats[slot]!, placesOn(slot) - open(slot) - reserved(slot, index)), (other) => isAbove(other) && has[entryChild[other]!] === 1, nobody),
    ]));
    return rule.precedence === 'open-first' ? [way(open, isAbove, nobody), ...own, last] : [...own, last];
  }

  /** Ranked below and yet taken before: on a reserved seat; with open seats first, anybody. */
  private mayPass(unit: number, other: number): boolean {
    const rule = this.board.problem.rules[unit];
    if (!rule || rule.reserves.length === 0 || this.board.problem.rank[other] === NOT_RANKED) return false;
    return rule.precedence === 'open-first' || rule.reserves.some((reserve) => reserve.has[this.board.problem.entryChild[other]!] === 1);
  }

  private seatsForPassing(unit: number, slot: number): number {
    const rule = this.board.problem.rules[unit];
    return rule?.precedence === 'reserved-first' ? rule.reserves.reduce((sum, { seats }) => sum + seats[slot]!, 0) : Infinity;
  }
}
