import { Injectable } from '@nestjs/common';
import { findGrantedAccounts, findStaffName } from '../../territory/accounts/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Lack } from '../../foundation/kernel/lack.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { findSectionsWithChildren } from '../../places/placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Supply } from '../../offer/supply/index.js';
import { presentLacks } from './domain/present-lacks.js';
import { OwnEstablishments } from './own-establishments.js';
import { NobodyPresentRow } from './persistence/nobody-present.entity.js';

/** What is known of the children who were there before the desk: somebody is there, or who said that nobody is. */
export interface PresenceStanding {
  readonly isSomebodyHere: boolean;
  /** Null while nobody has said so. `by` is null when that account is gone. */
  readonly nobody: { readonly at: Instant; readonly by: string | null } | null;
}

/** A director declares that no child is there yet, so that places which look free are free. */
@Injectable()
export class NobodyPresent {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly own: OwnEstablishments,
    private readonly supply: Supply,
  ) {}

  async readStanding(establishmentId: Id): Promise<PresenceStanding> {
    const row = await this.reader.findOne(NobodyPresentRow, { providerId: establishmentId });
    return {
      isSomebodyHere: await this.isSomebodyHere(this.reader, establishmentId),
      nobody: row && { at: row.saidAt, by: await findStaffName(this.reader, row.saidBy) },
    };
  }

  /**
   * Said twice, the first time counts.
   * @throws NotFound when it is another director's
   * @throws DomainError when a child holds a place there
   */
  async declareNobody(actor: Actor, establishmentId: Id): Promise<void> {
    const { id } = this.own.readOwn(actor, establishmentId);
    await this.unitOfWork.run(async (tx) => {
      if (await this.isSomebodyHere(tx, id)) throw new DomainError(refuse('present.somebodyHere'));
      const said = { providerId: id, saidAt: this.clock.now(), saidBy: actorRef(actor) };
      if (await tx.insertIfAbsent(NobodyPresentRow, said))
        await this.audit.changed(tx, actor, 'present.nobody', { kind: 'establishment', id });
    });
  }

  /** @throws NotFound when it is another director's */
  async takeBack(actor: Actor, establishmentId: Id): Promise<void> {
    const { id } = this.own.readOwn(actor, establishmentId);
    await this.unitOfWork.run(async (tx) => {
      if ((await tx.delete(NobodyPresentRow, { providerId: id })) > 0)
        await this.audit.changed(tx, actor, 'present.nobody-back', { kind: 'establishment', id });
    });
  }

  /** The establishments of which neither is known, as the page of the opening tells. */
  async listLacks(from: Reader): Promise<Lack[]> {
    const said = await from.find(NobodyPresentRow);
    const accounts = await findGrantedAccounts(from);
    return presentLacks(
      this.supply
        .establishments()
        .map(({ id, name }) => ({ id, name, sectionIds: this.supply.sectionsOf(id).map((section) => section.id) })),
      await findSectionsWithChildren(from),
      new Set(said.map(({ providerId }) => providerId)),
      new Set(accounts.flatMap(({ grants }) => grants.flatMap(({ establishmentId }) => establishmentId ?? []))),
    );
  }

  private async isSomebodyHere(from: Reader, establishmentId: Id): Promise<boolean> {
    const taken = await findSectionsWithChildren(from);
    return this.supply.sectionsOf(establishmentId).some(({ id }) => taken.has(id));
  }
}
