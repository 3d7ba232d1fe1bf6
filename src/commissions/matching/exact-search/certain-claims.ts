import { NOTHING, type SearchState } from './search-state.js';
import { canStand, isSure, Obstacles, type Ways } from './obstacles.js';
import type { Values } from './outcomes.js';

/** A wish that a family may be able to claim, depending on what is decided. */
export interface Pair {
  readonly family: number;
  readonly wish: number;
  readonly entries: readonly number[];
}

/** A possible claim, and what could still prevent it. It is certain when nothing can. */
interface Watched {
  readonly pair: Pair;
  /** For each child of the claim. */
  readonly ways: readonly Ways[];
  /**
   * The families of the search on whose values the answer of the choice rule depends. Empty where the obstacles alone
   * decide.
   */
  readonly ask: readonly number[];
  /**
   * Only in strict units: the wishes of children ranked above, which hold the claim back if their families miss them.
   */
  readonly heldBackBy: readonly HeldBack[];
  /** The families of the search whose values can change this claim, as a bit mask. */
  readonly touchedBy: bigint;
}

interface HeldBack {
  /**
   * Position of the family in the search. NOTHING for a family outside the search, which misses the wish in any case.
   */
  readonly position: number;
  readonly wish: number;
  /** Position in `rivals`. A rival that is sure to fit holds nobody back. */
  readonly rival: number;
}

const UNKNOWN = 0,
  CERTAIN = 1,
  NEVER = 2;

/** What is still possible at one point of a search, and what was already concluded. */
export class SearchSituation {
  private constructor(
    /** For each value, whether it is still possible. */
    readonly alive: Uint8Array,
    /** For each watched claim, whether it is certain, excluded or not yet known. */
    readonly standing: Uint8Array,
    /** For each rival in a strict unit, 1 when it fits whatever is decided. */
    readonly fits: Uint8Array,
    /** For each family, how many values it had when the last conclusions were drawn. */
    readonly seen: Int32Array,
  ) {}

  static start(values: Values, { watched, rivals }: CertainClaims): SearchSituation {
    return new SearchSituation(
      new Uint8Array(values.wish.length).fill(1),
      new Uint8Array(watched.length),
      new Uint8Array(rivals.length),
      new Int32Array(values.families.length),
    );
  }

  copy(): SearchSituation {
    return new SearchSituation(
      Uint8Array.from(this.alive),
      Uint8Array.from(this.standing),
      Uint8Array.from(this.fits),
      Int32Array.from(this.seen),
    );
  }
}

/**
 * The claims that stand whatever the undecided families get. They count against the limit, and values that would make
 * too many claims certain are struck out. For plain units these counts are exact. For units with reserves they are a
 * safe bound until all who may come are known.
 */
export class CertainClaims {
  readonly watched: readonly Watched[];
  /** The entries in strict units that may hold somebody else back. */
  readonly rivals: { readonly ways: Ways; readonly touchedBy: bigint }[] = [];
  private readonly rivalOf = new Map<number, number>();
  private readonly deciding = new Map<number, readonly number[]>();
  private readonly positionOf: ReadonlyMap<number, number>;
  private readonly positionOfValue: readonly number[];
  private readonly obstacles: Obstacles;

  /** @param state an outcome in which the families of the search hold nothing */
  constructor(
    private readonly state: SearchState,
    private readonly values: Values,
    pairs: readonly Pair[],
  ) {
    this.positionOf = new Map(values.families.map((family, index) => [family, index]));
    this.positionOfValue = values.families.flatMap((_, index) =>
      Array.from({ length: values.from[index + 1]! - values.from[index]! }, () => index),
    );
    this.obstacles = new Obstacles(state, values);
    this.watched = pairs.map((pair) => this.watch(pair));
  }

