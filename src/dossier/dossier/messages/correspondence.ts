import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Language } from '../../../foundation/kernel/language.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { UnitOfWork } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Dossier } from '../persistence/dossier.entities.js';

/** How a family is written to. */
@Injectable()
export class Correspondence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /**
   * Sets the language of messages from the next one on. Earlier ones stay as they are. The caller has checked whose
   * dossier it is.
   */
  async writeIn(actor: Actor, dossierId: Id, language: Language): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await tx.update(Dossier, { id: dossierId }, { language });
      await this.audit.changed(tx, actor, 'dossier.language', { kind: 'dossier', id: dossierId });
    });
  }
}
