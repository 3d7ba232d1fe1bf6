import type { Claim, ClaimedPlace, CutOff, Miss, Place, ToldCase } from './file.js';
import type { AuditedOutcome } from './outcome.js';
import { isSame, placeOf, type Asking } from './unit.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const halfDay = (slot: string): string => slot.slice(0, slot.indexOf('@'));

/** The half-days of a week as one number: Monday morning is 1, Monday afternoon 2, Tuesday morning 4… */
export const maskOf = (slots: readonly string[]): number =>
  slots.reduce((mask, slot) => {
    const [day, half] = halfDay(slot).split('-') as [string, string];
    return mask | (1 << (DAYS.indexOf(day) * 2 + (half === 'pm' ? 1 : 0)));
  }, 0);

/** The facts about the cases of an outcome, recomputed in the terms in which they were told. */
export class Facts {
  private readonly numberOf: ReadonlyMap<string, number>;
  private readonly claimed: readonly { readonly family: string; readonly wish: number }[];

  constructor(
    private readonly outcome: AuditedOutcome,
    told: readonly ToldCase[],
  ) {
    this.numberOf = new Map(told.map(({ child, number }) => [child, number]));
    this.claimed = outcome.claims();
  }

  misses(child: string, wished: readonly string[]): Miss[] {
    const { outcome } = this;
    const family = outcome.familyOf.get(child)!;
    const { children } = outcome.file.instance.families[family]!;
    const index = children.indexOf(child);
    const asked = outcome.wishes
      .get(family)!
      .slice(0, outcome.obtained(family))
      .flatMap((tuple, wish) => (tuple[index] ? [{ wish, place: tuple[index] }] : []));
    const better =
      children.length === 1 ? asked : asked.filter(({ place }) => isBetter(place, outcome.placeOf(child), wished));
    const first = better.filter(
      ({ place }, at) =>
        better.findIndex((other) => other.place.at === place.at && other.place.section === place.section) === at,
    );
    return first.map(({ wish, place }) => this.miss(family, child, place, wish, children.length === 1));
  }

  private miss(family: string, child: string, place: Place, wish: number, alone: boolean): Miss {
    const unit = this.outcome.unit(place);
    const nothing = {
      at: place.at,
      section: place.section,
      slot: null,
      taken: null,
      cutOff: null,
      points: null,
      missing: null,
      without: 0,
    };
    if (!unit.ranks(child)) return { ...nothing, code: 'NOT_ELIGIBLE' };
    const points = unit.points(child);
    const { seat, lacking, least } = unit.give([...this.outcome.others(place, family), { child, slots: place.slots }]);
    if (seat.has(child)) return this.notStopped(family, child, place, wish, alone, { ...nothing, points });
    const without = lacking.get(child) ?? [];
    if (without.length === 0) return { ...nothing, points, code: 'HELD_BACK' };
    const witness = this.outcome.file.instance.slots.find((slot) => without.includes(slot))!;
    const rules = this.rulesBehind(family, child, place, witness);
    const cutOff = rules.length > 0 ? null : this.lastAdmitted(family, child, place, witness);
    return {
      ...nothing,
      code: least.get(child)!.length === place.slots.length ? 'FULL' : 'DOES_NOT_FIT',
      slot: halfDay(witness),
      taken: unit.places(witness),
      cutOff,
      points,
      missing: cutOff === null || points === null || points > cutOff ? null : cutOff - points,
      ...(rules.length > 0 ? { rules } : {}),
      without: maskOf(this.without(family, child, place)),
    };
  }

  /**
   * The reason for a missed wish whose place would take the child. It is a claim when the family has one for this wish.
   * Otherwise the brothers and sisters, or a child that waits before it, stand in the way.
   */
  private notStopped(
    family: string,
    child: string,
    place: Place,
    wish: number,
    alone: boolean,
    nothing: Omit<Miss, 'code'>,
  ): Miss {
    if (alone)
      return {
        ...nothing,
        code: this.claimed.some((claim) => claim.family === family && claim.wish === wish) ? 'RESIDUAL' : 'HELD_BACK',
      };
    const index = this.outcome.file.instance.families[family]!.children.indexOf(child);
    const isClaimed = this.claimed.some(
      (claim) => claim.family === family && isSame(this.outcome.wishes.get(family)![claim.wish]![index]!, place),
    );
    return { ...nothing, points: null, code: isClaimed ? 'RESIDUAL' : 'SIBLINGS' };
  }

