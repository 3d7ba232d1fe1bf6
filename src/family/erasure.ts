import { Injectable } from '@nestjs/common';
import { Forgetting, reasonAgainstErasure, type ReasonToKeep } from '../dossier/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { FamilyFiles } from './family-files.js';

/**
 * The right to be forgotten (RGPD art. 17): everything is withdrawn and made anonymous at once, unless a place is at
 * stake.
 */
@Injectable()
export class Erasure {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FamilyFiles,
    private readonly forgetting: Forgetting,
  ) {}

  /** Why it cannot be done now; null when it can. */
  async reasonAgainst(actor: Actor): Promise<ReasonToKeep | null> {
    return reasonAgainstErasure(await this.forgetting.standingOf(this.reader, this.files.dossierIdOf(actor)));
  }

  /** @returns why not, or null when it is done */
  erase(actor: Actor): Promise<ReasonToKeep | null> {
    const dossierId = this.files.dossierIdOf(actor);
    return this.unitOfWork.run((tx) => this.forgetting.erase(tx, actor, dossierId, reasonAgainstErasure));
  }
}
