import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { PartnerDoors } from './partner-doors.js';
import { PartnerMessages } from './partner-messages.js';
import { ReferralPartner } from './persistence/referrals.entities.js';
import { deskThatNotesFor, mayKeepPartner } from './referrals.policy.js';

export interface NewPartner {
  readonly kind: ReferralPartner['kind'];
  readonly name: string;
  readonly person: string;
  readonly email: string | null;
  readonly mobile: string | null;
}

/** The services that send families to the desks, each by a link and a code that an agent or the coordinator gives. */
@Injectable()
export class Partners {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly territory: Territory,
    private readonly doors: PartnerDoors,
    private readonly messages: PartnerMessages,
    private readonly audit: Audit,
  ) {}

  /** Those that the actor keeps: those that hold a link first, then by name. */
  async listPartners(actor: Actor): Promise<ReferralPartner[]> {
    const all = await this.reader.find(ReferralPartner, { order: { name: 'ASC', id: 'ASC' } });
    const kept = all.filter((partner) => mayKeepPartner(actor, partner));
    return [...kept.filter(({ endedAt }) => endedAt === null), ...kept.filter(({ endedAt }) => endedAt !== null)];
  }

  /** By id, for words beside what they sent. The caller authorises. */
  async namesOfPartners(): Promise<Map<Id, string>> {
    return new Map((await this.reader.find(ReferralPartner, { where: {} })).map(({ id, name }) => [id, name]));
  }

  /** Gives a service a link. @throws DomainError when nothing reaches it */
  async givePartner(actor: Actor, wanted: NewPartner): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const partner: ReferralPartner = {
        id: newId(),
        ...wanted,
        deskId: deskThatNotesFor(actor) ?? this.territory.deskOf(null).id,
        givenBy: actorRef(actor),
        givenAt: this.clock.now(),
        endedAt: null,
        codeMark: null,
        codeUntil: null,
      };
      if (!mayKeepPartner(actor, partner)) throw new NotFound('desk');
      await tx.insert(ReferralPartner, partner);
      await this.messages.writeLink(tx, partner);
      await this.audit.changed(tx, actor, 'partner.give', { kind: 'partner', id: partner.id });
    });
  }

  /** Ends the link that was lost, and sends another one. @throws NotFound | Conflict once it was taken back */
  async sendAgain(actor: Actor, id: Id): Promise<void> {
    await this.act(actor, id, 'partner.send-again', async (tx, partner) => {
      await this.doors.close(tx, id);
      await this.messages.writeLink(tx, partner);
    });
  }

  /** Takes the link back, and forgets who answered there. @throws NotFound | Conflict once it was taken back */
  async takeBack(actor: Actor, id: Id): Promise<void> {
    await this.act(actor, id, 'partner.take-back', async (tx) => {
      await this.doors.close(tx, id);
      await this.messages.forget(tx, id);
      const emptied = { person: null, email: null, mobile: null };
      await tx.update(ReferralPartner, { id }, { ...emptied, endedAt: this.clock.now() });
    });
  }

  private async act(
    actor: Actor,
    id: Id,
    action: string,
    work: (tx: Tx, partner: ReferralPartner) => Promise<void>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const partner = await tx.lock(ReferralPartner, { id });
      if (!partner || !mayKeepPartner(actor, partner)) throw new NotFound('referral partner');
      if (partner.endedAt !== null) throw new Conflict(refuse('referral.takenBack'));
      await work(tx, partner);
      await this.audit.changed(tx, actor, action, { kind: 'partner', id });
    });
  }
}
