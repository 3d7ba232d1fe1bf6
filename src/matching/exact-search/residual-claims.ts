import type { Compiled } from '../deferred-acceptance/match.js';
import { SearchState } from './search-state.js';
import { ExactSearch } from './exact-search.js';

/** Children up to which the families that hang together are searched whole. */
export const EXACT_CHILDREN = 40;
/**
 * Steps that such a search may take in all: a number, never a time, so that equal instances give equal bytes. A step of
 * forty children takes a millisecond or two.
 */
export const WHOLE_STEPS = 20_000;
/** Around one claim of a larger whole: so many children at first, then more, each within so many steps. */
const NEIGHBOURHOODS = [8, 14, 24, EXACT_CHILDREN];
const STEPS = 2000;

export interface NumberedClaim {
  readonly family: number;
  /** Among the wishes of all families. */
  readonly wish: number;
}

export interface Settled {
  readonly held: Int32Array;
  /** No outcome has fewer claims. */
  readonly proven: boolean;
  readonly nodes: number;
}

/**
 * Looks for the outcome with the fewest claims when deferred acceptance left some, or a half-day with more children
 * than places (docs/engine.md). Families that hang together through the establishments they name are searched whole up
 * to 40 children, within a budget of steps; a larger whole, or one whose budget is spent, is mended around each claim
 * within a smaller one.
 */
export function settleClaims(
  problem: Compiled,
  matched: Int32Array,
  claims: readonly NumberedClaim[],
  wholeSteps = WHOLE_STEPS,
): Settled {
  const state = new SearchState(problem, Int32Array.from(matched));
  let nodes = 0,
    proven = true;
  /** Whether the whole of a family was searched to its end. */
  const searched = new Map<number, boolean>();
  const large: NumberedClaim[] = [];
  const settle = (family: number): boolean => {
    const known = searched.get(family);
    if (known !== undefined) return known;
    const whole = connected(state, family, EXACT_CHILDREN);
    if (whole === null) return false;
    const found = fewest(state, whole, wholeSteps);
    for (const one of whole) searched.set(one, found.ended);
    nodes += found.nodes;
    return found.ended;
  };
  for (const family of crowded(state)) if (!settle(family)) proven = false;
  for (const claim of claims) if (!settle(claim.family)) large.push(claim);
  const mended = mend(state, large);
  return { held: state.held, proven: proven && mended.left === 0, nodes: nodes + mended.nodes };
}

/** Families with a guaranteed place, no decision of members, on a half-day with more children than places. */
function crowded({ problem, holders, count, slots, slotsOf }: SearchState): Set<number> {
  const { places, locked, entryFamily } = problem;
  return new Set(
    holders.flatMap((entries, unit) =>
      entries
        .filter(
          (entry) =>
            locked[entry] === 0 &&
            slotsOf(entry).some((slot) => count[unit * slots + slot]! > places[unit * slots + slot]!),
        )
        .map((entry) => entryFamily[entry]!),
    ),
  );
}

/**
 * Leaves in the state the outcome of these families that overfills least, then has the fewest claims.
 * @returns steps taken, and whether that is proven: the budget was enough
 */
function fewest(state: SearchState, families: readonly number[], budget: number): { nodes: number; ended: boolean } {
  const search = new ExactSearch(state, families);
  let nodes = 0;
  const finds = (claims: number, crowding: number): 'found' | 'exhausted' | 'limit' => {
    const result = search.run({ claims, crowding }, budget - nodes);
    nodes = Math.min(budget, nodes + result.nodes);
    return result.end;
  };
  const { now, least } = search.crowding();
  let allowed = least,
    end: ReturnType<typeof finds> = 'exhausted';
  while (allowed < now && (end = finds(Infinity, allowed)) === 'exhausted') allowed += 1;
  if (end === 'limit') return { nodes, ended: false };
  const standing = search.standing().length;
  for (let claims = 0; claims < standing; claims += 1) {
    end = finds(claims, allowed);
    if (end !== 'exhausted') return { nodes, ended: end === 'found' };
  }
  return { nodes, ended: true };
}

