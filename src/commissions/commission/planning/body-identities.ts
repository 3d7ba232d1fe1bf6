import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { findWishes } from '../../../dossier/dossier/index.js';
import { factsChanged } from '../../../foundation/kernel/changed-facts.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { holdTerritory } from '../../../foundation/platform/territory/index.js';
import { Promises, Supply } from '../../../offer/supply/index.js';
import { Bodies } from '../bodies/bodies.js';
import { BodyChanges } from '../bodies/body-changes.js';
import { BodyUses, type BodyPreview } from '../bodies/body-uses.js';
import { mayPlanForAll } from '../bodies/body.policy.js';
import {
  inTheOrderOf,
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
    private readonly promises: Promises,
    private readonly changes: BodyChanges,
    private readonly uses: BodyUses,
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
      await this.assertMay(tx, null, wanted);
      await tx.insert(Body, {
        id,
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
   * @param version the version that the form showed
   * @returns null where the body is so already
   * @throws NotFound
   * @throws Conflict when somebody else changed the body first
   */
  async previewIdentity(
    actor: Actor,
    bodyId: Id,
    version: number,
    wanted: Partial<BodyIdentity>,
  ): Promise<BodyPreview | null> {
    const body = (await this.readBody(actor, bodyId))!;
    if (body.version !== version) throw new Conflict(refuse('body.changed'));
    const identity = inTheOrderOf(body.establishmentIds, { ...body, ...wanted });
    const changed = factsChanged(body, identity);
    if (changed.length === 0) return null;
    const { lost, gained } = movedEstablishments(body.establishmentIds, identity.establishmentIds);
    const waiting = await Promise.all(
      [...gained, ...lost].map(async (at) => ({ at, requests: await this.promises.countWaiting(this.reader, at) })),
    );
    const refusal =
      (await this.judge(this.reader, body, identity)) ?? (await this.judgeDirectors(this.reader, body, lost)).refusal;
    const use = await this.uses.readUse(bodyId);
    return { body, kind: 'identity', member: null, changed, use, waiting, refusal };
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
      const identity = inTheOrderOf(body.establishmentIds, wanted);
      const facts = factsChanged(body, identity);
      if (facts.length === 0) return;
      // A page out of date is told so, rather than what stands in the way of facts that nobody saw.
      if (body.version !== version) throw new Conflict(refuse('body.changed'));
      await this.assertMay(tx, body, identity);
      const { lost, gained } = movedEstablishments(body.establishmentIds, identity.establishmentIds);
      await this.endDirectors(tx, body, lost);
      await this.askForPlacesAgain(tx, bodyId, gained);
      const row = { ...identity, establishmentIds: [...identity.establishmentIds] };
      await this.changes.keep(tx, actor, body, version, 'identity', facts, { row });
      const said = { lost: lost.join(' '), gained: gained.join(' ') };
      await this.audit.changed(tx, actor, 'body.identity', { kind: 'body', id: bodyId }, said);
    });
  }

  /** @throws DomainError */
  private async assertMay(tx: Tx, body: Body | null, wanted: BodyIdentity): Promise<void> {
    // Two bodies that are written at the same moment would not see each other.
    await holdTerritory(tx);
    const refusal = await this.judge(tx, body, wanted);
    if (refusal) throw new DomainError(refusal);
  }

  private async judge(from: Reader | Tx, body: Body | null, wanted: BodyIdentity): Promise<Refusal | null> {
    const known = await this.listEstablishments(body);
    if (wanted.establishmentIds.some((id) => known.every((establishment) => establishment.id !== id)))
      return refuse('body.noSuchEstablishment');
    const others = (await this.bodies.listBodies(from)).filter(({ id }) => id !== body?.id);
    return judgeIdentity(wanted, { others, ...(await this.surroundingsOf(from, body)) });
  }

  private async surroundingsOf(from: Reader | Tx, body: Body | null): Promise<Omit<BodySurroundings, 'others'>> {
    if (body === null) return { now: [], fixedFor: null, listedAt: new Map() };
    const sessions = await from.find(CommissionSession, { where: { bodyId: body.id }, order: { startsAt: 'ASC' } });
    const coming = sessions.filter(({ state }) => isComing(state));
    const fixed = coming.find(({ state }) => !isListing(state));
    const listed = await from.find(Candidacy, {
      where: { sessionId: In(coming.map(({ id }) => id)), state: 'listed' },
    });
    const wishes = await findWishes(
      from,
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

  /** The directors who would sit no longer, and whether the quorum would then be more than who is left. */
  private async judgeDirectors(
    from: Reader | Tx,
    body: Body,
    lost: readonly Id[],
  ): Promise<{ readonly leaving: readonly BodyMember[]; readonly refusal: Refusal | null }> {
    const members = await this.bodies.membersOf(from, body.id);
    const leaving = members.filter(({ personKey }) => lost.some((id) => personKey === `director:${id}`));
    const left = members.length - leaving.length;
    return { leaving, refusal: leaving.length === 0 ? null : judgeSettings(body, left) };
  }

  /** @throws DomainError when the quorum would be more than who is left */
  private async endDirectors(tx: Tx, body: Body, lost: readonly Id[]): Promise<void> {
    const { leaving, refusal } = await this.judgeDirectors(tx, body, lost);
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