  /** @returns how many values were struck out; null when there are too many claims, or a family has no value left */
  strike(situation: SearchSituation, budget: number): number | null {
    this.conclude(situation);
    const { alive, standing } = situation;
    const { families, from } = this.values;
    const certain: number[][] = families.map(() => []);
    let sure = 0;
    for (const [
      index,
      {
        pair: { family, wish },
      },
    ] of this.watched.entries()) {
      if (standing[index] !== CERTAIN) continue;
      const position = this.positionOf.get(family);
      if (position === undefined) sure += 1;
      else certain[position]!.push(wish);
    }
    const costs = families.map((_, index) => this.costs(index, certain[index]!));
    const least = costs.map((cost, index) =>
      cost.reduce((min, count, value) => (alive[from[index]! + value] === 1 && count < min ? count : min), Infinity),
    );
    sure += least.reduce((sum, count) => sum + count, 0);
    if (!(sure <= budget)) return null;
    let struck = 0;
    for (const [index, cost] of costs.entries()) {
      for (const [value, count] of cost.entries()) {
        if (alive[from[index]! + value] === 0 || sure - least[index]! + count <= budget) continue;
        alive[from[index]! + value] = 0;
        struck += 1;
      }
    }
    return sure < budget ? struck : struck + this.strikeUnlessHeld(situation);
  }

  /**
   * Draws conclusions. One that was drawn stays true while values are struck out, so only what depends on families
   * that lost values is examined again.
   */
  private conclude({ alive, standing, fits, seen }: SearchSituation): void {
    let changed = 0n;
    for (let index = 0; index < seen.length; index += 1) {
      const left = this.valuesLeft(index, alive);
      if (left !== seen[index]) changed |= 1n << BigInt(index);
      seen[index] = left;
    }
    if (changed === 0n) return;
    for (const [index, { ways, touchedBy }] of this.rivals.entries()) {
      if (fits[index] === 0 && (touchedBy & changed) !== 0n && isSure(ways, alive)) fits[index] = 1;
    }
    for (const [index, watched] of this.watched.entries()) {
      if (standing[index] === UNKNOWN && (watched.touchedBy & changed) !== 0n)
        standing[index] = this.standingOf(watched, alive, fits);
    }
  }

  private valuesLeft(position: number, alive: Uint8Array): number {
    let left = 0;
    for (let value = this.values.from[position]!; value < this.values.from[position + 1]!; value += 1)
      left += alive[value]!;
    return left;
  }

  private standingOf({ pair, ways, ask, heldBackBy }: Watched, alive: Uint8Array, fits: Uint8Array): number {
    const holdsBack = ({ position, wish, rival }: HeldBack): boolean =>
      fits[rival] === 0 && (position === NOTHING || this.mayMiss(position, wish, alive));
    if (ways.every((own) => isSure(own, alive)) && !heldBackBy.some(holdsBack)) return CERTAIN;
    return ask.length === 0 ? UNKNOWN : this.askRule(pair, ask, alive);
  }

  /**
   * Used when no further claim is allowed. Take a family that will miss a wish, when only one half-day can still
   * prevent its claim and just enough children can fill that half-day. Then each of these children has to take it.
   */
  private strikeUnlessHeld({ alive, standing }: SearchSituation): number {
    let struck = 0;
    for (const [
      index,
      {
        pair: { family, wish },
        ways,
        heldBackBy,
      },
    ] of this.watched.entries()) {
      if (standing[index] !== UNKNOWN || heldBackBy.length > 0 || ways.some((own) => own.length > 1)) continue;
      const position = this.positionOf.get(family);
      if (position !== undefined && !this.isMissed(position, wish, alive)) continue;
      const [only, more] = ways.flat(2).filter((obstacle) => canStand(obstacle, alive));
      if (!only || more || only.needed <= 0 || only.below.sure + only.below.rivals.length > 0) continue;
      const able = only.rivals.filter((rival) => rival.some((value) => alive[value] === 1));
      if (able.length === only.needed) for (const rival of able) struck += this.keepOnly(rival, alive);
    }
    return struck;
  }

  /** Whether every remaining value of the family is worse than this wish. */
  private isMissed(position: number, wish: number, alive: Uint8Array): boolean {
    const { from, wish: wishes } = this.values;
    for (let value = from[position]!; value < from[position + 1]!; value += 1) {
      if (alive[value] === 1 && wishes[value] !== NOTHING && wishes[value]! <= wish) return false;
    }
    return true;
  }

