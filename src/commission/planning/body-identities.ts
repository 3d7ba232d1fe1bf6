import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { findWishes } from '../../dossier/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/time.js';
import { Audit } from '../../platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/security/index.js';
import { currentTerritory, holdTerritory } from '../../platform/territory/index.js';
import { Supply } from '../../supply/index.js';
import { Bodies } from '../bodies/bodies.js';
import { mayPlanForAll } from '../bodies/body.policy.js';
import {
  judgeIdentity,
  movedEstablishments,
  type BodyIdentity,
  type BodySurroundings,
} from '../domain/body-identity.js';
import { judgeSettings } from '../domain/body-settings.js';
import { isComing, isListing } from '../domain/session-lifecycle.js';
import {
  Body,
  BodyMember,
  Candidacy,
  CommissionSession,
  PlacesDeclaration,
} from '../persistence/commission.entities.js';

/** Days between convocation and session, and to answer an offer, until the coordinator says otherwise. */
const NOTICE_DAYS = 15;
const OFFER_DAYS = 10;

/** An establishment that a body may have, with the body that has it now. */
export interface PossibleEstablishment {
  readonly id: Id;
  readonly name: string;
  readonly body: Body | null;
}

/** The bodies of the territory, as a coordinator sets them up: their names and the establishments whose places they give. */
@Injectable()
export class BodyIdentities {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly supply: Supply,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound when the actor plans for one body alone, or when there is no such body */
  async readBody(actor: Actor, bodyId: Id | null, from: Reader | Tx = this.reader): Promise<Body | null> {
    if (!mayPlanForAll(actor)) throw new NotFound('body');
    return bodyId === null ? null : this.bodies.readBody(from, bodyId);
  }

  /** The open establishments, and those that the body has although they are closed. */
  async listEstablishments(body: Body | null): Promise<PossibleEstablishment[]> {
    const bodies = await this.bodies.listBodies();
    const open = this.supply.establishments();
    const closed = (body?.establishmentIds ?? [])
      .filter((id) => open.every((establishment) => establishment.id !== id))
      .flatMap((id) => this.supply.provider(id) ?? []);
    return [...open, ...closed].map(({ id, name }) => ({
      id,
      name,
      body: bodies.find(({ establishmentIds }) => establishmentIds.includes(id)) ?? null,
    }));
  }

  /**
   * @returns the id of the new body, which has no member yet
   * @throws NotFound | DomainError when another body has its name or one of its establishments
   */
  createBody(actor: Actor, wanted: BodyIdentity): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await this.readBody(actor, null, tx);
      const id = newId();
      await this.judge(tx, null, wanted);
      await tx.insert(Body, {
        id,
        territoryId: currentTerritory(),
        name: wanted.name,
        establishmentIds: [...wanted.establishmentIds],
        noticeDays: NOTICE_DAYS,
        offerDays: OFFER_DAYS,
        reofferAllowed: true,
        rules: null,
        quorum: null,
        rooms: [],
        sitsInSchoolHolidays: false,
        debates: 'none',
        recurrence: null,
        version: 0,
      });
      const facts = { establishments: wanted.establishmentIds.join(' ') };
      await this.audit.changed(tx, actor, 'body.create', { kind: 'body', id }, facts);
      return id;
    });
  }

  /**
   * The director of an establishment that the body loses sits no longer. Where it gains one whose places were not
   * declared, sessions to come wait for that declaration.
   * @param version the version that the form showed
   * @throws Conflict when somebody else changed the body first
   * @throws NotFound | DomainError when a session counts on its establishments, or another body has them
   */
  changeIdentity(actor: Actor, bodyId: Id, version: number, wanted: BodyIdentity): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const body = (await this.readBody(actor, bodyId, tx))!;
      if (body.version !== version) throw new Conflict(refuse('body.changed'));
      await this.judge(tx, body, wanted);
      const { lost, gained } = movedEstablishments(body.establishmentIds, wanted.establishmentIds);
      await this.endDirectors(tx, body, lost);
      await this.askForPlacesAgain(tx, bodyId, gained);
      const { name, establishmentIds } = wanted;
      const changed = await tx.update(
        Body,
        { id: bodyId, version },
        { name, establishmentIds: [...establishmentIds], version: version + 1 },
      );
      if (changed === 0) throw new Conflict(refuse('body.changed'));
      const facts = { lost: lost.join(' '), gained: gained.join(' ') };
      await this.audit.changed(tx, actor, 'body.identity', { kind: 'body', id: bodyId }, facts);
    });
  }

  /** @throws DomainError */
  private async judge(tx: Tx, body: Body | null, wanted: BodyIdentity): Promise<void> {
    // Two bodies that are written at the same moment would not see each other.
    await holdTerritory(tx);
    const known = await this.listEstablishments(body);
    if (wanted.establishmentIds.some((id) => known.every((establishment) => establishment.id !== id)))
      throw new DomainError(refuse('body.noSuchEstablishment'));
    const others = (await this.bodies.listBodies(tx)).filter(({ id }) => id !== body?.id);
    const refusal = judgeIdentity(wanted, { others, ...(await this.surroundingsOf(tx, body)) });
    if (refusal) throw new DomainError(refusal);
  }

  private async surroundingsOf(tx: Tx, body: Body | null): Promise<Omit<BodySurroundings, 'others'>> {
    if (body === null) return { now: [], fixedFor: null, listedAt: new Map() };
    const sessions = await tx.find(CommissionSession, { where: { bodyId: body.id }, order: { startsAt: 'ASC' } });
    const coming = sessions.filter(({ state }) => isComing(state));
    const fixed = coming.find(({ state }) => !isListing(state));
    const listed = await tx.find(Candidacy, { where: { sessionId: In(coming.map(({ id }) => id)), state: 'listed' } });
    const wishes = await findWishes(
      tx,
      listed.map(({ requestId }) => requestId),
    );
    const listedAt = new Map(
      body.establishmentIds.map((id) => [
        id,
        new Set(wishes.filter(({ providerId }) => providerId === id).map(({ requestId }) => requestId)).size,
      ]),
    );
    return { now: body.establishmentIds, fixedFor: fixed ? dayOf(fixed.startsAt) : null, listedAt };
  }

  /** @throws DomainError when the quorum would be more than who is left */
  private async endDirectors(tx: Tx, body: Body, lost: readonly Id[]): Promise<void> {
    const members = await this.bodies.membersOf(tx, body.id);
    const leaving = members.filter(({ personKey }) => lost.some((id) => personKey === `director:${id}`));
    if (leaving.length === 0) return;
    const refusal = judgeSettings(body, members.length - leaving.length);
    if (refusal) throw new DomainError(refusal);
    for (const { id } of leaving) await tx.update(BodyMember, { id }, { leftOn: this.clock.today() });
  }

  /** Sessions to come wait again for a declaration of places: that of each establishment that has not declared for them. */
  private async askForPlacesAgain(tx: Tx, bodyId: Id, gained: readonly Id[]): Promise<void> {
    const sessions = await tx.find(CommissionSession, { where: { bodyId, state: In(['planned', 'called']) } });
    for (const { id, version, placesDeclaredAt } of sessions) {
      if (placesDeclaredAt === null) continue;
      const rows = await tx.find(PlacesDeclaration, { where: { sessionId: id } });
      const declared = rows.filter(({ declaredAt }) => declaredAt !== null).map(({ providerId }) => providerId);
      if (gained.some((at) => !declared.includes(at)))
        await tx.update(CommissionSession, { id }, { placesDeclaredAt: null, version: version + 1 });
    }
  }
}
