import { In } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { ChildRequest, Dossier } from '../persistence/dossier.entities.js';

/** The families that a unit of work has locked. Nobody else changes them until it ends. */
export interface LockedFamilies {
  readonly dossiers: ReadonlyMap<Id, Dossier>;
  readonly requests: ReadonlyMap<Id, ChildRequest>;
}

/**
 * Locks families in the one order that all code uses (docs/decisions/0002): their dossiers by id, then all their
 * requests by id, then what belongs to those. A unit that needs both calls this before it locks either. Two units that
 * meet then wait one after the other, and never for each other.
 */
export async function lockFamilies(tx: Tx, dossierIds: readonly Id[]): Promise<LockedFamilies> {
  const dossiers = await tx.lockAll(Dossier, { id: In([...new Set(dossierIds)]) });
  const requests = await tx.lockAll(ChildRequest, { dossierId: In(dossiers.map(({ id }) => id)) });
  return {
    dossiers: new Map(dossiers.map((dossier) => [dossier.id, dossier])),
    requests: new Map(requests.map((request) => [request.id, request])),
  };
}

/**
 * {@link lockFamilies} for the families of these requests.
 * @throws NotFound when one of the requests does not exist; Conflict when one has just moved to another dossier
 */
export async function lockFamiliesOf(tx: Tx, requestIds: readonly Id[]): Promise<LockedFamilies> {
  const before = await tx.find(ChildRequest, { where: { id: In([...requestIds]) } });
  if (before.length < new Set(requestIds).size) throw new NotFound('request');
  const locked = await lockFamilies(
    tx,
    before.map(({ dossierId }) => dossierId),
  );
  const gone = before.find(({ id }) => !locked.requests.has(id));
  if (gone) throw new Conflict(refuse('request.changed', { state: gone.state }));
  return locked;
}

/** Locks a request alone, for what changes nothing else of its family. @returns null when it does not exist */
export const lockRequest = (tx: Tx, requestId: Id): Promise<ChildRequest | null> =>
  tx.lock(ChildRequest, { id: requestId });

/**
 * {@link lockRequest} for what a person writes about a family. Its data may have been erased while the page was open.
 * What was written then would stay for ever, because a family is erased once.
 * @returns null when it does not exist. @throws DomainError when the family was forgotten
 */
export async function lockRequestToWrite(tx: Tx, requestId: Id): Promise<ChildRequest | null> {
  const request = await lockRequest(tx, requestId);
  if (request) refuseForgotten(await tx.findOne(Dossier, { id: request.dossierId }));
  return request;
}

/** @throws DomainError when the data of this family are erased */
export function refuseForgotten(dossier: Pick<Dossier, 'anonymisedAt'> | null): void {
  if (dossier?.anonymisedAt) throw new DomainError(refuse('request.forgotten'));
}

/** {@link lockRequest} for many, in the order of their ids. A request that does not exist is absent. */
export const lockRequests = (tx: Tx, requestIds: readonly Id[]): Promise<ChildRequest[]> =>
  tx.lockAll(ChildRequest, { id: In([...requestIds]) });
