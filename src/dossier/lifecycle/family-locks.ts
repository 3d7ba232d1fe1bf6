import { In } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import { Conflict, NotFound, refuse } from '../../kernel/refusal.js';
import type { Tx } from '../../platform/database/index.js';
import { ChildRequest, Dossier } from '../persistence/dossier.entities.js';

/** What one unit of work holds of some families: nobody else changes them until it ends. */
export interface LockedFamilies {
  readonly dossiers: ReadonlyMap<Id, Dossier>;
  readonly requests: ReadonlyMap<Id, ChildRequest>;
}

/**
 * The one order in which families are locked (docs/decisions/0002): their dossiers by id, then all their requests by
 * id, then what hangs on those. Whoever needs both calls this before locking either; two units that meet then wait for
 * each other, and never both.
 */
export async function lockFamilies(tx: Tx, dossierIds: readonly Id[]): Promise<LockedFamilies> {
  const dossiers = await tx.lockAll(Dossier, { id: In([...new Set(dossierIds)]) });
  const requests = await tx.lockAll(ChildRequest, { dossierId: In(dossiers.map(({ id }) => id)) });
  return {
    dossiers: new Map(dossiers.map((one) => [one.id, one])),
    requests: new Map(requests.map((one) => [one.id, one])),
  };
}

/**
 * {@link lockFamilies} for the families of these requests.
 * @throws NotFound when one of the requests is not there; Conflict when one has just gone to another dossier
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
