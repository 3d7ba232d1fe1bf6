import { Injectable } from '@nestjs/common';
import type { UnmaskingReason } from '../../commissions/commission/index.js';
import { Dossiers } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Audit, nameOf } from '../../foundation/platform/audit/index.js';
import { UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { mayUnmaskFamily } from './cellule.policy.js';

/** Whose case it is, and nothing else about the family. */
export interface UnmaskedFamily {
  readonly child: string;
  readonly adults: readonly string[];
  readonly number: string;
}

/** Shows the names behind a code to who holds the cellule, for a reason of the list. Each time is kept in the audit. */
@Injectable()
export class FamilyUnmaskings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly dossiers: Dossiers,
    private readonly audit: Audit,
  ) {}

  /**
   * Reads the names and records it in the same transaction, so that no read goes unrecorded. It counts as a read.
   * @throws NotFound | ReadingHeld
   */
  async unmaskFamily(actor: Actor, requestId: Id, reason: UnmaskingReason): Promise<UnmaskedFamily> {
    if (!mayUnmaskFamily(actor)) throw new NotFound('request');
    await this.audit.readOpened(actor, [nameOf({ kind: 'request', id: requestId })], []);
    return this.unitOfWork.run(async (tx) => {
      const { request, adults, dossier } = await this.dossiers.loadRequest(tx, requestId);
      await this.audit.changed(tx, actor, 'cellule.unmask', { kind: 'request', id: requestId }, { reason });
      const full = (...names: (string | null | undefined)[]): string => names.filter(Boolean).join(' ');
      return {
        child: full(request.firstName, request.surname),
        adults: adults.map(({ details }) => full(details.firstName, details.surname)),
        number: dossier.number,
      };
    });
  }
}
