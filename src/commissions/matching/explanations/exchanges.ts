import { checkAround, isSamePlace, wishesOf } from '../fairness-check/check.js';
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

/** Each exchange is judged as an outcome of its own, so that a page with many of them looks at these only. */
export const MOST_EXCHANGES = 10;

/** An only child that has a place and would prefer others. */
interface Holder {
  readonly family: string;
  readonly child: string;
  readonly place: Place;
  /** The best wish for each section that it prefers to its own, by {@link unitOf}. */
  readonly wanted: ReadonlyMap<string, Place>;
}

const unitOf = ({ at, section }: Place): string => JSON.stringify([at, section]);
const isClaim =
  ({ family, wish }: Claim) =>
  (other: Claim): boolean =>
    other.family === family && other.wish === wish;

function holdersOf(instance: Instance, places: Places): Holder[] {
  return Object.entries(instance.families).flatMap(
    ([
      family,
      {
        children: [child, ...others],
      },
    ]) => {
      const place = places[child!];
      if (others.length > 0 || !place) return [];
      const wishes = wishesOf(instance, family).flatMap(([wished]) => wished ?? []);
      const better = wishes.slice(
        0,
        wishes.findIndex((wish) => unitOf(wish) === unitOf(place)),
      );
      // The first wish for a section counts: it is the last to be set.
      return [{ family, child: child!, place, wanted: new Map(better.reverse().map((wish) => [unitOf(wish), wish])) }];
    },
  );
}

/** Each pair of families that want each other's section, once. */
function pairsOf(holders: readonly Holder[]): (readonly [Holder, Holder])[] {
  const there = new Map<string, Holder[]>();
  for (const holder of holders) there.set(unitOf(holder.place), [...(there.get(unitOf(holder.place)) ?? []), holder]);
  const number = new Map(holders.map((holder, index) => [holder, index]));
  return holders.flatMap((holder) =>
    [...holder.wanted.keys()].flatMap((unit) =>
      (there.get(unit) ?? [])
        .filter((other) => number.get(other)! > number.get(holder)! && other.wanted.has(unitOf(holder.place)))
        .map((other) => [holder, other] as const),
    ),
  );
}

const areSame = (some: Places, others: Places): boolean =>
  Object.keys(some).length === Object.keys(others).length &&
  Object.entries(some).every(([child, place]) => isSamePlace(place, others[child] ?? null));

/** An exchange with every claim around it, those that stand without it among them. */
function judgedPairs(instance: Instance, places: Places): Exchange[] {
  return pairsOf(holdersOf(instance, places))
    .slice(0, MOST_EXCHANGES)
    .flatMap(([holder, other]): Exchange[] => {
      const [mine, theirs] = [holder.wanted.get(unitOf(other.place))!, other.wanted.get(unitOf(holder.place))!];
      const families = [holder.family, other.family] as const;
      const outcome = { ...places, [holder.child]: mine, [other.child]: theirs };
      const { claims, overfull } = checkAround(instance, outcome, families);
      return overfull.length > 0 ? [] : [{ families, places: [mine, theirs], outcome, claims }];
    });
}

/** Kept by instance, because members mostly follow the proposal: case after case, everybody keeps the same place. */
const judged = new WeakMap<
  Instance['families'],
  { readonly of: Instance; readonly places: Places; readonly pairs: readonly Exchange[] }
>();

function keptPairs(instance: Instance, places: Places): readonly Exchange[] {
  const known = judged.get(instance.families);
  const isSame =
    known &&
    known.of.children === instance.children &&
    known.of.establishments === instance.establishments &&
    known.of.slots === instance.slots &&
    areSame(known.places, places);
  const pairs = isSame ? known.pairs : judgedPairs(instance, places);
  if (!isSame) judged.set(instance.families, { of: instance, places, pairs });
  return pairs;
}

/**
 * The exchanges that a fair proposal does not make. Both families would gain, whether they hold their places today or
 * are admitted to them, but a child ranked above one of them could claim the other's place. Members may still prefer
 * the exchange, and are shown the claims that it creates. Only the first {@link MOST_EXCHANGES} pairs are looked at.
 * @param claims those that stand without any exchange
 */
export function exchangesIn(instance: Instance, places: Places, claims: readonly Claim[]): Exchange[] {
  return keptPairs(instance, places).map((exchange) => ({
    ...exchange,
    claims: exchange.claims.filter((claim) => !claims.some(isClaim(claim))),
  }));
}
