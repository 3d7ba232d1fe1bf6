import { check, wishesOf } from '../fairness-check/check.js';
import type { Claim, Instance, Place, Places } from '../instance/instance.js';

/** Two families that would each rather have the place of the other. */
export interface Exchange {
  readonly families: readonly [string, string];
  /** What each would have. */
  readonly places: readonly [Place, Place];
  /** What everybody would have. */
  readonly outcome: Places;
  /** What others could hold against it. */
  readonly claims: readonly Claim[];
}

interface Stayer {
  readonly family: string;
  readonly child: string;
  readonly place: Place;
  /** Better than its own. */
  readonly wanted: readonly Place[];
}

const isAt = (a: Place, b: Place): boolean => a.at === b.at && a.section === b.section;
const isClaim =
  ({ family, wish }: Claim) =>
  (other: Claim): boolean =>
    other.family === family && other.wish === wish;

/** Children who keep the place they hold, and would rather be elsewhere. */
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
      const wishes = wishesOf(instance, family).flatMap(([one]) => one ?? []);
      const standing = wishes.findIndex((one) => isAt(one, place));
      return [{ family, child: child!, place, wanted: wishes.slice(0, standing) }];
    },
  );
}

/**
 * The exchanges that a fair proposal leaves aside: both families would gain, and somebody ranked above one of them for
 * the other's place could claim it. Members may prefer it, knowing that; the claims each creates are said with it.
 */
export function exchangesIn(instance: Instance, places: Places, claims: readonly Claim[]): Exchange[] {
  const stayers = stayersOf(instance, places);
  return stayers.flatMap((one, index) =>
    stayers.slice(index + 1).flatMap((other): Exchange[] => {
      const mine = one.wanted.find((place) => isAt(place, other.place));
      const theirs = other.wanted.find((place) => isAt(place, one.place));
      if (!mine || !theirs) return [];
      const outcome = { ...places, [one.child]: mine, [other.child]: theirs };
      const verdict = check(instance, outcome);
      if (verdict.overfull.length > 0) return [];
      return [
        {
          families: [one.family, other.family],
          places: [mine, theirs],
          outcome,
          claims: verdict.claims.filter((claim) => !claims.some(isClaim(claim))),
        },
      ];
    }),
  );
}
