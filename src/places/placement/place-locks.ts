import { findRequest, findTransfersFrom, lockRequests } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Offer, PlacedChild, Placement } from './persistence/placement.entities.js';

/**
 * The one order in which everything about the places of a child is locked (docs/decisions/0002): its requests by id,
 * its offer, the child, its places, then the sections by id. An act that starts from an offer or a place first reads
 * whose it is, without a lock, and then locks in this order.
 */

/**
 * Locks an offer, after its request and the other requests of the same child. @returns null when the offer does not
 * exist
 */
export async function lockOffer(tx: Tx, offerId: Id): Promise<Offer | null> {
  const seen = await tx.findOne(Offer, { id: offerId });
  if (!seen) return null;
  await lockRequestsAround(tx, seen.requestId);
  const offer = await tx.lock(Offer, { id: offerId });
  await tx.lock(PlacedChild, { id: seen.childId });
  return offer;
}

/** Locks a place, after the requests of its child and the child itself. @returns null when the place does not exist */
export async function lockPlacement(tx: Tx, placementId: Id): Promise<Placement | null> {
  const seen = await tx.findOne(Placement, { id: placementId });
  if (!seen) return null;
  if (seen.requestId !== null) await lockRequestsAround(tx, seen.requestId);
  await tx.lock(PlacedChild, { id: seen.childId });
  return tx.lock(Placement, { id: placementId });
}

/** Locks a request, the request whose place it wants to better, and the requests that want to better its own place. */
async function lockRequestsAround(tx: Tx, requestId: Id): Promise<void> {
  const transfers = await findTransfersFrom(tx, requestId);
  const origin = (await findRequest(tx, requestId))?.transferFromId ?? null;
  await lockRequests(tx, [requestId, ...(origin === null ? [] : [origin]), ...transfers.map(({ id }) => id)]);
}
