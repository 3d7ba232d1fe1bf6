import { check, wishesOf } from '../fairness-check/check.js';
import type { Claim, Instance, Place, Places } from '../instance/instance.js';

/** Two families that would each prefer the other's place. */
export interface Exchange {
  readonly families: readonly [string, string];
  /** The place that each would get. */
  readonly places: readonly [Place, Place];
  /** The places of everybody after the exchange. */
  readonly outcome: Places;
  /** The claims that others would then have. */
  readonly claims: readonly Claim[];
}

interface Stayer {
  readonly family: string;
  readonly child: string;
  readonly place: Place;
  /** The places that it prefers to its own. */
  readonly wanted: readonly Place[];
}

const isAt = (a: Place, b: Place): boolean => a.at === b.at && a.section === b.section;
const isClaim =
  ({ family, wish }: Claim) =>
  (other: Claim): boolean =>
    other.family === family && other.wish === wish;

/** Children who keep the place that they hold, and would prefer another. */
function stayersOf(instance: Instance, places: Places): Stayer[] {
  return Object.entries(instance.families).flatMap(
    ([
      family,
      {
        children: [child, ...others],
      },
    ]) => {
      const place = places[child!];
      if (others.length > 0 || !place || instance.children[child!]!.current !== place.at) return [];
      const wishes = wishesOf(instance, family).flatMap(([wished]) => wished ?? []);
      const standing = wishes.findIndex((wish) => isAt(wish, place));
      return [{ family, child: child!, place, wanted: wishes.slice(0, standing) }];
    },
  );
}

/**
 * The exchanges that a fair proposal does not make. Both families would gain, but a child ranked above one of them
 * could claim the other's place. Members may still prefer the exchange, and are shown the claims that it creates.
 */
export function exchangesIn(instance: Instance, places: Places, claims: readonly Claim[]): Exchange[] {
  const stayers = stayersOf(instance, places);
  return stayers.flatMap((stayer, index) =>
    stayers.slice(index + 1).flatMap((other): Exchange[] => {
      const mine = stayer.wanted.find((place) => isAt(place, other.place));
      const theirs = other.wanted.find((place) => isAt(place, stayer.place));
      if (!mine || !theirs) return [];
      const outcome = { ...places, [stayer.child]: mine, [other.child]: theirs };
      const verdict = check(instance, outcome);
      if (verdict.overfull.length > 0) return [];
      return [
        {
          families: [stayer.family, other.family],
          places: [mine, theirs],
          outcome,
          claims: verdict.claims.filter((claim) => !claims.some(isClaim(claim))),
        },
      ];
    }),
  );
}
