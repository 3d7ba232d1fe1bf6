import { In, IsNull, LessThanOrEqual, MoreThanOrEqual, Not } from 'typeorm';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { Offer, Placement, Solution, TemporaryPlace } from './persistence/placement.entities.js';

/** What other features read of offers and placements, for use cases that authorise by themselves. */

export const findOffer = (from: Reader | Tx, offerId: Id): Promise<Offer | null> =>
  from.findOne(Offer, { id: offerId });

/** An offer that does not exist is absent. */
export const findOffers = (from: Reader | Tx, offerIds: readonly Id[]): Promise<Offer[]> =>
  from.find(Offer, { where: { id: In([...offerIds]) } });

/** The open offers of these requests. An offer may be past its deadline: see `isExpired`. */
export const findOpenOffers = (from: Reader | Tx, requestIds: readonly Id[]): Promise<Offer[]> =>
  from.find(Offer, { where: { requestId: In([...requestIds]), state: 'open' } });

/** The open offers of one family: {@link findOpenOffers}. */
export const findOpenOffersOfFamily = (from: Reader | Tx, dossierId: Id): Promise<Offer[]> =>
  from.find(Offer, { where: { dossierId, state: 'open' } });

/** The open offers that a session made: {@link findOpenOffers}. */
export const findOpenOffersOfSession = (from: Reader | Tx, sessionId: Id): Promise<Offer[]> =>
  from.find(Offer, { where: { sessionId, state: 'open' } });

/** Every offer that a session made, whatever became of it, in the order in which they were made. */
export const findOffersOfSession = (from: Reader | Tx, sessionId: Id): Promise<Offer[]> =>
  from.find(Offer, { where: { sessionId }, order: { madeAt: 'ASC', id: 'ASC' } });

/** The offers of a session whose seats are held: open ones, and those that were accepted. */
export const findHeldOffersOfSession = (from: Reader | Tx, sessionId: Id): Promise<Offer[]> =>
  from.find(Offer, { where: { sessionId, state: In(['open', 'accepted']) } });

/** The offers of a session that ended since a moment without being accepted, in the order in which they ended. */
export const findEndedOffers = (from: Reader | Tx, sessionId: Id, since: Instant): Promise<Offer[]> =>
  from.find(Offer, {
    where: {
      sessionId,
      state: In(['declined', 'expired', 'replaced', 'revoked', 'withdrawn']),
      answeredAt: MoreThanOrEqual(since),
    },
    order: { answeredAt: 'ASC', id: 'ASC' },
  });

/** Every offer that these requests had, in the order in which they were made. */
export const findOffersOf = (from: Reader | Tx, requestIds: readonly Id[]): Promise<Offer[]> =>
  from.find(Offer, { where: { requestId: In([...requestIds]) }, order: { madeAt: 'ASC', id: 'ASC' } });

/** Every solution line of these requests, ended ones included, in the order in which they were recorded. */
export const findSolutionsOf = (from: Reader | Tx, requestIds: readonly Id[]): Promise<Solution[]> =>
  from.find(Solution, { where: { requestId: In([...requestIds]) }, order: { recordedAt: 'ASC', id: 'ASC' } });

export const findPlacement = (from: Reader | Tx, placementId: Id): Promise<Placement | null> =>
  from.findOne(Placement, { id: placementId });

/** A placement that does not exist is absent. */
export const findPlacements = (from: Reader | Tx, placementIds: readonly Id[]): Promise<Placement[]> =>
  from.find(Placement, { where: { id: In([...placementIds]) } });

/** The placements that these requests hold. */
export const findHeldPlacements = (from: Reader | Tx, requestIds: readonly Id[]): Promise<Placement[]> =>
  from.find(Placement, { where: { requestId: In([...requestIds]), state: 'held' } });

/** The parts of the place that an offer gave, ended ones included: a new section or new half-days make another part. */
export const findPartsOfPlace = (from: Reader | Tx, offerId: Id): Promise<Placement[]> =>
  from.find(Placement, { where: { offerId } });

/** {@link findPartsOfPlace} of several offers. */
export const findPartsOfOffers = (from: Reader | Tx, offerIds: readonly Id[]): Promise<Placement[]> =>
  from.find(Placement, { where: { offerId: In([...offerIds]) } });

/** The earliest part that is held of the place that an offer gave; null when none is. */
export async function findFirstHeldPart(from: Reader | Tx, offerId: Id): Promise<Placement | null> {
  const [first] = await from.find(Placement, { where: { offerId, state: 'held' }, order: { from: 'ASC' }, take: 1 });
  return first ?? null;
}

/** The placement of a request whose first days were proposed and wait for the family; null when none does. */
export const findPlacementToAgree = (from: Reader | Tx, requestId: Id): Promise<Placement | null> =>
  from.findOne(Placement, { requestId, state: 'held', datesState: 'proposed' });

interface Held {
  readonly placements: readonly Placement[];
  readonly offers: readonly Offer[];
}

/** The placements held and the offers open in these sections on a day. A part of a path that is expected counts too. */
export const findPlacesOn = (from: Reader | Tx, sectionIds: readonly Id[], day: Day): Promise<Held> =>
  findPlacesDuring(from, sectionIds, { from: day, to: day });

/** {@link findPlacesOn} for all days of a period, both included. */
export async function findPlacesDuring(
  from: Reader | Tx,
  sectionIds: readonly Id[],
  days: { readonly from: Day; readonly to: Day },
): Promise<Held> {
  const begun = { sectionId: In([...sectionIds]), from: LessThanOrEqual(days.to) };
  const there = [{ to: MoreThanOrEqual(days.from) }, { pathTo: MoreThanOrEqual(days.from) }].map((until) => ({
    ...begun,
    ...until,
  }));
  return {
    placements: await from.find(Placement, { where: there.map((one) => ({ ...one, state: 'held' as const })) }),
    offers: await from.find(Offer, { where: there.map((one) => ({ ...one, state: 'open' as const })) }),
  };
}

/** The agreements of families with these childminders that are not over on a day. */
export async function findAgreementsWith(
  from: Reader | Tx,
  providerIds: readonly Id[],
  today: Day,
): Promise<(Solution & { readonly providerId: Id })[]> {
  if (providerIds.length === 0) return [];
  const running = { providerId: In([...providerIds]), kind: 'childminder' as const, endedAt: IsNull() };
  const lines = await from.find(Solution, {
    where: [
      { ...running, to: IsNull() },
      { ...running, to: MoreThanOrEqual(today) },
    ],
    order: { from: 'ASC', id: 'ASC' },
  });
  return lines as (Solution & { readonly providerId: Id })[];
}

/** The parts of places that took reserved seats of these sections between two days, those that have ended included. */
export const findReservedHolding = (
  from: Reader | Tx,
  sectionIds: readonly Id[],
  days: { readonly from: Day; readonly to: Day },
): Promise<Placement[]> =>
  from.find(Placement, {
    where: {
      sectionId: In([...sectionIds]),
      reservedFor: Not(IsNull()),
      from: LessThanOrEqual(days.to),
      to: MoreThanOrEqual(days.from),
    },
    order: { from: 'ASC', id: 'ASC' },
  });

/** What children of other establishments hold in these sections between two days. */
export const findTemporaryPlaces = (
  from: Reader | Tx,
  sectionIds: readonly Id[],
  days: { readonly from: Day; readonly to: Day },
): Promise<TemporaryPlace[]> =>
  from.find(TemporaryPlace, {
    where: { sectionId: In([...sectionIds]), from: LessThanOrEqual(days.to), to: MoreThanOrEqual(days.from) },
  });
