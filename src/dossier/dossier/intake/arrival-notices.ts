import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { FamilyMessages } from '../messages/family-messages.js';
import { ProposedChanges } from '../answers/proposed-changes.js';
import { ARRIVAL } from './message-kinds.js';

/**
 * Tells a family, at its stored contact, that a later deposit seems to be about it. The family opens its own link and
 * decides.
 */
@Injectable()
export class ArrivalNotices {
  constructor(
    private readonly messages: FamilyMessages,
    private readonly changes: ProposedChanges,
  ) {}

  /** Writes once for all deposits that wait, so that ten forms make one message. Nobody is called for it. */
  async tellFamily(tx: Tx, dossierId: Id, arrivalId: Id): Promise<void> {
    const isTold = (await this.changes.listOpen(tx, dossierId)).some(
      (change) => change.arrivalId !== null && change.arrivalId !== arrivalId,
    );
    if (!isTold) await this.messages.writeMessage(tx, { dossierId, kind: ARRIVAL });
  }
}
