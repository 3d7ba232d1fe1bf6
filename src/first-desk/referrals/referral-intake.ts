import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { normaliseName } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, hashSecret, type Actor } from '../../foundation/platform/security/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { Territory } from '../../territory/territory/index.js';
import {
  callBy,
  familyKeyOf,
  judgeReferral,
  type AgreedBy,
  type CallLanguage,
  type CallTime,
  type PartnerKind,
  type Topic,
} from './domain/referral.js';
import { Referral, ReferralPartner } from './persistence/referrals.entities.js';
import { desksReferredTo, deskThatNotesFor, sendsAsPartner } from './referrals.policy.js';

/** What a service tells of a family. */
export interface ToldReferral {
  readonly firstName: string | null;
  readonly surname: string;
  readonly phone: string | null;
  readonly email: string | null;
  /** Null for a family from outside the territory. */
  readonly communeCode: string | null;
  readonly callTime: CallTime;
  readonly topic: Topic;
  readonly language: CallLanguage | null;
  readonly agreed: boolean;
  readonly agreedBy: AgreedBy;
  readonly agreedOn: Day;
  readonly tellsBack: boolean;
}

/** `known`: the same service has sent the same family, and the desk has not ended with it. The service is not told which. */
export type Taken = 'received' | 'known';

type Origin = Pick<Referral, 'partnerId' | 'kind' | 'service'>;

/** Takes in the families that services send, once each and with their agreement alone. */
@Injectable()
export class ReferralIntake {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly territory: Territory,
    private readonly audit: Audit,
  ) {}

  /** In how many days the desk calls. */
  callDays(from: Reader | Tx = this.reader): Promise<number> {
    return this.settings.get('referralCallDays', from);
  }

  /** A partner sends a family. The caller has checked its code. @throws NotFound | DomainError without the agreement */
  async send(actor: Actor, partnerId: Id, told: ToldReferral): Promise<Taken> {
    return this.unitOfWork.run(async (tx) => {
      // Held until the end, so that a button that was pressed twice sends one family.
      const partner = await tx.lock(ReferralPartner, { id: partnerId });
      if (!partner || partner.endedAt !== null || !sendsAsPartner(actor, partnerId))
        throw new NotFound('referral partner');
      return this.takeIn(tx, actor, { partnerId, kind: partner.kind, service: null }, told);
    });
  }

  /** An agent notes what a service said by telephone. @throws NotFound | DomainError without the agreement */
  async note(
    actor: Actor,
    from: { kind: PartnerKind; service: string | null },
    told: ToldReferral,
  ): Promise<Taken | 'passedOn'> {
    if (deskThatNotesFor(actor) === null) throw new NotFound('desk');
    const taken = await this.unitOfWork.run((tx) => this.takeIn(tx, actor, { partnerId: null, ...from }, told));
    // Whether another desk knows the family is told to that desk alone.
    return desksReferredTo(actor).includes(this.territory.deskOf(told.communeCode).id) ? taken : 'passedOn';
  }

  private async takeIn(tx: Tx, actor: Actor, origin: Origin, told: ToldReferral): Promise<Taken> {
    const today = this.clock.today();
    const refusal = judgeReferral(told, today);
    if (refusal) throw new DomainError(refusal);
    const { agreed: _agreed, ...kept } = told;
    const row: Referral & { contactKey: string } = {
      id: newId(),
      ...origin,
      ...kept,
      deskId: this.territory.deskOf(told.communeCode).id,
      contactKey: hashSecret(familyKeyOf(told, normaliseName(told.surname))),
      receivedAt: this.clock.now(),
      receivedBy: actorRef(actor),
      sameAsId: null,
      dueOn: callBy(today, await this.callDays(tx)),
      tries: 0,
      triedAt: null,
      outcome: null,
      endedAt: null,
      endedBy: null,
      draftId: null,
      requestId: null,
      forgottenAt: null,
      version: 1,
    };
    if (!(await this.insertOnce(tx, row))) return 'known';
    await this.audit.changed(tx, actor, 'referral.receive', { kind: 'referral', id: row.id }, { kind: origin.kind });
    return 'received';
  }

  /**
   * Inserts a referral as the first of its family, or beside the first. Of two services that send one family at the same
   * moment, the index lets one be the first. @returns false when this service has sent it already
   */
  private async insertOnce(tx: Tx, row: Referral & { contactKey: string }): Promise<boolean> {
    if (await tx.insertIfAbsent(Referral, row)) return true;
    const first = await lockFirst(tx, row);
    // The desk ended with the first one in between: this one may be the first now.
    if (!first) return this.insertOnce(tx, row);
    const beside = await tx.find(Referral, { where: { sameAsId: first.id, outcome: IsNull() } });
    if ([first, ...beside].some((one) => isSameOrigin(one, row))) return false;
    await tx.insert(Referral, { ...row, sameAsId: first.id, dueOn: null });
    return true;
  }
}

/** The referral of the family that its desk has not ended with yet, held until the end. Null once it has. */
async function lockFirst(
  tx: Tx,
  { deskId, contactKey }: Pick<Referral, 'deskId'> & { contactKey: string },
): Promise<Referral | null> {
  const first = await tx.findOne(Referral, { deskId, contactKey, outcome: IsNull(), sameAsId: IsNull() });
  const held = first && (await tx.lock(Referral, { id: first.id }));
  return held && held.outcome === null ? held : null;
}

/** One service: a partner by itself, those that ring by their kind and name. */
const isSameOrigin = (one: Origin, other: Origin): boolean =>
  one.partnerId === other.partnerId && one.kind === other.kind && one.service === other.service;