  /**
   * The fewest half-days to leave out so that the rest of the week has room, while its brothers and sisters keep their
   * places. Empty in a strict queue, and when no half-day has room for the whole stay: each may be full in another span.
   */
  private without(family: string, child: string, place: Place): readonly string[] {
    const unit = this.outcome.unit(place);
    if (unit.strict) return [];
    const siblings = this.outcome
      .holders(place)
      .filter((asking) => asking.child !== child && this.outcome.familyOf.get(asking.child) === family);
    const least =
      unit
        .give(
          [...this.outcome.others(place, family), ...siblings, { child, slots: place.slots }],
          siblings.map((asking) => asking.child),
        )
        .least.get(child) ?? [];
    return maskOf(least) === maskOf(place.slots) ? [] : least;
  }

  private lastAdmitted(family: string, child: string, place: Place, slot: string): number | null {
    const unit = this.outcome.unit(place);
    const { seat } = unit.give(this.outcome.holders(place));
    const points = this.outcome
      .others(place, family)
      .filter((asking) => asking.slots.includes(slot) && unit.may(child, seat.get(asking.child) ?? null))
      .map((asking) => unit.points(asking.child))
      .filter((counted) => counted !== null);
    return points.length === 0 ? null : Math.min(...points);
  }

  /**
   * The published rules because of which points alone did not decide a half-day: brothers and sisters share a rank,
   * whoever has a place keeps it, and some places are reserved. Not judged where a file has no points of each child.
   */
  private rulesBehind(family: string, child: string, place: Place, slot: string): string[] {
    const { ownPoints, instance } = this.outcome.file;
    if (!ownPoints) return [];
    const unit = this.outcome.unit(place);
    const points = (one: string): number => ownPoints[one]?.[place.at] ?? unit.points(one) ?? 0;
    const sitting = this.outcome.others(place, family).filter((asking) => asking.slots.includes(slot));
    const keeps = sitting.filter((asking) => instance.children[asking.child]!.current === place.at);
    const came = sitting.filter((asking) => !keeps.includes(asking));
    const stays = instance.children[child]!.current === place.at;
    const last = this.lastAdmitted(family, child, place, slot);
    const inOrder = came.filter((asking) => unit.compare(asking.child, child) < 0);
    const isLifted = ({ child: other }: Asking): boolean =>
      points(other) < unit.points(other)! && (last === null || points(other) < last);
    return [
      ...(inOrder.some(isLifted) || (!stays && points(child) !== instance.establishments[place.at]!.points[child])
        ? ['siblings']
        : []),
      ...(!stays && keeps.some((asking) => points(asking.child) <= points(child)) ? ['held'] : []),
      ...(inOrder.length < came.length || (last !== null && came.some((asking) => unit.points(asking.child)! < last))
        ? ['reserve']
        : []),
      ...(this.isClaimed(place) ? ['order'] : []),
    ];
  }

  /** Whether a family could claim a place in this section: its order was then not followed to the end. */
  private isClaimed({ at, section }: Place): boolean {
    return this.claimed.some(({ family, wish }) =>
      this.outcome.wishes.get(family)![wish]!.some((wanted) => wanted?.at === at && wanted.section === section),
    );
  }

  /** The claim of each family: its best combination, and how many other combinations there are. */
  claims(): Map<string, Claim> {
    const found = new Map<string, Claim[]>();
    for (const { family, wish } of this.claimed) {
      const combination = this.combination(family, wish);
      const known = found.get(family) ?? [];
      if (combination && !known.some((other) => JSON.stringify(other) === JSON.stringify(combination)))
        found.set(family, [...known, combination]);
    }
    return new Map([...found].map(([family, [best, ...others]]) => [family, { ...best!, others: others.length }]));
  }