/** Around each claim in turn, wider and wider, until nothing gets better. */
function mend(state: SearchState, claims: readonly NumberedClaim[]): { left: number; nodes: number } {
  const open = [...claims];
  let nodes = 0,
    left = 0;
  for (let claim = open.shift(); claim; claim = open.shift()) {
    if (!stands(state, claim)) continue;
    let solved = false;
    for (const size of NEIGHBOURHOODS) {
      const free = around(state, claim, size);
      const search = new ExactSearch(state, free);
      const now = search.standing().length;
      const crowding = search.crowding().now;
      for (let fewer = 0; fewer < now && !solved; fewer += 1) {
        const result = search.run({ claims: fewer, crowding }, STEPS);
        nodes += result.nodes;
        solved = result.end === 'found';
        if (result.end === 'limit') break;
      }
      if (solved) {
        // What is left of this neighbourhood is tried from where it stands.
        open.push(...search.standing());
        break;
      }
    }
    if (!solved) left += 1;
  }
  return { left, nodes };
}

const stands = (state: SearchState, { family, wish }: NumberedClaim): boolean =>
  wish < state.preferredTo(family) && state.isClaim(family, wish);

const familiesAt = (state: SearchState, unit: number): number[] => [
  ...new Set(state.entriesAt(unit).map((entry) => state.problem.entryFamily[entry]!)),
];

function unitsOf(state: SearchState, family: number): Set<number> {
  const { wishFrom, entryFrom, entryUnit } = state.problem;
  return new Set(entryUnit.subarray(entryFrom[wishFrom[family]!]!, entryFrom[wishFrom[family + 1]!]!));
}

const childrenOf = (state: SearchState, family: number): number => {
  const { wishFrom, entryFrom, entryChild } = state.problem;
  return new Set(entryChild.subarray(entryFrom[wishFrom[family]!]!, entryFrom[wishFrom[family + 1]!]!)).size;
};

/**
 * Every family that hangs together with this one through the units their wishes name; null when they have more children
 * than `limit`.
 */
function connected(state: SearchState, family: number, limit: number): number[] | null {
  const families = new Set([family]);
  const units = new Set<number>();
  let children = 0;
  for (const one of families) {
    children += childrenOf(state, one);
    if (children > limit) return null;
    for (const unit of unitsOf(state, one)) {
      if (units.has(unit)) continue;
      units.add(unit);
      for (const other of familiesAt(state, unit)) families.add(other);
    }
  }
  return [...families].sort((a, b) => a - b);
}

/**
 * The family of a claim, and those nearest to it: who holds what it wants, then who waits there, then who is near
 * those.
 */
function around(state: SearchState, claim: NumberedClaim, limit: number): number[] {
  const families = new Set([claim.family]);
  let children = childrenOf(state, claim.family);
  const add = (family: number): void => {
    if (families.has(family) || children + childrenOf(state, family) > limit) return;
    families.add(family);
    children += childrenOf(state, family);
  };
  const { entryUnit, entryFamily, rank } = state.problem;
  for (const entry of state.entriesOf(claim.wish))
    for (const holder of state.holders[entryUnit[entry]!]!) add(entryFamily[holder]!);
  for (const entry of state.entriesOf(claim.wish)) {
    const near = (other: number): number => Math.abs(rank[other]! - rank[entry]!);
    const waiting = state
      .entriesAt(entryUnit[entry]!)
      .filter((other) => state.wishOf(other) < state.preferredTo(entryFamily[other]!));
    for (const other of [...waiting].sort((a, b) => near(a) - near(b) || a - b)) add(entryFamily[other]!);
  }
  for (const family of families) {
    if (children >= limit) break;
    for (const unit of unitsOf(state, family)) for (const holder of state.holders[unit]!) add(entryFamily[holder]!);
  }
  return [...families].sort((a, b) => a - b);
}
