import { Injectable } from '@nestjs/common';
import { FamilyMessages, findRequest } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { addDays, dayOf, type Day } from '../../../foundation/kernel/time.js';
import { lastDayOf, Occupancy, PlacementEnds, PlaceWords, type Placement } from '../../../places/placement/index.js';
import { UnitOfWork, type Reader, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { sessionActor } from '../session/session-actor.js';
import { emergencyNumbers } from '../domain/emergency-numbers.js';
import type { Body } from '../persistence/commission.entities.js';
import { SessionRatification } from '../persistence/sitting.entities.js';
import { SessionRecords, type LockedSession } from '../session/session-records.js';
import { Attendances } from './attendances.js';
import { SESSION_RATIFIED, SESSION_UNRATIFIED } from './message-kinds.js';

/** How many days, at least, a family keeps its place after an emergency admission was not ratified (domain.md §5). */
export const DAYS_AFTER_REFUSAL = 30;

/** Submits emergency admissions to the next session of the body. */
@Injectable()
export class Ratifications {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly records: SessionRecords,
    private readonly occupancy: Occupancy,
    private readonly ends: PlacementEnds,
    private readonly places: PlaceWords,
    private readonly messages: FamilyMessages,
    private readonly attendances: Attendances,
  ) {}

  async pendingFor(from: Reader | Tx, body: Pick<Body, 'establishmentIds'>): Promise<Placement[]> {
    const pending: Placement[] = [];
    for (const id of body.establishmentIds) pending.push(...(await this.occupancy.pendingRatifications(from, id)));
    return pending.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The earliest last day that a refusal may set. */
  earliestLastDay(): Day {
    return addDays(this.clock.today(), DAYS_AFTER_REFUSAL);
  }

  ratifyAdmission(actor: Actor, sessionId: Id, placementId: Id, expectedVersion?: number): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { locked, placement } = await this.lockEmergency(tx, actor, sessionId, placementId, expectedVersion);
      await this.ends.recordRatification(tx, sessionActor(sessionId, actor), placementId, { ratified: true });
      if (placement.requestId) await this.tellRatified(tx, locked, placement);
      await this.recordDecision(tx, sessionId, placementId, null);
      await this.records.saveTransition(tx, actor, locked, 'decide', {}, { ratified: true });
    });
  }

  /** Refuses an admission. The place ends on the given day, and the request goes back to the waiting list. */
  refuseAdmission(actor: Actor, sessionId: Id, placementId: Id, lastDay: Day, expectedVersion?: number): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { locked, placement } = await this.lockEmergency(tx, actor, sessionId, placementId, expectedVersion);
      if (lastDay < this.earliestLastDay() || lastDay > lastDayOf(placement)) {
        throw new DomainError(
          refuse('ratification.lastDay', { from: this.earliestLastDay(), to: lastDayOf(placement) }),
        );
      }
      await this.ends.recordRatification(tx, sessionActor(sessionId, actor), placementId, { ratified: false, lastDay });
      if (placement.requestId) await this.tellRefused(tx, locked, placement, lastDay);
      await this.recordDecision(tx, sessionId, placementId, lastDay);
      await this.records.saveTransition(tx, actor, locked, 'decide', {}, { ratified: false });
    });
  }

  /** The ratifications of a session, in the order in which they were decided. */
  listRatifications(from: Reader | Tx, sessionId: Id): Promise<SessionRatification[]> {
    return from.find(SessionRatification, { where: { sessionId }, order: { at: 'ASC', id: 'ASC' } });
  }

  /** @param pending the admissions that still wait for the session */
  async numbersOf(
    from: Reader | Tx,
    sessionId: Id,
    pending: readonly Pick<Placement, 'id'>[],
  ): Promise<Map<Id, number>> {
    const said = await this.listRatifications(from, sessionId);
    return emergencyNumbers([...said.map(({ placementId }) => placementId), ...pending.map(({ id }) => id)]);
  }

  private async recordDecision(tx: Tx, sessionId: Id, placementId: Id, lastDay: Day | null): Promise<void> {
    await tx.insert(SessionRatification, {
      id: newId(),
      sessionId,
      placementId,
      ratified: lastDay === null,
      lastDay,
      at: this.clock.now(),
    });
  }

  private async tellRatified(tx: Tx, { session, body }: LockedSession, placement: Placement): Promise<void> {
    const request = (await findRequest(tx, placement.requestId!))!;
    const place = this.places.argsOf(placement, request);
    await this.messages.writeMessage(tx, {
      dossierId: request.dossierId,
      requestIds: [request.id],
      kind: SESSION_RATIFIED,
      args: (words) => ({
        ...place(words),
        body: body.name,
        day: words.day(dayOf(session.startsAt)),
        last: words.day(lastDayOf(placement)),
      }),
    });
  }

  private async tellRefused(
    tx: Tx,
    { session, body }: LockedSession,
    placement: Placement,
    lastDay: Day,
  ): Promise<void> {
    const request = (await findRequest(tx, placement.requestId!))!;
    const place = this.places.argsOf(placement, request);
    await this.messages.writeMessage(tx, {
      dossierId: request.dossierId,
      requestIds: [request.id],
      kind: SESSION_UNRATIFIED,
      args: (words) => ({
        ...place(words),
        body: body.name,
        day: words.day(dayOf(session.startsAt)),
        lastDay: words.fullDay(lastDay),
      }),
    });
  }

  private async lockEmergency(tx: Tx, actor: Actor, sessionId: Id, placementId: Id, expectedVersion?: number) {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'decide', expectedVersion);
    await this.attendances.assertQuorum(tx, locked);
    const placement = (await this.pendingFor(tx, locked.body)).find(({ id }) => id === placementId);
    if (!placement) throw new NotFound('placement');
    return { locked, placement };
  }
}
