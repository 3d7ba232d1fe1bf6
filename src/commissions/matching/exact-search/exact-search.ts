import { NOT_RANKED } from '../deferred-acceptance/match.js';
import { NOTHING, type SearchState } from './search-state.js';
import { outcomesOf, type Values } from './outcomes.js';
import { CertainClaims, SearchSituation, type Pair } from './certain-claims.js';
import { RoomLeft } from './room-left.js';

/** The limits that an outcome must respect. */
export interface Limits {
  readonly claims: number;
  /** The most children beyond places, over all half-days. Only guarantees and members' decisions can cause any. */
  readonly crowding: number;
}

export interface SearchResult {
  /** `exhausted`: no outcome respects the limits. `limit`: the search used up its steps. */
  readonly end: 'found' | 'exhausted' | 'limit';
  readonly nodes: number;
}

/**
 * Searches for an outcome of some families that respects the limits, while all other families keep theirs. It goes
 * depth first, in an order that depends on the instance alone. Before each choice it strikes out every value that
 * leaves no room for what is already certain, or that makes more claims certain than are allowed.
 */
export class ExactSearch {
  private readonly values: Values;
  private readonly pairs: readonly Pair[];
  private readonly certain: CertainClaims;
  private readonly room: RoomLeft;
  /**
   * By family: its values in the order in which they are tried. What it holds now is tried first, because better
   * outcomes are usually near.
   */
  private readonly turns: readonly (readonly number[])[];
  /**
   * By family: one more than the number of its values that failed. Families that fail often are decided early
   * (weighted degree, Boussemart et al. 2004), and the one that failed last before all others (last conflict, Lecoutre
   * et al. 2009).
   */
  private readonly failures: number[];
  private lastFailed = -1;
  private nodes = 0;
  private budget = 0;

  /** @param state what is held now; an outcome that is found is left in it */
  constructor(
    private readonly state: SearchState,
    families: readonly number[],
  ) {
    this.values = outcomesOf(state, families);
    const before = families.map((family) => state.held[family]!);
    this.failures = families.map(() => 1);
    this.turns = families.map((_, index) => turnsOf(this.values, index, before[index]!));
    for (const family of families) state.set(family, NOTHING);
    this.pairs = this.pairsOf(new Set(families));
    this.certain = new CertainClaims(state, this.values, this.pairs);
    this.room = new RoomLeft(state, this.values);
    for (const [index, family] of families.entries()) state.set(family, before[index]!);
  }

  /** The present claims, of those that the families of the search can change. */
  standing(): readonly Pair[] {
    return this.pairs.filter(
      ({ family, wish }) => wish < this.state.preferredTo(family) && this.state.isClaim(family, wish),
    );
  }

  /** How many children are beyond the places now, and at least in any outcome. */
  crowding(): { now: number; least: number } {
    const { families, from, wish } = this.values;
    const held = Uint8Array.from(wish, () => 0);
    for (const [index, family] of families.entries()) held[wish.indexOf(this.state.held[family]!, from[index])] = 1;
    return { now: this.room.crowding(held), least: this.room.crowding(held.fill(1)) };
  }

  /**
   * @param budget the steps after which the search stops
   * @returns with `found`, the state holds the outcome; otherwise it is unchanged
   */
  run(limits: Limits, budget: number): SearchResult {
    const { families } = this.values;
    const before = families.map((family) => this.state.held[family]!);
    this.nodes = 0;
    this.budget = budget;
    this.lastFailed = -1;
    const end = this.descend(SearchSituation.start(this.values, this.certain), limits);
    if (end !== 'found') for (const [index, family] of families.entries()) this.state.set(family, before[index]!);
    return { end, nodes: this.nodes };
  }

  /**
   * The wishes that may become claims: those of the families of the search, and those of others for units that these
   * families may enter or leave. Called while the families of the search hold nothing. What families outside the search
   * already fill is left out: in a large session, that is nine wishes of ten.
   */
  private pairsOf(free: ReadonlySet<number>): Pair[] {
    const { entryFamily, ownTo, wishFrom, rank, entryUnit } = this.state.problem;
    const wishes = new Set<number>();
    for (const family of free) for (let wish = wishFrom[family]!; wish < ownTo[family]!; wish += 1) wishes.add(wish);
    const units = new Set(
      this.values.wish.flatMap((wish) =>
        wish === NOTHING ? [] : this.state.entriesOf(wish).map((entry) => entryUnit[entry]!),
      ),
    );
    for (const unit of units) for (const entry of this.state.entriesAt(unit)) wishes.add(this.state.wishOf(entry));
    const pairs: Pair[] = [];
    for (const wish of [...wishes].sort((a, b) => a - b)) {
      const entries = this.state.entriesOf(wish);
      const family =
        entries.length > 0
          ? entryFamily[entries[0]!]!
          : [...free].find((other) => wishFrom[other]! <= wish && wish < ownTo[other]!)!;
      if (wish >= ownTo[family]! || entries.some((entry) => rank[entry] === NOT_RANKED)) continue;
      if (this.state.isFilledAbove(family, entries)) continue;
      if (free.has(family) || wish < this.state.preferredTo(family)) pairs.push({ family, wish, entries });
    }
    return pairs;
  }

  private descend(situation: SearchSituation, limits: Limits, decided = -1): SearchResult['end'] {
    this.nodes += 1;
    if (this.nodes > this.budget) return 'limit';
    if (!this.strikeValues(situation, limits)) {
      this.lastFailed = decided;
      if (decided !== -1) this.failures[decided]! += 1;
      return 'exhausted';
    }
    const { alive, seen } = situation;
    const { families, from } = this.values;
    let chosen = -1,
      fewest = Infinity;
    if (this.lastFailed !== -1 && seen[this.lastFailed]! > 1) [chosen, fewest] = [this.lastFailed, 0];
    for (let index = 0; index < families.length; index += 1) {
      const left = seen[index]! / this.failures[index]!;
      if (seen[index]! > 1 && left < fewest) [chosen, fewest] = [index, left];
    }
    if (chosen === -1) return this.judge(alive, limits);
    for (const value of this.turns[chosen]!) {
      if (alive[value] === 0) continue;
      const next = situation.copy();
      next.alive.fill(0, from[chosen]!, from[chosen + 1]!);
      next.alive[value] = 1;
      const end = this.descend(next, limits, chosen);
      if (end !== 'exhausted') return end;
    }
    return 'exhausted';
  }

  /** Strikes out values until nothing changes. @returns false when some family has none left */
  private strikeValues(situation: SearchSituation, { claims, crowding }: Limits): boolean {
    for (;;) {
      const struck = this.room.strike(situation.alive, crowding);
      const judged = this.certain.strike(situation, claims);
      if (struck === null || judged === null) return false;
      if (struck + judged === 0) return true;
    }
  }

  /** Called when each family has one value left: builds the outcome and counts its claims. */
  private judge(alive: Uint8Array, { claims }: Limits): SearchResult['end'] {
    const { families, from, wish } = this.values;
    for (const [index, family] of families.entries()) this.state.set(family, wish[alive.indexOf(1, from[index])]!);
    return this.standing().length <= claims ? 'found' : 'exhausted';
  }
}

function turnsOf({ from, wish }: Values, index: number, held: number): number[] {
  const own = Array.from({ length: from[index + 1]! - from[index]! }, (_, value) => from[index]! + value);
  return [...own.filter((value) => wish[value] === held), ...own.filter((value) => wish[value] !== held)];
}
