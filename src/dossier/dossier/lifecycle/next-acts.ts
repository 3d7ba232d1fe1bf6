import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { reachBefore, type NextAct } from '../domain/next-act.js';
import { isOpen, type RequestState } from '../domain/request-states.js';
import { ChildRequest } from '../persistence/dossier.entities.js';
import { actColumns, actDue, changedAct } from './act-columns.js';

/** Changes what has to happen next to a request that does not move. */
@Injectable()
export class NextActs {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Gives a request its next act without moving it: nobody has acted, but somebody now has to. A request that has left
   * `state` meanwhile keeps its own act.
   * @returns whether the act was set
   */
  async setNextAct(tx: Tx, actor: Actor, requestId: Id, state: RequestState, act: NextAct): Promise<boolean> {
    const request = await tx.lock(ChildRequest, { id: requestId });
    if (request?.state !== state) return false;
    await tx.update(ChildRequest, { id: requestId }, changedAct(request, act, false));
    await this.audit.changed(
      tx,
      actor,
      'request.nextAct',
      { kind: 'request', id: requestId },
      { act: act.code, due: act.due, owner: act.owner },
    );
    return true;
  }

  /**
   * Called when a message to the family reached nobody. For each open request, the desk first has to find another way
   * to the family.
   */
  async askToReach(tx: Tx, dossierId: Id): Promise<void> {
    for (const request of await this.openRequests(tx, dossierId)) {
      const act = actDue(request);
      if (!act || request.actAfterReach) continue;
      const reach = reachBefore(act, this.clock.today());
      await tx.update(ChildRequest, { id: request.id }, actColumns(reach, act));
      await this.audit.changed(
        tx,
        SYSTEM,
        'request.nextAct',
        { kind: 'request', id: request.id },
        { act: reach.code, due: reach.due, owner: reach.owner },
      );
    }
  }

  /** Called when the family was reached. The act that was due before is due again. */
  async endReaching(tx: Tx, dossierId: Id): Promise<void> {
    for (const request of await this.openRequests(tx, dossierId)) {
      if (request.actAfterReach) await tx.update(ChildRequest, { id: request.id }, actColumns(request.actAfterReach));
    }
  }

  private async openRequests(tx: Tx, dossierId: Id): Promise<ChildRequest[]> {
    const open: ChildRequest[] = [];
    for (const { id } of await tx.find(ChildRequest, { where: { dossierId }, order: { id: 'ASC' } })) {
      const request = await tx.lock(ChildRequest, { id });
      if (request && isOpen(request.state) && request.joinedIntoId === null) open.push(request);
    }
    return open;
  }
}
