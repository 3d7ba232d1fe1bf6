import { Injectable } from '@nestjs/common';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { UnitOfWork, type Reader, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { isMember } from '../bodies/body.policy.js';
import { Candidacy, type BodyMember, type CommissionSession } from '../persistence/commission.entities.js';
import { Recusal } from '../persistence/sitting.entities.js';
import { SessionRecords } from '../session/session-records.js';

/** Members who are concerned by a family. They take no part in its cases, and the session shows them nothing of them. */
@Injectable()
export class Recusals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bodies: Bodies,
    private readonly records: SessionRecords,
  ) {}

  listRecusals(from: Reader | Tx, sessionId: Id): Promise<Recusal[]> {
    return from.find(Recusal, { where: { sessionId }, order: { label: 'ASC', id: 'ASC' } });
  }

  /** The families of a session whose cases an actor does not see. */
  async hiddenFrom(from: Reader | Tx, actor: Actor, sessionId: Id): Promise<ReadonlySet<Id>> {
    const recusals = await this.listRecusals(from, sessionId);
    return recusals.length === 0 || actor.kind !== 'staff'
      ? new Set()
      : hiddenAmong(actor, recusals, await this.bodies.listMembers(from));
  }

  /** The members who take no part in the cases of these families, by family. */
  async recusedOf(from: Reader | Tx, sessionId: Id, dossierIds: readonly Id[]): Promise<ReadonlySet<Id>[]> {
    const recusals = await this.listRecusals(from, sessionId);
    return [...new Set(dossierIds)].map(
      (dossierId) =>
        new Set(recusals.filter((recusal) => recusal.dossierId === dossierId).map(({ memberId }) => memberId)),
    );
  }

  /**
   * Sets which members a case concerns. It applies to the cases of brothers and sisters too. A member who is no longer
   * named takes part again.
   * @throws NotFound when the case does not exist, or is hidden from the actor
   */
  recordRecusals(
    actor: Actor,
    sessionId: Id,
    candidacyId: Id,
    memberIds: readonly Id[],
    expectedVersion?: number,
  ): Promise<CommissionSession> {
    return this.unitOfWork.run(async (tx) => {
      const locked = await this.records.lockForAction(tx, actor, sessionId, 'recuse', expectedVersion);
      const candidacy = await tx.findOne(Candidacy, { id: candidacyId, sessionId });
      if (!candidacy || (await this.hiddenFrom(tx, actor, sessionId)).has(candidacy.dossierId))
        throw new NotFound('candidacy');
      const members = (await this.bodies.membersOf(tx, locked.body.id)).filter(({ id }) => memberIds.includes(id));
      await tx.delete(Recusal, { sessionId, dossierId: candidacy.dossierId });
      await tx.insert(
        Recusal,
        members.map(({ id, label }) => ({
          id: newId(),
          sessionId,
          dossierId: candidacy.dossierId,
          memberId: id,
          label,
        })),
      );
      return this.records.saveTransition(
        tx,
        actor,
        locked,
        'recuse',
        {},
        { number: candidacy.agendaNumber, members: members.length },
      );
    });
  }
}

export const hiddenAmong = (
  actor: Actor,
  recusals: readonly Recusal[],
  members: readonly BodyMember[],
): ReadonlySet<Id> =>
  new Set(
    recusals
      .filter(({ memberId }) => members.some((member) => member.id === memberId && isMember(actor, member)))
      .map(({ dossierId }) => dossierId),
  );
