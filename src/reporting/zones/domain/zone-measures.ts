/** What is known of one commune on a day. Half-days are those of a standard week. */
export interface ZoneFacts {
  readonly communeCode: string;
  /** Null while nobody has said it. */
  readonly childrenUnderThree: number | null;
  /** Places of establishments there, by the share of the week on which they open. */
  readonly collectivePlaces: number;
  /** Agreed places of childminders and of MAMs there. */
  readonly individualPlaces: number;
  /** Of these, the places of childminders whose availability is confirmed. */
  readonly confirmedPlaces: number;
  /** The same within the radius, the commune itself included. */
  readonly collectiveNearby: number;
  readonly confirmedNearby: number;
  /** Children under three who live there and hold a place or an agreement, as the desk knows. */
  readonly caredFor: number;
  /** Children under three who are received there and of whom nobody has said where they live. */
  readonly receivedThere: number;
  /** Places that childminders there are taken to hold: agreed, less what they said is free. */
  readonly heldByChildminders: number;
  /** Children of families without a solution who live there. */
  readonly childrenWithout: number;
  /** Families without a solution who live there. */
  readonly familiesWithout: number;
  readonly halfDaysWanted: number;
  /** Half-days free within the radius, collective and confirmed by childminders. */
  readonly halfDaysFree: number;
  /** The part of them that is its own, where other communes reach them too ({@link shareHalfDays}). */
  readonly halfDaysShared: number;
  /** Families without a solution whose hours no establishment within the radius opens for. */
  readonly hoursNobodyOpens: number;
}

/** Published settings of a white zone (observatory.md). */
export interface WhiteZoneRules {
  /** Below so many confirmed places. */
  readonly places: number;
  /** Above so many half-days wanted for each free one. */
  readonly tension: number;
}

export type WhiteReason = 'noPlaces' | 'tension';

export interface ZoneMeasures {
  /** Per 100 children under three; null while their number is not known. */
  readonly per100: { readonly collective: number; readonly individual: number; readonly confirmed: number } | null;
  /** Unexpressed need, in children: a range, because a part of who is cared for is an estimate. */
  readonly need: { readonly low: number; readonly high: number } | null;
  /** Null where nothing is wanted; infinite where something is wanted and nothing is free. */
  readonly tension: number | null;
  readonly white: readonly WhiteReason[];
}

/**
 * The zone with the fewest agreed places per 100 children, of nurseries, childminders and MAMs together. Null where the
 * children of no two zones are known.
 */
export function fewestPlaces<Zone extends { readonly measures: Pick<ZoneMeasures, 'per100'> }>(
  zones: readonly Zone[],
): { readonly zone: Zone; readonly per100: number } | null {
  const known = zones.flatMap((zone) => {
    const { per100 } = zone.measures;
    return per100 === null ? [] : [{ zone, per100: per100.collective + per100.individual }];
  });
  const [first, second] = [...known].sort((a, b) => a.per100 - b.per100);
  return first && second ? first : null;
}

export function measureZone(facts: ZoneFacts, rules: WhiteZoneRules): ZoneMeasures {
  const { childrenUnderThree: children } = facts;
  const per100 = (places: number): number => (100 * places) / children!;
  const tension = tensionOf(facts);
  return {
    per100: children
      ? {
          collective: per100(facts.collectivePlaces),
          individual: per100(facts.individualPlaces),
          confirmed: per100(facts.confirmedPlaces),
        }
      : null,
    need: children === null ? null : needOf(children, facts),
    tension,
    white: [
      ...(facts.collectiveNearby === 0 && facts.confirmedNearby < rules.places ? (['noPlaces'] as const) : []),
      ...(tension !== null && tension > rules.tension ? (['tension'] as const) : []),
    ],
  };
}

/**
 * Children under three, less those cared for by a formal mode, less those in file without a solution. The low end takes
 * every child received there, and every place of a childminder that is not said free, for a child of the commune.
 */
function needOf(children: number, facts: ZoneFacts): { readonly low: number; readonly high: number } {
  const high = Math.max(0, children - facts.caredFor - facts.childrenWithout);
  return { low: Math.max(0, high - facts.receivedThere - facts.heldByChildminders), high };
}

function tensionOf({ halfDaysWanted, halfDaysShared }: ZoneFacts): number | null {
  if (halfDaysWanted === 0) return null;
  return halfDaysShared === 0 ? Infinity : halfDaysWanted / halfDaysShared;
}

/** The measures of communes taken together, whose tension can be compared with that of each. */
export interface GroupMeasures extends ZoneMeasures {
  /** Communes that want something and for which nothing is free: the tension leaves them out. */
  readonly nothingFree: number;
}

/**
 * @param group the facts of the communes together ({@link groupFacts}). Its tension is the mean of its communes',
 * weighted by the half-days wanted (observatory.md); infinite where nothing is free for any of them
 */
export function measureGroup(group: ZoneFacts, communes: readonly ZoneFacts[], rules: WhiteZoneRules): GroupMeasures {
  const wanting = communes.filter(({ halfDaysWanted }) => halfDaysWanted > 0);
  const reached = wanting.filter(({ halfDaysShared }) => halfDaysShared > 0);
  const wanted = reached.reduce((sum, facts) => sum + facts.halfDaysWanted, 0);
  const mean = reached.reduce((sum, facts) => sum + (facts.halfDaysWanted / wanted) * tensionOf(facts)!, 0);
  return {
    ...measureZone(group, rules),
    tension: wanting.length === 0 ? null : reached.length === 0 ? Infinity : mean,
    nothingFree: wanting.length - reached.length,
  };
}

/**
 * The facts of a group of communes taken as one zone. What is free or confirmed nearby is that of the communes together,
 * each counted once.
 */
export function groupFacts(
  name: string,
  communes: readonly ZoneFacts[],
  nearby: Pick<ZoneFacts, 'collectiveNearby' | 'confirmedNearby' | 'halfDaysFree'>,
): ZoneFacts {
  const sum = (of: (facts: ZoneFacts) => number): number => communes.reduce((all, facts) => all + of(facts), 0);
  return {
    communeCode: name,
    childrenUnderThree: communes.some(({ childrenUnderThree }) => childrenUnderThree === null)
      ? null
      : sum(({ childrenUnderThree }) => childrenUnderThree!),
    collectivePlaces: sum(({ collectivePlaces }) => collectivePlaces),
    individualPlaces: sum(({ individualPlaces }) => individualPlaces),
    confirmedPlaces: sum(({ confirmedPlaces }) => confirmedPlaces),
    caredFor: sum(({ caredFor }) => caredFor),
    receivedThere: sum(({ receivedThere }) => receivedThere),
    heldByChildminders: sum(({ heldByChildminders }) => heldByChildminders),
    childrenWithout: sum(({ childrenWithout }) => childrenWithout),
    familiesWithout: sum(({ familiesWithout }) => familiesWithout),
    halfDaysWanted: sum(({ halfDaysWanted }) => halfDaysWanted),
    halfDaysShared: sum(({ halfDaysShared }) => halfDaysShared),
    hoursNobodyOpens: sum(({ hoursNobodyOpens }) => hoursNobodyOpens),
    ...nearby,
  };
}