  private mayMiss(position: number, wish: number, alive: Uint8Array): boolean {
    const { from, wish: wishes } = this.values;
    for (let value = from[position]!; value < from[position + 1]!; value += 1) {
      if (alive[value] === 1 && (wishes[value] === NOTHING || wishes[value]! > wish)) return true;
    }
    return false;
  }

  /** Strikes out every value of a family except these. @param rival values of one family */
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

  /** For each value of a family, how many of its certain claims it makes true: those on wishes that it prefers. */
  private costs(index: number, certain: readonly number[]): number[] {
    const { families, from, wish } = this.values;
    const own = this.state.problem.ownTo[families[index]!]!;
    return wish
      .slice(from[index], from[index + 1])
      .map((value) => certain.filter((claimed) => claimed < (value === NOTHING ? own : value)).length);
  }

  /** Asks the choice rule, once every family that may come to these units, or wait there, has a single value left. */
  private askRule({ family, wish }: Pair, ask: readonly number[], alive: Uint8Array): number {
    const { families, from, wish: wishes } = this.values;
    if (ask.some((index) => this.valuesLeft(index, alive) !== 1)) return UNKNOWN;
    for (const index of ask) this.state.set(families[index]!, wishes[alive.indexOf(1, from[index])]!);
    const isClaim = this.state.isClaim(family, wish);
    for (const index of ask) this.state.set(families[index]!, NOTHING);
    return isClaim ? CERTAIN : NEVER;
  }

  private watch(pair: Pair): Watched {
    const { entryUnit, rules } = this.state.problem;
    const units = [...new Set(pair.entries.map((entry) => entryUnit[entry]!))];
    const isWhole = pair.entries.length === units.length && units.every((unit) => rules[unit] === null);
    const deciding = [...new Set(units.flatMap((unit) => this.decidingAt(unit)))];
    return {
      pair,
      ask: isWhole ? [] : deciding,
      touchedBy: maskOf(deciding),
      ways: pair.entries.map((entry) => this.obstacles.waysOf(entry, pair.entries)),
      heldBackBy: pair.entries.flatMap((entry) => this.standingBefore(pair, entry)),
    };
  }

  /** The families of the search that have a wish for this unit. */
  private decidingAt(unit: number): readonly number[] {
    let deciding = this.deciding.get(unit);
    if (!deciding) {
      const families = new Set(this.state.entriesAt(unit).map((entry) => this.state.problem.entryFamily[entry]!));
      this.deciding.set(unit, (deciding = [...families].flatMap((family) => this.positionOf.get(family) ?? [])));
    }
    return deciding;
  }

  /** In a strict unit, the wishes of children ranked above that their families miss or may still miss. */
  private standingBefore(pair: Pair, entry: number): HeldBack[] {
    const { entryUnit, entryFamily, ownTo, rank, rules } = this.state.problem;
    if (!rules[entryUnit[entry]!]?.strict) return [];
    return this.state.entriesAt(entryUnit[entry]!).flatMap((other) => {
      const family = entryFamily[other]!,
        wish = this.state.wishOf(other),
        position = this.positionOf.get(family) ?? NOTHING;
      if (family === pair.family || rank[other]! >= rank[entry]! || wish >= ownTo[family]!) return [];
      return position !== NOTHING || wish < this.state.preferredTo(family)
        ? [{ position, wish, rival: this.rivalAt(other) }]
        : [];
    });
  }

  private rivalAt(entry: number): number {
    const known = this.rivalOf.get(entry);
    if (known !== undefined) return known;
    const number =
      this.rivals.push({
        ways: this.obstacles.waysOf(entry, [entry]),
        touchedBy: maskOf(this.decidingAt(this.state.problem.entryUnit[entry]!)),
      }) - 1;
    this.rivalOf.set(entry, number);
    return number;
  }
}

const maskOf = (positions: readonly number[]): bigint =>
  positions.reduce((mask, position) => mask | (1n << BigInt(position)), 0n);
