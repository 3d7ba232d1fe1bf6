import { In } from 'typeorm';
import { ChildRequest } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import type { Tx } from '../platform/database/index.js';
import { Section } from '../supply/index.js';
import { Offer, PlacedChild, Placement } from './persistence/placement.entities.js';

/**
 * The one order in which what a child holds or is offered is locked (docs/decisions/0002): its requests by id, its
 * offer, the child, its places, then sections by id. An act that begins with an offer or a place reads first whose it
 * is, and locks that.
 */

/** Holds an offer, behind its request and those of the same child. @returns null when it is not there */
export async function lockOffer(tx: Tx, offerId: Id): Promise<Offer | null> {
  const seen = await tx.findOne(Offer, { id: offerId });
  if (!seen) return null;
  await lockRequestsAround(tx, seen.requestId);
  const offer = await tx.lock(Offer, { id: offerId });
  await tx.lock(PlacedChild, { id: seen.childId });
  return offer;
}

/** Holds a place, behind the requests of its child and the child itself. @returns null when it is not there */
export async function lockPlacement(tx: Tx, placementId: Id): Promise<Placement | null> {
  const seen = await tx.findOne(Placement, { id: placementId });
  if (!seen) return null;
  if (seen.requestId !== null) await lockRequestsAround(tx, seen.requestId);
  await tx.lock(PlacedChild, { id: seen.childId });
  return tx.lock(Placement, { id: placementId });
}

/** Whoever writes seats of several sections holds them all before the first. */
export async function lockSections(tx: Tx, sectionIds: readonly Id[]): Promise<void> {
  await tx.lockAll(Section, { id: In([...new Set(sectionIds)]) });
}

/** A request, the one whose place it would better, and those that would better its own. */
async function lockRequestsAround(tx: Tx, requestId: Id): Promise<void> {
  const transfers = await tx.find(ChildRequest, { where: { transferFromId: requestId } });
  const origin = (await tx.findOne(ChildRequest, { id: requestId }))?.transferFromId ?? null;
  await tx.lockAll(ChildRequest, {
    id: In([requestId, ...(origin === null ? [] : [origin]), ...transfers.map(({ id }) => id)]),
  });
}
