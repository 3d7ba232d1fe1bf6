import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import {
  Dossiers,
  findRequest,
  findWishes,
  isOrientedTo,
  RequestMoves,
  NextActs,
  triagesRequest,
  type ChildRequest,
} from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { dayOf, type Day, type Instant } from '../../../foundation/kernel/time.js';
import { slotsOfSchedule } from '../../../foundation/kernel/week-schedule.js';
import { CoveredDays } from '../../../places/placement/index.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, type Tx } from '../../../foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Bodies } from '../bodies/bodies.js';
import { answerBefore } from '../domain/session-dates.js';
import { isListing } from '../domain/session-lifecycle.js';
import { changeStateOfCases, findLastAgendaNumber } from '../persistence/candidacies.queries.js';
import { Candidacy, CommissionSession, type Body, type CandidacyState } from '../persistence/commission.entities.js';
import { mayListRequest } from './candidacy.policy.js';

export interface UpcomingSession {
  readonly id: Id;
  readonly bodyId: Id;
  readonly bodyName: string;
  readonly startsAt: Instant;
  readonly room: string;
  /** The day before which something is said that counts for it (`answerBefore`). */
  readonly before: Day | null;
}

export interface CandidacyEnd {
  readonly candidacy: Candidacy;
  readonly state: CandidacyState;
  readonly patch?: Partial<Candidacy>;
}

export const RUNNING: CandidacyState[] = ['listed', 'frozen'];

