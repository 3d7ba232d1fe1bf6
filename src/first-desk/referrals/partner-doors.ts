import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { MessageLinks, type MadeLink } from '../../foundation/platform/outbox/index.js';
import { hashSecret, LinkCodes, newSecret, type Actor } from '../../foundation/platform/security/index.js';
import { CODE, LINK, PartnerMessages } from './partner-messages.js';
import { ReferralPartner, ReferralPartnerLink } from './persistence/referrals.entities.js';

/** Keeps codes and tickets of this page apart from those of others. */
const PAGE = 'referral-partner';

/** The door of the page of a partner: a link of which the hash alone is kept, and a code. Neither is enough. */
@Injectable()
export class PartnerDoors implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly messageLinks: MessageLinks,
    private readonly codes: LinkCodes,
    private readonly messages: PartnerMessages,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.messageLinks.makers.join(LINK, 'referrals makes the link of a partner', {
      make: async (tx, asked) => {
        const made: MadeLink[] = [];
        for (const { id } of asked) made.push(await this.makeLink(tx, id));
        return made;
      },
      takeBack: async (tx, linkId) => {
        await tx.delete(ReferralPartnerLink, { id: linkId });
      },
    });
    this.messageLinks.makers.join(CODE, 'referrals makes the code of a partner', {
      make: async (tx, asked) => {
        const made: MadeLink[] = [];
        for (const { id } of asked) {
          const { code, kept } = this.codes.newCode(PAGE, id);
          await tx.update(ReferralPartner, { id }, kept);
          made.push({ id, secret: code });
        }
        return made;
      },
      takeBack: async (tx, id) => {
        await tx.update(ReferralPartner, { id }, { codeMark: null, codeUntil: null });
      },
    });
  }

  /** The partner that a secret leads to. @throws NotFound for a stranger's link, and one that was taken back */
  async findPartner(secret: string): Promise<ReferralPartner> {
    const link = await this.reader.findOne(ReferralPartnerLink, { secretHash: hashSecret(secret) });
    const partner = link && (await this.reader.findOne(ReferralPartner, { id: link.partnerId }));
    if (!partner || partner.endedAt !== null) throw new NotFound('referral partner');
    return partner;
  }

  /** Sends a code. @throws NotFound | TooManyAttempts */
  async sendCode(secret: string, network: string): Promise<void> {
    const { id } = await this.findPartner(secret);
    await this.codes.reserveSending(PAGE, id, network);
    await this.unitOfWork.run(async (tx) => {
      const partner = await tx.lock(ReferralPartner, { id });
      if (!partner || partner.endedAt !== null) throw new NotFound('referral partner');
      await this.messages.writeCode(tx, partner);
    });
  }

  /** @returns the ticket for the browser @throws NotFound | TooManyAttempts | DomainError when the code is wrong or over */
  async open(secret: string, typed: string): Promise<string> {
    const partner = await this.findPartner(secret);
    await this.codes.reserveTry(PAGE, partner.id);
    if (!this.codes.isRight(PAGE, partner, typed)) {
      await this.unitOfWork.run((tx) =>
        this.audit.changed(tx, actorOf(partner), 'partner.wrongCode', { kind: 'partner', id: partner.id }),
      );
      throw new DomainError(refuse('referral.wrongCode'));
    }
    return this.codes.ticketFor(PAGE, partner.id);
  }

  /** Whether a browser that holds this ticket has typed the code of this partner. */
  isOpen({ id }: Pick<ReferralPartner, 'id'>, ticket: string | undefined): boolean {
    return this.codes.isOpen(PAGE, id, ticket);
  }

  /** Ends every link of a partner, and the code that was sent. */
  async close(tx: Tx, partnerId: Id): Promise<void> {
    await tx.delete(ReferralPartnerLink, { partnerId });
    await tx.update(ReferralPartner, { id: partnerId }, { codeMark: null, codeUntil: null });
  }

  private async makeLink(tx: Tx, partnerId: Id): Promise<MadeLink> {
    const made = { id: newId(), secret: newSecret() };
    await tx.insert(ReferralPartnerLink, {
      id: made.id,
      partnerId,
      secretHash: hashSecret(made.secret),
      createdAt: this.clock.now(),
    });
    return made;
  }
}

export const actorOf = ({ id }: Pick<ReferralPartner, 'id'>): Actor & { readonly kind: 'partner' } => ({
  kind: 'partner',
  partnerId: id,
});
