import { Injectable } from '@nestjs/common';
import { FIRST_LANGUAGE } from '../kernel/language.js';
import type { Tx } from '../platform/database/index.js';
import { Catalogue, type MessageArgs, type Translator } from '../platform/i18n/index.js';
import { Outbox } from '../platform/outbox/index.js';
import type { Grant } from '../platform/security/index.js';
import { StaffAccount } from './persistence/accounts.entities.js';

/** Mails to the people who hold a role somewhere. They speak the institution's language; families have their own. */
@Injectable()
export class StaffMessages {
  constructor(
    private readonly outbox: Outbox,
    private readonly catalogue: Catalogue,
  ) {}

  /**
   * @param concerns of the grants of an account, those whose holder is written to
   * @param args fill the sentences of `mail.<kind>.subject` and `mail.<kind>.body`: no name of a family, a mail is read
   * anywhere
   */
  async write(
    tx: Tx,
    concerns: (grant: Grant) => boolean,
    kind: string,
    args: (words: Translator) => MessageArgs,
  ): Promise<void> {
    const words = this.catalogue.translator(FIRST_LANGUAGE);
    const values = args(words);
    const accounts = (await tx.find(StaffAccount, { where: { active: true }, order: { id: 'ASC' } })).filter(
      ({ grants }) => grants.some(concerns),
    );
    await this.outbox.writeAll(
      tx,
      accounts.map(({ email }) => ({
        kind,
        dossierId: null,
        channel: 'email',
        recipient: email,
        language: words.lang,
        subject: words.t(`mail.${kind}.subject`, values),
        body: words.t(`mail.${kind}.body`, values),
      })),
    );
  }
}
