import { Injectable } from '@nestjs/common';
import { findRequest } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { lockSections, Supply } from '../../offer/supply/index.js';
import { FamilyOwners } from './family-owners.js';
import { Placement } from './persistence/placement.entities.js';
import { lockPlacement } from './place-locks.js';
import { ReservedRoom } from './reserved-room.js';

/** Whose reserved seat a child takes who holds a place already. */
@Injectable()
export class ReservedChildren {
  constructor(
    private readonly supply: Supply,
    private readonly owners: FamilyOwners,
    private readonly room: ReservedRoom,
    private readonly audit: Audit,
  ) {}

  /**
   * Lets a child who is there take the reserved seats of an owner from now on, or those of nobody. Its half-days stay:
   * only who else may be given a seat changes. The caller decides who may.
   * @param owner `ownerKeyOf`; null for none
   * @param saidBy who said that the child qualifies; kept where a right has to be noted for it
   * @throws NotFound when the place is not held, or is another establishment's
   * @throws DomainError when the family lives in another commune than the owner, or the seats that were kept free are
   * promised to others meanwhile
   */
  async setOwner(
    tx: Tx,
    actor: Actor,
    providerId: Id,
    placementId: Id,
    owner: string | null,
    saidBy: string,
  ): Promise<void> {
    const place = await lockPlacement(tx, placementId);
    const sections = this.supply.sectionsOf(providerId).map(({ id }) => id);
    if (place?.state !== 'held' || !sections.includes(place.sectionId)) throw new NotFound('placement');
    await lockSections(tx, sections);
    const { childId, offerId, requestId } = place;
    const parts = (await tx.lockAll(Placement, { childId, state: 'held' })).filter((part) => part.offerId === offerId);
    const dossierId = requestId === null ? null : (await findRequest(tx, requestId))!.dossierId;
    const isOfCommune = owner?.startsWith('commune:') ?? false;
    if (isOfCommune && dossierId !== null) {
      const owners = (await this.owners.ownersOf(tx, [dossierId])).get(dossierId) ?? [];
      if (!owners.includes(owner!)) throw new DomainError(refuse('reserved.notResident'));
    }
    for (const { id } of parts) await tx.update(Placement, { id }, { reservedFor: owner });
    for (const part of parts) await this.room.assertRoom(tx, part.sectionId, part.from);
    if (owner !== null && !isOfCommune)
      await this.owners.noteRight(tx, actor, dossierId === null ? { childId } : { dossierId }, owner, saidBy);
    await this.audit.changed(tx, actor, 'placement.reserve', { kind: 'placement', id: placementId });
  }
}
