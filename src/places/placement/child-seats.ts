import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { findRequests } from '../../dossier/dossier/index.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { addDays } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { lastDayOf } from './domain/placement-path.js';
import { sharedHalfDay, type ChildHalfDays } from './domain/shared-half-day.js';
import { Offer, PlacedChild, Placement } from './persistence/placement.entities.js';

/** What a child is about to hold, and the request it is for when the family is known. */
export interface ChildClaim extends ChildHalfDays {
  readonly childId: Id;
  readonly requestId: Id | null;
}

/**
 * A child holds one seat at a time (domain.md §6). The database refuses a second seat, whoever writes; these methods
 * refuse it earlier, with a sentence for a person.
 */
@Injectable()
export class ChildSeats {
  /**
   * The child of each request, by the id of the request. A transfer is for the child of the request that it comes
   * from.
   */
  async childrenOf(tx: Tx, requestIds: readonly Id[]): Promise<Map<Id, Id>> {
    const originOf = new Map<Id, Id | null>();
    for (let asked = [...new Set(requestIds)]; asked.length > 0;) {
      const found = await findRequests(tx, asked);
      for (const { id, transferFromId } of found) originOf.set(id, transferFromId);
      asked = [
        ...new Set(
          found.flatMap(({ transferFromId }) =>
            transferFromId !== null && !originOf.has(transferFromId) ? [transferFromId] : [],
          ),
        ),
      ];
    }
    const childOf = (id: Id): Id => {
      const origin = originOf.get(id) ?? null;
      return origin === null || origin === id ? id : childOf(origin);
    };
    const children = new Map(requestIds.map((id) => [id, childOf(id)]));
    await tx.insertMissing(
      PlacedChild,
      [...new Set(children.values())].sort().map((id) => ({ id })),
    );
    return children;
  }

  /** Makes identities for children whose family is not known. */
  async unknownChildren(tx: Tx, count: number): Promise<Id[]> {
    const ids = Array.from({ length: count }, () => newId());
    await tx.insertMissing(
      PlacedChild,
      ids.map((id) => ({ id })),
    );
    return ids;
  }

  /**
   * @param own the placement that is being written, when it already exists: it is not compared with itself
   * @throws DomainError naming the first half-day that the child holds elsewhere
   */
  async refuseSecond(tx: Tx, claim: ChildClaim, own: Id | null = null): Promise<void> {
    const [refused] = await this.findSecond(tx, [claim], 'place', own);
    if (refused) throw new DomainError(refused.refusal);
  }

  /**
   * Among places or offers about to be written, those that would give a child a second seat. The offer of a transfer
   * may share half-days with the place that the transfer names, and with no other.
   */
  async findSecond<Claim extends ChildClaim>(
    tx: Tx,
    claims: readonly Claim[],
    kind: 'place' | 'offer',
    own: Id | null = null,
  ): Promise<{ readonly claim: Claim; readonly refusal: Refusal }[]> {
    const childId = In([...new Set(claims.map((claim) => claim.childId))]);
    const places = groupedBy(await tx.find(Placement, { where: { childId } }), (place) => place.childId);
    const offers = groupedBy(await tx.find(Offer, { where: { childId, state: 'open' } }), (offer) => offer.childId);
    if (places.size === 0 && offers.size === 0) return [];
    const transfers = await this.transfersOf(
      tx,
      kind === 'offer'
        ? claims.map(({ requestId }) => requestId)
        : [...offers.values()].flat().map(({ requestId }) => requestId),
    );
    const names = (transfer: Id | null, place: Id | null): boolean =>
      transfer !== null && place !== null && transfers.get(transfer) === place;
    return claims.flatMap((claim) => {
      const beside = [
        ...(places.get(claim.childId) ?? []).filter(
          ({ id, requestId }) => id !== own && !(kind === 'offer' && names(claim.requestId, requestId)),
        ),
        ...(offers.get(claim.childId) ?? []).filter(
          ({ requestId }) => !(kind === 'place' && names(requestId, claim.requestId)),
        ),
      ];
      for (const other of beside) {
        const shared = sharedHalfDay(claim, other);
        if (shared)
          return [{ claim, refusal: refuse('placement.secondSeat', { ...shared, from: other.from, to: other.to }) }];
      }
      return [];
    });
  }

  /**
   * Moves the first day of a claim behind an emergency place that was not ratified. Such a place goes on to its last
   * day while its family waits again.
   */
  async afterEndingPlaces<Claim extends ChildClaim>(tx: Tx, claims: readonly Claim[]): Promise<Claim[]> {
    const ending = await tx.find(Placement, {
      where: { childId: In(claims.map(({ childId }) => childId)), ratification: 'refused', state: 'held' },
    });
    return claims.map((claim) => {
      const until = ending
        .map((place) => ({ ...place, to: lastDayOf(place) }))
        .filter((place) => place.requestId === claim.requestId && sharedHalfDay(place, claim))
        .map(({ to }) => to)
        .sort()
        .at(-1);
      return until && until < claim.to ? { ...claim, from: addDays(until, 1) } : claim;
    });
  }

  /** The request whose place each transfer keeps until the better place begins. */
  private async transfersOf(tx: Reader | Tx, requestIds: readonly (Id | null)[]): Promise<Map<Id, Id>> {
    const ids = [...new Set(requestIds.flatMap((id) => id ?? []))];
    if (ids.length === 0) return new Map();
    return new Map(
      (await findRequests(tx, ids)).flatMap(({ id, transferFromId }) =>
        transferFromId === null ? [] : [[id, transferFromId] as const],
      ),
    );
  }
}