/** Requests before sessions. */
@Injectable()
export class Candidacies {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly supply: Supply,
    private readonly moves: RequestMoves,
    private readonly acts: NextActs,
    private readonly audit: Audit,
    private readonly dossiers: Dossiers,
    private readonly covered: CoveredDays,
  ) {}

  /** The sessions for which a request with these wishes can still be listed, soonest first. */
  async upcomingSessionsFor(
    wishedProviderIds: readonly Id[],
    from: Reader | Tx = this.reader,
  ): Promise<UpcomingSession[]> {
    const bodies = (await this.bodies.listBodies(from)).filter((body) =>
      body.establishmentIds.some((id) => wishedProviderIds.includes(id)),
    );
    const sessions = await from.find(CommissionSession, {
      where: { bodyId: In(bodies.map((body) => body.id)), state: In(['planned', 'called']) },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    return sessions
      .filter((session) => session.startsAt > this.clock.now())
      .map(({ id, bodyId, startsAt, room }) => {
        const body = bodies.find(({ id }) => id === bodyId)!;
        return {
          id,
          bodyId,
          bodyName: body.name,
          startsAt,
          room,
          before: answerBefore(startsAt, body.noticeDays, this.clock.today()),
        };
      });
  }

  /**
   * Lists a request for a session. The request moves to `before_commission` unless another candidacy has already moved
   * it.
   * @param expectedVersion the version of the request that the person saw
   * @throws NotFound | Conflict | DomainError
   */
  async listRequest(tx: Tx, actor: Actor, requestId: Id, sessionId: Id, expectedVersion?: number): Promise<Candidacy> {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    const request = await findRequest(tx, requestId);
    if (!session || !request) throw new NotFound('session');
    const body = await this.bodies.readBody(tx, session.bodyId);
    const wished = (await findWishes(tx, [requestId])).flatMap((wish) => wish.providerId ?? []);
    if (!mayListRequest(actor, request, wished, body)) throw new NotFound('request');
    if (expectedVersion !== undefined && expectedVersion !== request.version)
      throw new Conflict(refuse('request.changed', { state: request.state }));
    return this.listIn(tx, actor, request, { session, body, wished });
  }

  /**
   * {@link listRequest} once it is known that the actor may.
   * @param wished the establishments that the request wishes for
   */
  async listIn(
    tx: Tx,
    actor: Actor,
    request: ChildRequest,
    { session, body, wished }: { session: CommissionSession; body: Body; wished: readonly Id[] },
  ): Promise<Candidacy> {
    if (!isListing(session.state)) throw new DomainError(refuse('candidacy.frozenAlready'));
    const here = wished.filter((id) => body.establishmentIds.includes(id));
    if (here.length === 0) throw new DomainError(refuse('candidacy.noWish', { body: body.name }));
    if (!(await isOrientedTo(tx, request.id, 'commission'))) throw new DomainError(refuse('candidacy.notOriented'));
    if (!request.need.week) throw new DomainError(refuse('candidacy.noWeek'));
    // A commission has nothing to give for a need that lies entirely at night or in the evening.
    if (!this.isOpenFor(request, here)) throw new DomainError(refuse('candidacy.closedThen', { body: body.name }));
    const candidacy = await this.addCandidacy(tx, request, session);
    // A family that is offered a place meanwhile may still obtain a better wish from another body.
    if (request.state !== 'before_commission' && request.state !== 'offered') {
      await this.moves.move(tx, actor, request.id, 'list', {
        known: { sessionDay: dayOf(session.startsAt) },
        history: { sessionId: session.id, bodyId: body.id },
      });
    }
    await this.audit.changed(tx, actor, 'candidacy.list', { kind: 'candidacy', id: candidacy.id });
    return candidacy;
  }

  /** Whether one of these establishments is open at some of the hours that a request asks for. */
  isOpenFor({ need: { week }, wantedFrom }: ChildRequest, establishmentIds: readonly Id[]): boolean {
    return !week || establishmentIds.some((id) => slotsOfSchedule(week, this.supply.openingOf(id, wantedFrom)) !== 0);
  }

  /** Adds a candidacy to a session that is still listing. One that was withdrawn gets its place on the agenda back. */
  async addCandidacy(
    tx: Tx,
    request: Pick<ChildRequest, 'id' | 'dossierId'>,
    session: Pick<CommissionSession, 'id'>,
  ): Promise<Candidacy> {
    const known = await tx.findOne(Candidacy, { sessionId: session.id, requestId: request.id });
    if (known?.state === 'listed') return known;
    if (known) {
      await tx.update(Candidacy, { id: known.id }, { state: 'listed', version: known.version + 1 });
      return { ...known, state: 'listed', version: known.version + 1 };
    }
    const candidacy: Candidacy = {
      id: newId(),
      sessionId: session.id,
      requestId: request.id,
      dossierId: request.dossierId,
      state: 'listed',
      version: 1,
      agendaNumber: (await findLastAgendaNumber(tx, session.id)) + 1,
      snapshot: null,
      points: null,
      lines: null,
      rank: null,
      proposedSectionId: null,
      proposedSlots: null,
      proposedFrom: null,
      explanation: null,
      decision: null,
      decidedSectionId: null,
      decidedSlots: null,
      decidedFrom: null,
      reason: null,
      deferredToId: null,
      kept: null,
      decidedAt: null,
      awaitsRelease: false,
      reofferedFromId: null,
    };
    await tx.insert(Candidacy, candidacy);
    return candidacy;
  }

  /**
   * Takes a request off the list of a session that is not fixed yet, as if it had never stood there.
   * @param seen the version of the request that the person saw
   * @throws NotFound | Conflict | DomainError when the list is fixed
   */
  async unlistRequest(
    tx: Tx,
    actor: Actor,
    seen: { readonly requestId: Id; readonly version: number },
    sessionId: Id,
    reason: string,
  ): Promise<void> {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    const request = await findRequest(tx, seen.requestId);
    const candidacy = await tx.findOne(Candidacy, { sessionId, requestId: seen.requestId });
    if (!session || !request || !candidacy || !triagesRequest(actor, request)) throw new NotFound('session');
    if (seen.version !== request.version) throw new Conflict(refuse('request.changed', { state: request.state }));
    if (!isListing(session.state)) throw new DomainError(refuse('candidacy.frozenAlready'));
    if (candidacy.state !== 'listed') throw new NotFound('session');
    await this.sendBack(tx, actor, candidacy, reason);
    await tx.delete(Candidacy, { id: candidacy.id });
    await this.audit.changed(tx, actor, 'candidacy.unlist', { kind: 'candidacy', id: candidacy.id }, { reason });
  }

  /**
   * Moves a request that a session does not judge any more back to where it was before it was listed, unless another
   * session is to judge it.
   */
  async sendBack(tx: Tx, actor: Actor, candidacy: Candidacy, reason: string): Promise<void> {
    const { request, history } = await this.dossiers.loadRequest(tx, candidacy.requestId);
    if (request.state !== 'before_commission' || (await this.othersRunning(tx, candidacy)) > 0) return;
    await this.moves.move(tx, actor, request.id, 'unlist', {
      reason,
      choice: history.filter(({ action }) => action === 'list').at(-1)?.from,
      facts: { partLeft: (await this.covered.ofRequests(tx, [request])).has(request.id) },
      history: { sessionId: candidacy.sessionId },
    });
  }

  /** Candidacies of a request with their sessions, soonest first: for the desks and the family's follow-up. */
  async ofRequest(
    from: Reader | Tx,
    requestId: Id,
  ): Promise<{ candidacy: Candidacy; session: CommissionSession; bodyName: string }[]> {
    const candidacies = await from.find(Candidacy, { where: { requestId } });
    const sessions = await from.find(CommissionSession, {
      where: { id: In(candidacies.map((candidacy) => candidacy.sessionId)) },
    });
    const bodies = await this.bodies.listBodies(from);
    return candidacies
      .map((candidacy) => {
        const session = sessions.find(({ id }) => id === candidacy.sessionId)!;
        return { candidacy, session, bodyName: bodies.find((body) => body.id === session.bodyId)!.name };
      })
      .sort((a, b) => (a.session.startsAt < b.session.startsAt ? -1 : 1));
  }

  /** Which of these requests are listed for a session, or before it already. */
  async listedIn(sessionId: Id, requestIds: readonly Id[], from: Reader = this.reader): Promise<Set<Id>> {
    const found = await from.find(Candidacy, {
      where: { sessionId, requestId: In([...requestIds]), state: In(RUNNING) },
    });
    return new Set(found.map(({ requestId }) => requestId));
  }

  /** Candidacies that are not decided yet, in the order in which they were listed. */
  async runningIn(from: Reader, sessionId: Id): Promise<Candidacy[]> {
    return from.find(Candidacy, { where: { sessionId, state: In(RUNNING) }, order: { id: 'ASC' } });
  }

  /** Undecided candidacies of the same request in other sessions. */
  async othersRunning(tx: Tx, candidacy: Pick<Candidacy, 'id' | 'requestId'>): Promise<number> {
    return (
      await tx.find(Candidacy, { where: { requestId: candidacy.requestId, state: In(RUNNING), id: Not(candidacy.id) } })
    ).length;
  }

  /** Whether a session that has closed keeps a request on its waiting list. */
  async isWaiting(tx: Tx, requestId: Id): Promise<boolean> {
    return (await tx.count(Candidacy, { requestId, state: 'waiting' })) > 0;
  }

  async endCandidacy(
    tx: Tx,
    candidacy: Candidacy,
    state: CandidacyState,
    patch: Partial<Candidacy> = {},
  ): Promise<void> {
    await this.endAll(tx, [{ candidacy, state, patch }]);
  }

  /** {@link endCandidacy} for many at once. @throws Conflict when one of them has changed meanwhile */
  async endAll(tx: Tx, ends: readonly CandidacyEnd[]): Promise<void> {
    const changes = ends.map(({ candidacy: { id, version }, state, patch }) => ({
      where: { id, version },
      patch: { ...patch, state, version: version + 1 },
    }));
    if ((await tx.updateEach(Candidacy, changes)) < changes.length) throw new Conflict(refuse('candidacy.changed'));
  }

  /**
   * Ends the candidacies of a request that was solved or withdrawn, because nothing is left to decide. @returns the
   * sessions concerned
   */
  async endRunningOf(tx: Tx, requestId: Id, state: 'withdrawn' | 'without_object'): Promise<Id[]> {
    return changeStateOfCases(tx, requestId, { from: RUNNING, to: state });
  }

  async requestOf(tx: Tx, candidacy: Pick<Candidacy, 'requestId'>): Promise<ChildRequest> {
    const request = await findRequest(tx, candidacy.requestId);
    if (!request) throw new NotFound('request');
    return request;
  }

  /** Moves the next act of the requests of a session that has moved. */
  async tellSessionDay(tx: Tx, session: CommissionSession): Promise<void> {
    const act = { code: 'session', due: dayOf(session.startsAt), owner: 'commission' } as const;
    for (const { requestId } of await this.runningIn(tx, session.id))
      await this.acts.setNextAct(tx, SYSTEM, requestId, 'before_commission', act);
  }
}
