import { settleClaims, type Settled } from './exact-search/residual-claims.js';
import { check, wishesOf } from './fairness-check/check.js';
import { compile, match, placesOfMatching, type Compiled, type MatchingStats } from './deferred-acceptance/match.js';
import type { Claim, Instance, Place, Places, Verdict, Wish } from './instance/instance.js';

/** The version of the engine. It changes whenever the same instance may give another proposal. */
export const ENGINE = 'marelle-engine/3';

export interface EngineStats extends MatchingStats {
  readonly children: number;
  readonly placed: number;
  /** Claims that deferred acceptance left, before the exact search. */
  readonly claimsBeforeSearch: number;
  readonly searchSteps: number;
}

export interface EngineProposal {
  /** By child: the establishment, or null. */
  readonly assignments: Readonly<Record<string, string | null>>;
  readonly places: Places;
  readonly claims: readonly Claim[];
  readonly fair: boolean;
  /**
   * Whether it is proven that no proposal overfills less, and that none of those has fewer claims. False only where
   * the whole was too large to search.
   */
  readonly proven: boolean;
  readonly stats: EngineStats;
}

const isFair = ({ claims, overfull }: Verdict): boolean => claims.length === 0 && overfull.length === 0;

/**
 * The proposal for an instance. It runs the engine, then the checker, then the exact search where the checker finds a
 * claim or an overfull half-day. It is a pure function: equal instances give equal proposals. It only proposes; people
 * decide.
 */
export function propose(instance: Instance): EngineProposal {
  const problem = compile(instance);
  const { held, stats } = match(problem);
  const places = placesOfMatching(problem, held);
  const verdict = check(instance, places);
  const found = isFair(verdict)
    ? { places, verdict, proven: true, nodes: 0 }
    : settled(instance, problem, held, { places, verdict });
  return {
    assignments: Object.fromEntries(Object.entries(found.places).map(([child, place]) => [child, place?.at ?? null])),
    places: found.places,
    claims: found.verdict.claims,
    fair: isFair(found.verdict),
    proven: found.proven,
    stats: {
      ...stats,
      children: problem.childIds.length,
      placed: Object.values(found.places).filter((place) => place !== null).length,
      claimsBeforeSearch: verdict.claims.length,
      searchSteps: found.nodes,
    },
  };
}

const crowding = ({ overfull }: Verdict): number => overfull.reduce((sum, { held, places }) => sum + held - places, 0);

const isNoWorse = (verdict: Verdict, other: Verdict): boolean =>
  (crowding(verdict) - crowding(other) || verdict.claims.length - other.claims.length) <= 0;

interface Judged {
  readonly places: Places;
  readonly verdict: Verdict;
}

/** Judges the result of the search with the checker, which alone decides whether it is better. */
function settled(
  instance: Instance,
  problem: Compiled,
  held: Int32Array,
  before: Judged,
): Judged & Omit<Settled, 'held'> {
  const numberOf = new Map(problem.familyIds.map((id, index) => [id, index]));
  const claims = before.verdict.claims.map(({ family, wish }) => ({
    family: numberOf.get(family)!,
    wish: problem.wishFrom[numberOf.get(family)!]! + wish,
  }));
  const { held: after, proven, nodes } = settleClaims(problem, held, claims);
  const places = placesOfMatching(problem, after);
  const verdict = check(instance, places);
  return isNoWorse(verdict, before.verdict) ? { places, verdict, proven, nodes } : { ...before, proven: false, nodes };
}

/** A wish as it is printed. What equals the child's own section or week is left out. */
function printedWish(
  instance: Instance,
  children: readonly string[],
  places: readonly (Place | null)[],
  own: readonly (Place | null)[],
): Wish {
  return places.map((place, index) => {
    if (place === null) return null;
    const mine = own[index]!;
    const section = place.section === instance.children[children[index]!]!.section ? undefined : place.section;
    const slots = mine !== null && place.slots.join() === mine.slots.join() ? undefined : place.slots;
    return section === undefined && slots === undefined
      ? place.at
      : { at: place.at, ...(section === undefined ? {} : { section }), ...(slots === undefined ? {} : { slots }) };
  });
}

/** What the command `propose` prints for an instance. */
export function printedProposal(
  instance: Instance,
  { assignments, claims, fair, proven, stats }: EngineProposal,
): object {
  return {
    assignments,
    fair,
    stats,
    ...(proven ? {} : { proven }),
    claims: claims.map(({ family, wish }) => {
      const { children } = instance.families[family]!;
      const places = wishesOf(instance, family)[wish]!;
      const own = wishesOf(
        { ...instance, families: { [family]: { children, wishes: [places.map((place) => place?.at ?? null)] } } },
        family,
      )[0]!;
      return { family, wish: printedWish(instance, children, places, own) };
    }),
  };
}
