import type { Id } from '../../../foundation/kernel/ids.js';
import { obtained } from '../../../foundation/kernel/obtained.js';
import { type Claim, type Instance, type Miss, type Places, wishesOf } from '../../matching/index.js';

/**
 * Why a child came before another one, whatever their points. Brothers and sisters have one rank, a child keeps the
 * place that it has, and some places are reserved: these are published rules. `order`: the order was not followed to
 * its end in this section, because a family that came before could claim a place there.
 */
export const ORDER_RULES = ['siblings', 'held', 'reserve', 'order'] as const;
export type OrderRule = (typeof ORDER_RULES)[number];

/** The points of a child at an establishment, without those of its brothers and sisters; null when not known. */
export type OwnPoints = (child: Id, at: string) => number | null;

/** By the claims of an outcome: it has one list of them, and thousands of children ask. */
const CLAIMED = new WeakMap<readonly Claim[], ReadonlySet<string>>();

/** The sections in which a family could claim a place. */
const claimedSections = (instance: Instance, claims: readonly Claim[]): ReadonlySet<string> =>
  obtained(
    CLAIMED,
    claims,
    () =>
      new Set(
        claims.flatMap(({ family, wish }) =>
          wishesOf(instance, family)[wish]!.flatMap((place) => (place ? [`${place.at} ${place.section}`] : [])),
        ),
      ),
  );

/**
 * The rules that decided, beside points, who holds the half-day that a child lacked. Where there is one, "the last child
 * had so many points" would not be the whole truth.
 */
export function rulesBehind(
  {
    instance,
    places,
    claims,
  }: { readonly instance: Instance; readonly places: Places; readonly claims: readonly Claim[] },
  own: OwnPoints,
  { family, child, at, section, slot, cutOff }: Miss,
): OrderRule[] {
  if (slot === null) return [];
  const { points = {}, tieBreak = [] } = instance.establishments[at]!;
  const siblings = instance.families[family]!.children;
  const holders = Object.entries(places).flatMap(([other, place]) =>
    place?.at === at && place.section === section && place.slots.includes(slot) && !siblings.includes(other)
      ? [other]
      : [],
  );
  const ownOf = (one: Id): number => own(one, at) ?? points[one] ?? 0;
  const hasPlace = (one: Id): boolean => instance.children[one]!.current === at;
  const comesAfter = (one: Id): boolean =>
    points[one]! < points[child]! || (points[one] === points[child] && tieBreak.indexOf(one) > tieBreak.indexOf(child));
  const isLifted = (one: Id): boolean => ownOf(one) < Math.min(points[one]!, cutOff ?? points[one]!);
  const newcomers = holders.filter((one) => !hasPlace(one));
  const decided: Record<OrderRule, boolean> = {
    siblings:
      newcomers.some((one) => !comesAfter(one) && isLifted(one)) ||
      (!hasPlace(child) && ownOf(child) !== points[child]),
    held: !hasPlace(child) && holders.some((one) => hasPlace(one) && (own(one, at) ?? 0) <= ownOf(child)),
    // The points of the last child are those of the seats that this child could use: the others are reserved.
    reserve: newcomers.some((one) => comesAfter(one) || (cutOff !== null && points[one]! < cutOff)),
    order: claimedSections(instance, claims).has(`${at} ${section}`),
  };
  return ORDER_RULES.filter((rule) => decided[rule]);
}
