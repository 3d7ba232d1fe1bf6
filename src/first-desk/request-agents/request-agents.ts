import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual } from 'typeorm';
import {
  desksTriagedBy,
  Dossiers,
  lockRequestToWrite,
  type ChildRequest,
  type RequestSearch,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { findAccount, findGrantedAccounts, type KnownAccount } from '../../territory/accounts/index.js';
import { handedTo, judgeAbsence, type AbsenceDays } from './domain/absence.js';
import { requestsFollowedBy, requestsFollowedByNone } from './persistence/followed-requests.queries.js';
import { AgentAbsence, RequestAgent } from './persistence/request-agents.entities.js';
import { mayFollowAt, mayGiveRequest } from './request-agents.policy.js';

/** Requests of one's own and of those whom one stands in for; those of nobody; or those of one person. */
export type FollowedFilter = 'mine' | 'none' | Id;

export interface NotedAbsence extends AbsenceDays {
  readonly id: Id;
  readonly name: string;
  readonly standIn: string;
  readonly isOwn: boolean;
}

const accountOf = (actor: Actor): Id | null => (actor.kind === 'staff' ? actor.accountId : null);

/** Who follows which request, and who stands in for whom. It moves no request and decides nothing. */
@Injectable()
export class RequestAgents {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly audit: Audit,
  ) {}

  /** The people who work at a desk, by name. */
  async listAgents(deskIds: readonly string[]): Promise<KnownAccount[]> {
    const accounts = await findGrantedAccounts(this.reader);
    return accounts.filter(({ grants }) => deskIds.some((deskId) => mayFollowAt(grants, deskId)));
  }

  /** Who could stand in for the actor. */
  async listColleagues(actor: Actor): Promise<KnownAccount[]> {
    return (await this.listAgents(desksTriagedBy(actor))).filter(({ id }) => id !== accountOf(actor));
  }

  /** Who follows a request; null when nobody does. The caller authorises. */
  async findAgent(requestId: Id): Promise<KnownAccount | null> {
    const held = await this.reader.findOne(RequestAgent, { requestId });
    return held && findAccount(this.reader, held.accountId);
  }

  /** A request at its desk, with who follows it and who could. @throws NotFound */
  async readAtDesk(
    actor: Actor,
    requestId: Id,
  ): Promise<{ request: ChildRequest; agent: KnownAccount | null; agents: readonly KnownAccount[] }> {
    const { request } = await this.dossiers.requestFile(actor, requestId);
    if (!mayGiveRequest(actor, request)) throw new NotFound('request');
    return { request, agent: await this.findAgent(requestId), agents: await this.listAgents([request.deskId]) };
  }

  /** Gives a request to a colleague of its desk, or to nobody. @throws NotFound | DomainError for somebody of another desk */
  async giveRequest(actor: Actor, requestId: Id, accountId: Id | null): Promise<void> {
    await this.unitOfWork.run((tx) => this.giveIn(tx, actor, requestId, accountId));
  }

  /** {@link giveRequest} within a unit of work. */
  async giveIn(tx: Tx, actor: Actor, requestId: Id, accountId: Id | null): Promise<void> {
    const request = await lockRequestToWrite(tx, requestId);
    if (!request || !mayGiveRequest(actor, request)) throw new NotFound('request');
    const agents = (await findGrantedAccounts(tx)).filter(({ grants }) => mayFollowAt(grants, request.deskId));
    if (accountId !== null && !agents.some(({ id }) => id === accountId))
      throw new DomainError(refuse('agent.notOfDesk'));
    await this.write(tx, actor, requestId, accountId);
  }

  /** Whoever takes up a request follows it, unless somebody does already. */
  async takeUpIn(tx: Tx, actor: Actor, requestId: Id): Promise<void> {
    const accountId = accountOf(actor);
    if (accountId === null || (await tx.findOne(RequestAgent, { requestId }))) return;
    await this.write(tx, actor, requestId, accountId);
  }

  private async write(tx: Tx, actor: Actor, requestId: Id, accountId: Id | null): Promise<void> {
    await tx.delete(RequestAgent, { requestId });
    if (accountId !== null)
      await tx.insert(RequestAgent, { requestId, accountId, givenBy: actorRef(actor), givenAt: this.clock.now() });
    await this.audit.changed(tx, actor, 'request.give', { kind: 'request', id: requestId }, { to: accountId ?? '' });
  }

  /** The requests that a list is narrowed to. */
  async searchFor(actor: Actor, filter: FollowedFilter): Promise<RequestSearch> {
    if (filter === 'mine') return requestsFollowedBy(await this.accountsOf(actor));
    if (filter !== 'none') return requestsFollowedBy([filter]);
    const agents = await this.listAgents(desksTriagedBy(actor));
    // A request whose agent has left is nobody's.
    return requestsFollowedByNone(agents.map(({ id }) => id));
  }

  /** The accounts whose requests come to the actor today. */
  private async accountsOf(actor: Actor): Promise<Id[]> {
    const accountId = accountOf(actor);
    if (accountId === null) return [];
    return handedTo(accountId, await this.openAbsences(), this.clock.today());
  }

  private openAbsences(): Promise<AgentAbsence[]> {
    return this.reader.find(AgentAbsence, {
      where: { to: MoreThanOrEqual(this.clock.today()) },
      order: { from: 'ASC', id: 'ASC' },
    });
  }

  /** The absences of the actor's desks that are not over, the earliest first. */
  async listAbsences(actor: Actor): Promise<NotedAbsence[]> {
    const agents = await this.listAgents(desksTriagedBy(actor));
    const nameOf = new Map(agents.map(({ id, name }) => [id, name]));
    return (await this.openAbsences()).flatMap(({ id, accountId, standInId, from, to }) => {
      const name = nameOf.get(accountId);
      const standIn = nameOf.get(standInId);
      return name === undefined || standIn === undefined
        ? []
        : [{ id, name, standIn, from, to, isOwn: accountId === accountOf(actor) }];
    });
  }

  /** The absences during which the requests of others come to the actor today, those handed on included. */
  async listStoodInFor(actor: Actor): Promise<NotedAbsence[]> {
    const accounts = new Set(await this.accountsOf(actor));
    const today = this.clock.today();
    const handed = (await this.openAbsences()).filter(
      ({ accountId, from }) => accounts.has(accountId) && from <= today,
    );
    const ids = new Set(handed.map(({ id }) => id));
    return (await this.listAbsences(actor)).filter(({ id, isOwn }) => ids.has(id) && !isOwn);
  }

  /** Notes that the actor is away. @throws DomainError for days that cannot be, or somebody who cannot stand in */
  async noteAbsence(actor: Actor, days: AbsenceDays, standInId: Id): Promise<void> {
    const accountId = accountOf(actor);
    const desks = desksTriagedBy(actor);
    if (accountId === null || desks.length === 0) throw new NotFound('desk');
    const refusal = judgeAbsence(days, this.clock.today());
    if (refusal) throw new DomainError(refusal);
    const colleagues = await this.listColleagues(actor);
    if (!colleagues.some(({ id }) => id === standInId)) throw new DomainError(refuse('absence.standIn'));
    await this.unitOfWork.run(async (tx) => {
      const id = newId();
      await tx.insert(AgentAbsence, { id, accountId, standInId, ...days, notedAt: this.clock.now() });
      await this.audit.changed(tx, actor, 'absence.note', { kind: 'absence', id }, { ...days, standIn: standInId });
    });
  }

  /** Takes back an absence of the actor's own. One that is gone already stays gone. */
  async removeAbsence(actor: Actor, id: Id): Promise<void> {
    const accountId = accountOf(actor);
    if (accountId === null) return;
    await this.unitOfWork.run(async (tx) => {
      if (!(await tx.findOne(AgentAbsence, { id, accountId }))) return;
      await tx.delete(AgentAbsence, { id, accountId });
      await this.audit.changed(tx, actor, 'absence.remove', { kind: 'absence', id });
    });
  }

  /** By request: what the family's copy of its data tells. The caller authorises. */
  async listOfAll(requestIds: readonly Id[]): Promise<Map<Id, { agent: string; since: string }[]>> {
    if (requestIds.length === 0) return new Map();
    const held = await this.reader.find(RequestAgent, { where: { requestId: In([...requestIds]) } });
    const found = new Map<Id, { agent: string; since: string }[]>();
    for (const { requestId, accountId, givenAt } of held)
      found.set(requestId, [{ agent: (await findAccount(this.reader, accountId))?.name ?? '', since: givenAt }]);
    return found;
  }
}
