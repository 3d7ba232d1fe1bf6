import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { FIRST_LANGUAGE } from '../../foundation/kernel/language.js';
import { phoneWords } from '../../foundation/kernel/phone-number.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Catalogue } from '../../foundation/platform/i18n/index.js';
import {
  MessageTexts,
  Outbox,
  SECRET_MARK,
  type ArgsOf,
  type MessageKind,
} from '../../foundation/platform/outbox/index.js';
import { CODE_MINUTES } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { waysTo, type Way } from '../opinions/index.js';
import { PARTNER_CODE, PARTNER_LINK } from './message-kinds.js';
import type { ReferralPartner } from './persistence/referrals.entities.js';

/** What the link of a message opens, and what its code does: the makers of both are in partner-doors.ts. */
export const LINK = 'partner';
export const CODE = 'partner-code';
/** The address of the page of a partner. */
export const PATH = '/orienter';

type Written = Pick<ReferralPartner, 'id' | 'deskId' | 'person' | 'name' | 'email' | 'mobile'>;

/** Writes to a service that sends families. */
@Injectable()
export class PartnerMessages {
  constructor(
    private readonly config: Config,
    private readonly catalogue: Catalogue,
    private readonly texts: MessageTexts,
    private readonly outbox: Outbox,
    private readonly territory: Territory,
  ) {}

  /** The ways to a partner. @throws DomainError when this installation can reach it by none */
  waysTo(partner: Pick<Written, 'email' | 'mobile'>): { readonly link: Way; readonly code: Way } {
    const ways = waysTo(partner, this.outbox.carries('sms'));
    if (ways === null) throw new DomainError(refuse('referral.noWay'));
    return ways;
  }

  writeLink(tx: Tx, partner: Written): Promise<Id> {
    return this.write(tx, partner, PARTNER_LINK, this.waysTo(partner).link, `${LINK}:${partner.id}`, {});
  }

  writeCode(tx: Tx, partner: Written): Promise<Id> {
    const args = { code: SECRET_MARK, minutes: CODE_MINUTES };
    return this.write(tx, partner, PARTNER_CODE, this.waysTo(partner).code, `${CODE}:${partner.id}`, args);
  }

  /** Deletes what was written to a partner. */
  async forget(tx: Tx, id: Id): Promise<void> {
    await this.outbox.forgetOpening(tx, [`${LINK}:${id}`, `${CODE}:${id}`]);
  }

  private write<Kind extends MessageKind>(
    tx: Tx,
    { person, name, deskId }: Written,
    kind: Kind,
    way: Way,
    opens: `${string}:${Id}`,
    args: ArgsOf<Kind>,
  ): Promise<Id> {
    const words = this.catalogue.translator(FIRST_LANGUAGE);
    const desk = this.territory.desk(deskId);
    const values = {
      name: person ?? name,
      link: `${this.config.BASE_URL}${PATH}/${SECRET_MARK}`,
      desk: desk.name,
      phone: phoneWords(desk.phone),
      ...args,
    };
    const text = this.texts.write(kind, words, values);
    return this.outbox.writeMessage(tx, {
      kind: kind.code,
      dossierId: null,
      ...way,
      language: words.lang,
      ...text,
      body: `${text.body}\n\n${words.t('familyMessage.question', values)}`,
      opens,
    });
  }
}