  private combination(family: string, wish: number): Claim | null {
    const { children } = this.outcome.file.instance.families[family]!;
    const parts = children.flatMap((child, index) =>
      this.numberOf.has(child)
        ? [
            {
              child,
              number: this.numberOf.get(child)!,
              wanted: this.outcome.wishes.get(family)![wish]![index]!,
              held: this.outcome.placeOf(child),
            },
          ]
        : [],
    );
    const bySeat = (a: ClaimedPlace, b: ClaimedPlace): number => a.number - b.number;
    const gains = parts
      .flatMap(({ child, number, wanted, held }): ClaimedPlace[] => {
        if (!wanted) return [];
        const { at, section, slots } = wanted;
        if (held?.at !== at || held.section !== section) return [{ number, at, section, slots: null }];
        const isPresent = this.outcome.file.instance.children[child]!.current != null;
        const days = isPresent ? [] : [wanted, held].map((place) => this.outcome.firstDay(child, place));
        const isSooner = days[0] !== days[1];
        if (!isSooner && maskOf(slots) === maskOf(held.slots)) return [];
        return [{ number, at, section, slots: maskOf(slots), ...(isSooner ? { from: days[0]! } : {}) }];
      })
      .sort(bySeat);
    const leaves = parts
      .flatMap(({ number, wanted, held }): ClaimedPlace[] =>
        wanted || !held ? [] : [{ number, at: held.at, section: held.section, slots: null }],
      )
      .sort(bySeat);
    return gains.length === 0
      ? null
      : { numbers: parts.map(({ number }) => number).sort((a, b) => a - b), gains, leaves, others: 0 };
  }

  /**
   * The establishments that the family did not ask for and that would have taken the child. Only for a family of one
   * child that has no place.
   */
  wouldHaveTaken(child: string): string[] {
    const { file } = this.outcome;
    const family = this.outcome.familyOf.get(child)!;
    if (file.instance.families[family]!.children.length !== 1 || this.outcome.placeOf(child)) return [];
    const taking = (file.alternatives[family] ?? []).flatMap(([asked]) => {
      const place = asked ? placeOf(file.instance, child, asked) : null;
      const unit = place && this.outcome.unit(place);
      return place &&
        unit &&
        !unit.strict &&
        unit.ranks(child) &&
        unit.give([...this.outcome.others(place, family), { child, slots: place.slots }]).seat.has(child)
        ? [place.at]
        : [];
    });
    return [...new Set(taking)];
  }

  cutOffs(): CutOff[] {
    const { file } = this.outcome;
    const sections = Object.entries(file.instance.establishments).flatMap(([at, { capacity }]) =>
      Object.keys(capacity).map((section) => ({ at, section })),
    );
    return sections.flatMap((place) => {
      const unit = this.outcome.unit(place);
      const holders = this.outcome.holders(place);
      const { seat } = unit.give(holders);
      const admitted = holders
        .map((asking) => ({ ...asking, seat: seat.get(asking.child) ?? null, points: unit.points(asking.child) }))
        .filter((holder) => holder.points !== null);
      return [...new Set(admitted.map((holder) => holder.seat))].map((reserve): CutOff => {
        const group = admitted.filter((holder) => holder.seat === reserve);
        const taken = (slot: string): number => group.filter((holder) => holder.slots.includes(slot)).length;
        const slots = file.instance.slots.filter((slot) => taken(slot) > 0);
        return {
          ...place,
          reserve,
          received: Math.max(...slots.map(taken)),
          points: Math.min(...group.map((holder) => holder.points!)),
          full: slots.some(
            (slot) => holders.filter((asking) => asking.slots.includes(slot)).length >= unit.places(slot),
          ),
        };
      });
    });
  }
}

/**
 * Whether a child with brothers and sisters would be better off: at an establishment that the family ranks higher, or
 * for more half-days where it is.
 */
function isBetter(place: Place, obtained: Place | null, wished: readonly string[]): boolean {
  if (!obtained) return true;
  const rank = (at: string): number => (wished.includes(at) ? wished.indexOf(at) : wished.length);
  return rank(place.at) < rank(obtained.at) || (place.at === obtained.at && place.slots.length > obtained.slots.length);
}
