import type { Compiled } from '../deferred-acceptance/match.js';
import { SearchState } from './search-state.js';
import { ExactSearch } from './exact-search.js';

/** Families that are connected through their wishes are searched as a whole, up to this many children. */
export const EXACT_CHILDREN = 40;
/**
 * The most steps of such a search. It is a number of steps and never a time, so that equal instances give equal bytes.
 * A step with forty children takes a millisecond or two.
 */
export const WHOLE_STEPS = 20_000;
/**
 * In a larger whole, the sizes of the neighbourhoods searched around one claim, in children. Each has its own limit of
 * steps.
 */
const NEIGHBOURHOODS = [8, 14, 24, EXACT_CHILDREN];
const STEPS = 2000;

export interface NumberedClaim {
  readonly family: number;
  /** Position among the wishes of all families. */
  readonly wish: number;
}

export interface Settled {
  readonly held: Int32Array;
  /** Whether it is proven that no outcome has fewer claims. */
  readonly proven: boolean;
  readonly nodes: number;
}

/**
 * Looks for the outcome with the fewest claims, when deferred acceptance left some, or left a half-day with more
 * children than places (docs/engine.md). Families that are connected through the establishments they name are searched
 * as a whole, up to 40 children and a limit of steps. Where there are more children, or the steps are used up, smaller
 * neighbourhoods around each claim are searched instead.
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
  /** By family, whether everything connected to it was searched to the end. */
  const searched = new Map<number, boolean>();
  const large: NumberedClaim[] = [];
  const settle = (family: number): boolean => {
    const known = searched.get(family);
    if (known !== undefined) return known;
    const whole = connected(state, family, EXACT_CHILDREN);
    if (whole === null) return false;
    const found = fewest(state, whole, wholeSteps);
    for (const member of whole) searched.set(member, found.ended);
    nodes += found.nodes;
    return found.ended;
  };
  for (const family of crowded(state)) if (!settle(family)) proven = false;
  for (const claim of claims) if (!settle(claim.family)) large.push(claim);
  const mended = mend(state, large);
  return { held: state.held, proven: proven && mended.left === 0, nodes: nodes + mended.nodes };
}

/**
 * Families that hold a guaranteed place, which members did not decide, on a half-day with more children than places.
 */
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
 * Finds the outcome of these families that overfills least, then has the fewest claims, and leaves it in the state.
 * @returns the steps taken, and whether the result is proven, which means that they were enough
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

/** Searches around each claim in turn, in growing neighbourhoods, until nothing improves. */
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
 * All families connected to this one through the units of their wishes; null when they have more children than
 * `limit`.
 */
function connected(state: SearchState, family: number, limit: number): number[] | null {
  const families = new Set([family]);
  const units = new Set<number>();
  let children = 0;
  for (const member of families) {
    children += childrenOf(state, member);
    if (children > limit) return null;
    for (const unit of unitsOf(state, member)) {
      if (units.has(unit)) continue;
      units.add(unit);
      for (const other of familiesAt(state, unit)) families.add(other);
    }
  }
  return [...families].sort((a, b) => a - b);
}

/**
 * The family of a claim and those nearest to it: first the holders of what it wants, then those who wait there, then
 * the neighbours of these.
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
