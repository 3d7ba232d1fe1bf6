import { Injectable } from '@nestjs/common';
import { Dossiers } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Audit, nameOf } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import type { UnmaskingReason } from '../domain/unmasking.js';
import { listAgendaNumbers } from '../persistence/candidacies.queries.js';
import { Candidacy } from '../persistence/commission.entities.js';
import { Unmasking } from '../persistence/sitting.entities.js';
import { SessionRecords } from '../session/session-records.js';
import { Recusals } from './recusals.js';

/** Whose case it is, and nothing else about the family. */
export interface Unmasked {
  readonly number: number;
  readonly child: string;
  readonly adults: readonly string[];
}

export interface UnmaskingRow extends Unmasking {
  readonly number: number;
}

/**
 * Shows the names behind a case to the person who runs the session, for a reason of the list. Each time is recorded.
 */
@Injectable()
export class Unmaskings {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly records: SessionRecords,
    private readonly recusals: Recusals,
    private readonly dossiers: Dossiers,
    private readonly audit: Audit,
  ) {}

  /**
   * Reads the names and records it in the same transaction, so that no read goes unrecorded. It counts as a read.
   * @throws NotFound | ReadingHeld
   */
  async unmaskCase(actor: Actor, sessionId: Id, candidacyId: Id, reason: UnmaskingReason): Promise<Unmasked> {
    await this.audit.readOpened(actor, [nameOf({ kind: 'candidacy', id: candidacyId })], []);
    return this.unitOfWork.run(async (tx) => {
      await this.records.lockForAction(tx, actor, sessionId, 'unmask');
      const candidacy = await tx.findOne(Candidacy, { id: candidacyId, sessionId });
      if (
        candidacy?.state !== 'frozen' ||
        actor.kind !== 'staff' ||
        (await this.recusals.hiddenFrom(tx, actor, sessionId)).has(candidacy.dossierId)
      )
        throw new NotFound('candidacy');
      await tx.insert(Unmasking, {
        id: newId(),
        sessionId,
        candidacyId,
        accountId: actor.accountId,
        name: actor.name,
        reason,
        at: this.clock.now(),
      });
      await this.audit.changed(tx, actor, 'candidacy.unmask', { kind: 'candidacy', id: candidacyId }, { reason });
      const { request, adults } = await this.dossiers.loadRequest(tx, candidacy.requestId);
      const full = (...names: (string | null | undefined)[]): string => names.filter(Boolean).join(' ');
      return {
        number: candidacy.agendaNumber,
        child: full(request.firstName, request.surname),
        adults: adults.map(({ details }) => full(details.firstName, details.surname)),
      };
    });
  }

  /** Latest first. The caller checks that the session may be read. */
  async listUnmaskings(sessionId: Id): Promise<UnmaskingRow[]> {
    const rows = await this.reader.find(Unmasking, { where: { sessionId }, order: { at: 'DESC', id: 'DESC' } });
    const numbers = await listAgendaNumbers(this.reader, sessionId);
    return rows.map((row) => ({ ...row, number: numbers.get(row.candidacyId)! }));
  }
}
