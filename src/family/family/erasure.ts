import { Injectable } from '@nestjs/common';
import { Forgetting, reasonAgainstErasure, type ReasonToKeep } from '../../dossier/dossier/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { FamilyFiles } from './family-files.js';

/**
 * The right to be forgotten (RGPD art. 17). The requests are withdrawn and the family is made anonymous at once, unless
 * a place is at stake.
 */
@Injectable()
export class Erasure {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FamilyFiles,
    private readonly forgetting: Forgetting,
  ) {}

  /** The reason for which the dossier cannot be erased now; null when it can. */
  async reasonAgainst(actor: Actor): Promise<ReasonToKeep | null> {
    return reasonAgainstErasure(await this.forgetting.standingOf(this.reader, this.files.dossierIdOf(actor)));
  }

  /** @returns the reason for which it was not erased, or null when it was */
  eraseFamily(actor: Actor): Promise<ReasonToKeep | null> {
    const dossierId = this.files.dossierIdOf(actor);
    return this.unitOfWork.run((tx) => this.forgetting.eraseDossier(tx, actor, dossierId, reasonAgainstErasure));
  }
}
