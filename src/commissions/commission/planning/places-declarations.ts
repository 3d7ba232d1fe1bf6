import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { accountIdOf, findStaffNames } from '../../../territory/accounts/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { Queue } from '../../../foundation/platform/queue/index.js';
import { actorRef, type Actor } from '../../../foundation/platform/security/index.js';
import { mayDeclarePlaces, Supply } from '../../../offer/supply/index.js';
import { Bodies } from '../bodies/bodies.js';
import type { DeclaredAnswer } from '../domain/declared-answer.js';
import { PLACES_TASKS, taskAt, taskKey, taskType } from '../domain/session-dates.js';
import { isListing } from '../domain/session-lifecycle.js';
import { CommissionSession, PlacesDeclaration, type Body } from '../persistence/commission.entities.js';
import { mayDeclareForSession } from './places-declaration.policy.js';
import { SessionRecords } from '../session/session-records.js';

/** Whether one establishment has declared its places for a session. */
export interface DeclarationStanding {
  readonly providerId: Id;
  readonly declaredAt: Instant | null;
  /** The name of the person who declared; null before, and when no person did. */
  readonly by: string | null;
  readonly onBehalf: boolean;
}

/** A session as the director of one establishment sees it before it sits. */
export interface OpenDeclaration {
  readonly session: CommissionSession;
  readonly body: Body;
  /** Its list is fixed: nothing can be declared for it any more. */
  readonly fixed: boolean;
  /** Null while nothing was answered. */
  readonly declaration: PlacesDeclaration | null;
}

/**
 * What each establishment declares before a session: first its departures, changes of section and renewals, then its
 * free places (domain.md §8).
 */
@Injectable()
export class PlacesDeclarations {
  constructor(
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly records: SessionRecords,
    private readonly supply: Supply,
    private readonly queue: Queue,
    private readonly audit: Audit,
  ) {}

  /** Every establishment of a body, in the body's order. */
  async readStanding(
    from: Reader | Tx,
    session: Pick<CommissionSession, 'id'>,
    body: Pick<Body, 'establishmentIds'>,
  ): Promise<DeclarationStanding[]> {
    const rows = await from.find(PlacesDeclaration, { where: { sessionId: session.id } });
    const names = await findStaffNames(
      from,
      rows.flatMap(({ declaredBy }) => declaredBy ?? []),
    );
    return body.establishmentIds.map((providerId) => {
      const row = rows.find((declaration) => declaration.providerId === providerId);
      return {
        providerId,
        declaredAt: row?.declaredAt ?? null,
        by: names.get(accountIdOf(row?.declaredBy ?? null) ?? '') ?? null,
        onBehalf: row?.onBehalf ?? false,
      };
    });
  }

  async listMissing(
    from: Reader | Tx,
    session: Pick<CommissionSession, 'id' | 'placesDeclaredAt'>,
    body: Pick<Body, 'establishmentIds'>,
  ): Promise<Id[]> {
    if (session.placesDeclaredAt) return [];
    return (await this.readStanding(from, session, body))
      .filter(({ declaredAt }) => declaredAt === null)
      .map(({ providerId }) => providerId);
  }

  /**
   * The establishments that still have not declared after the last reminder, for each session whose list is open. The
   * coordinator has to act then. A session that waits for no establishment is absent.
   */
  async listLate(
    from: Reader | Tx,
    sessions: readonly CommissionSession[],
    bodies: readonly Body[],
  ): Promise<Map<Id, Id[]>> {
    const bodyOf = ({ bodyId }: CommissionSession): Body => bodies.find(({ id }) => id === bodyId)!;
    const due = sessions.filter(
      (session) =>
        isListing(session.state) &&
        !session.placesDeclaredAt &&
        taskAt(PLACES_TASKS.at(-1)!, session.startsAt, bodyOf(session).noticeDays) <= this.clock.now(),
    );
    const rows = await from.find(PlacesDeclaration, { where: { sessionId: In(due.map(({ id }) => id)) } });
    const declared = new Set(
      rows
        .filter(({ declaredAt }) => declaredAt !== null)
        .map(({ sessionId, providerId }) => `${sessionId} ${providerId}`),
    );
    return new Map(
      due.map((session) => [
        session.id,
        bodyOf(session).establishmentIds.filter((id) => !declared.has(`${session.id} ${id}`)),
      ]),
    );
  }

  /** The sessions for which an establishment has to declare, soonest first. */
  async openFor(from: Reader | Tx, providerId: Id): Promise<OpenDeclaration[]> {
    return (await this.declarationsOf(from, providerId)).filter(({ fixed }) => !fixed);
  }

