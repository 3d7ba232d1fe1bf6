import { Injectable } from '@nestjs/common';
import { Dossiers, Forgetting, isOpen, reasonAgainstErasure, RequestMoves, type ReasonToKeep } from '../dossier/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { FamilyFiles } from './family-files.js';

/** The right to be forgotten (RGPD art. 17): everything is withdrawn and made anonymous at once, unless a place is at stake. */
@Injectable()
export class Erasure {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FamilyFiles,
    private readonly dossiers: Dossiers,
    private readonly forgetting: Forgetting,
    private readonly moves: RequestMoves,
  ) {}

  /** Why it cannot be done now; null when it can. */
  async reasonAgainst(actor: Actor): Promise<ReasonToKeep | null> {
    return reasonAgainstErasure(await this.forgetting.standingOf(this.reader, this.files.dossierIdOf(actor)));
  }

  /** @returns why not, or null when it is done */
  async erase(actor: Actor): Promise<ReasonToKeep | null> {
    const dossierId = this.files.dossierIdOf(actor);
    const { requests } = await this.dossiers.dossierFile(actor, dossierId);
    return this.unitOfWork.run(async (tx) => {
      const against = reasonAgainstErasure(await this.forgetting.standingOf(tx, dossierId));
      if (against) return against;
      for (const request of requests.filter(({ state }) => isOpen(state))) await this.moves.move(tx, actor, request.id, 'withdraw', { reason: 'other' });
      await this.forgetting.anonymise(tx, actor, dossierId);
      return null;
    });
  }
}
