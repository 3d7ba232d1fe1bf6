import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { FIRST_LANGUAGE } from '../../foundation/kernel/language.js';
import type { Reference } from '../../foundation/kernel/reference.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { Catalogue, type Translator } from '../../foundation/platform/i18n/index.js';
import {
  MessageTexts,
  Outbox,
  SECRET_MARK,
  type ArgsOf,
  type MessageKind,
} from '../../foundation/platform/outbox/index.js';
import type { Grant } from '../../foundation/platform/security/index.js';
import { StaffAccount } from './persistence/accounts.entities.js';

/**
 * Mails to the people who hold a role. They are in the institution's first language; a family has a language of its
 * own.
 */
@Injectable()
export class StaffMessages {
  constructor(
    private readonly outbox: Outbox,
    private readonly texts: MessageTexts,
    private readonly catalogue: Catalogue,
    private readonly config: Config,
  ) {}

  /**
   * @param concerns whether the holder of a grant is written to
   * @param args the variables of the kind, and where its link leads; never the name of a family, because anybody may see
   * a mail
   * @param except the account of who need not be told, because it acted itself
   */
  async writeToStaff<Kind extends MessageKind>(
    tx: Tx,
    concerns: (grant: Grant) => boolean,
    kind: Kind,
    args: (words: Translator) => ArgsOf<Kind> & { readonly link: string },
    except: Id | null = null,
  ): Promise<void> {
    const accounts = (await tx.find(StaffAccount, { where: { active: true }, order: { id: 'ASC' } })).filter(
      ({ id, grants }) => id !== except && grants.some(concerns),
    );
    await this.write(tx, accounts, kind, args);
  }

  /** Those of whom nobody would be written to: no account that is open has a grant that concerns them. */
  async listUnreached(from: Reader, ids: readonly Id[], concerns: (grant: Grant, id: Id) => boolean): Promise<Id[]> {
    const accounts = await from.find(StaffAccount, { where: { active: true } });
    return ids.filter((id) => !accounts.some(({ grants }) => grants.some((grant) => concerns(grant, id))));
  }

  /** One person, whatever its roles. One whose account is closed is not written to. */
  async writeToAccount<Kind extends MessageKind>(
    tx: Tx,
    accountId: Id,
    kind: Kind,
    args: (words: Translator) => ArgsOf<Kind> & { readonly link: string },
  ): Promise<void> {
    await this.write(tx, await tx.find(StaffAccount, { where: { id: accountId, active: true } }), kind, args);
  }

  /** One person, whose link chooses a password: see `AccountLinks`. */
  async writeLink<Kind extends MessageKind>(
    tx: Tx,
    accountId: Id,
    kind: Kind,
    args: (words: Translator) => ArgsOf<Kind>,
  ): Promise<void> {
    const accounts = await tx.find(StaffAccount, { where: { id: accountId, active: true } });
    const link = `${this.config.BASE_URL}/personnel/lien/${SECRET_MARK}`;
    await this.write(tx, accounts, kind, (words) => ({ ...args(words), link }), `account:${accountId}`);
  }

  private async write<Kind extends MessageKind>(
    tx: Tx,
    accounts: readonly StaffAccount[],
    kind: Kind,
    args: (words: Translator) => ArgsOf<Kind> & { readonly link: string },
    opens: Reference | null = null,
  ): Promise<void> {
    const words = this.catalogue.translator(FIRST_LANGUAGE);
    const { subject, body } = this.texts.write(kind, words, args(words));
    await this.outbox.writeAll(
      tx,
      accounts.map(({ email }) => ({
        kind: kind.code,
        dossierId: null,
        channel: 'email',
        recipient: email,
        language: words.lang,
        subject,
        body,
        opens,
      })),
    );
  }
}