  /** One session of the body of an establishment, also when its list is fixed. Null when there is none, or no longer. */
  async findFor(from: Reader | Tx, providerId: Id, sessionId: Id): Promise<OpenDeclaration | null> {
    const all = await this.declarationsOf(from, providerId);
    return all.find(({ session }) => session.id === sessionId) ?? null;
  }

  private async declarationsOf(from: Reader | Tx, providerId: Id): Promise<OpenDeclaration[]> {
    const body = await this.bodies.ofProvider(from, providerId);
    if (!body) return [];
    const sessions = await from.find(CommissionSession, {
      where: { bodyId: body.id },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    const rows = await from.find(PlacesDeclaration, { where: { providerId } });
    return sessions
      .filter(({ state }) => state !== 'cancelled')
      .map((session) => ({
        session,
        body,
        fixed: !isListing(session.state) || session.startsAt <= this.clock.now(),
        declaration: rows.find(({ sessionId }) => sessionId === session.id) ?? null,
      }));
  }

  /** Stores a director's answers about the places in question. */
  async writeAnswers(
    tx: Tx,
    actor: Actor,
    sessionId: Id,
    providerId: Id,
    answers: readonly DeclaredAnswer[],
  ): Promise<void> {
    const { row } = await this.lockForAnswers(tx, actor, sessionId, providerId);
    const others = row.answers.filter(
      ({ placementId }) => !answers.some((answer) => answer.placementId === placementId),
    );
    await tx.update(PlacesDeclaration, { id: row.id }, { answers: [...others, ...answers] });
    await this.audit.changed(
      tx,
      actor,
      'places.answer',
      { kind: 'session', id: sessionId },
      { establishment: providerId, answers: answers.length },
    );
  }

  /**
   * Declares the places of one establishment, by its director or by the coordinator instead. Once the last one has
   * declared, the session's places are declared, and a list that was waiting for them is fixed.
   * @throws NotFound | DomainError when the list is already fixed
   */
  async declarePlaces(tx: Tx, actor: Actor, sessionId: Id, providerId: Id): Promise<void> {
    const { session, body, row, onBehalf } = await this.lockForAnswers(tx, actor, sessionId, providerId);
    await tx.update(
      PlacesDeclaration,
      { id: row.id },
      { declaredAt: this.clock.now(), declaredBy: actorRef(actor), onBehalf },
    );
    await this.audit.changed(
      tx,
      actor,
      'places.declare',
      { kind: 'session', id: sessionId },
      { establishment: providerId, onBehalf },
    );
    if (session.placesDeclaredAt || (await this.listMissing(tx, session, body)).length > 0) return;
    await this.records.saveTransition(tx, actor, { session, to: session.state }, 'list', {
      placesDeclaredAt: this.clock.now(),
    });
    const freezeAt = taskAt('freeze', session.startsAt, body.noticeDays);
    if (freezeAt <= this.clock.now())
      await this.queue.plan(tx, taskType('freeze'), { sessionId }, { key: taskKey(sessionId, 'freeze') });
  }

  /**
   * Lets the coordinator declare for every director who has not.
   * @param expectedVersion the version of the session that the person saw; any other is a Conflict
   */
  async declareAll(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const { session, body } = await this.records.lockForAction(tx, actor, sessionId, 'list', expectedVersion);
    for (const providerId of await this.listMissing(tx, session, body))
      await this.declarePlaces(tx, actor, sessionId, providerId);
    return (await tx.findOne(CommissionSession, { id: sessionId }))!;
  }

  private async lockForAnswers(tx: Tx, actor: Actor, sessionId: Id, providerId: Id) {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    const body = session ? await this.bodies.readBody(tx, session.bodyId) : null;
    if (!session || !body || !mayDeclareForSession(actor, body, providerId)) throw new NotFound('session');
    if (!isListing(session.state)) throw new DomainError(refuse('places.listFixed'));
    await tx.insertIfAbsent(PlacesDeclaration, {
      id: newId(),
      sessionId,
      providerId,
      answers: [],
      declaredAt: null,
      declaredBy: null,
      onBehalf: false,
    });
    return {
      session,
      body,
      row: (await tx.findOne(PlacesDeclaration, { sessionId, providerId }))!,
      onBehalf: !mayDeclarePlaces(actor, providerId),
    };
  }

  /** The names of establishments, for a sentence. */
  namesOf(providerIds: readonly Id[]): string[] {
    return providerIds.map((id) => this.supply.provider(id)?.name ?? id);
  }
}
