import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { Config } from '../../foundation/config/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { Attempts, hashSecret, SYSTEM, TooManyAttempts } from '../../foundation/platform/security/index.js';
import { AccountLinks } from './account-links.js';
import type { StaffActor } from './staff-actor.js';
import { FORGOTTEN_PASSWORD, PASSWORD_CHANGED } from './message-kinds.js';
import { judgeGuesses, judgePassword, wordsOf, type PasswordOwner } from './password.policy.js';
import { PasswordThreads } from './password-threads.js';
import { hashPassword, Passwords } from './passwords.js';
import { StaffAccount, StaffSession } from './persistence/accounts.entities.js';
import { HalfSignIns } from './second-factor/half-sign-ins.js';
import { StaffMessages } from './staff-messages.js';

/** The link is no more: it was used, or its time is over. */
export class LinkOver extends Error {}

/** How often a link is asked for: whoever knows an address must not fill its mailbox. */
const FORGOTTEN_AN_HOUR = 3;

/** Passwords are chosen by their owners alone: by a link that was mailed, or with the password that they have. */
@Injectable()
export class OwnPasswords {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
    private readonly audit: Audit,
    private readonly attempts: Attempts,
    private readonly links: AccountLinks,
    private readonly passwords: Passwords,
    private readonly threads: PasswordThreads,
    private readonly halves: HalfSignIns,
    private readonly messages: StaffMessages,
  ) {}

  /** Whose password a link chooses. Opening its page uses nothing: scanners of mails open it too. @throws LinkOver */
  async findOwner(secret: string): Promise<Pick<StaffAccount, 'name' | 'email'>> {
    const owner = await this.links.findOwner(this.reader, secret);
    if (!owner) throw new LinkOver();
    return owner;
  }

  /**
   * Sets the password, and uses up the link. Every session of the account ends.
   * @returns the ticket for the page of the code
   * @throws LinkOver, and DomainError when the password is not one to choose
   */
  async chooseByLink(secret: string, password: string): Promise<string> {
    await this.refuseWeak(password, await this.findOwner(secret));
    const passwordHash = await hashPassword(password);
    return this.unitOfWork.run(async (tx) => {
      const owner = await this.links.findOwner(tx, secret);
      const account = owner && (await tx.lock(StaffAccount, { id: owner.id }));
      // Two who press at once: the second finds the link used once the first has let go of the account.
      if (!account || !(await this.links.findOwner(tx, secret))) throw new LinkOver();
      await tx.update(StaffAccount, { id: account.id }, { passwordHash, version: account.version + 1 });
      await this.links.endLinks(tx, account.id);
      await tx.delete(StaffSession, { accountId: account.id });
      await this.audit.changed(tx, SYSTEM, 'account.password-chosen', { kind: 'account', id: account.id });
      return this.halves.begin({ id: account.id, passwordHash });
    });
  }

  /**
   * Mails a link to the account of an address, if there is one; nothing tells whether there is.
   * @throws TooManyAttempts when this network asks too often
   */
  async askForLink(email: string, network: string): Promise<void> {
    const typed = email.toLowerCase();
    const fromNetwork = { max: this.config.SIGN_IN_TRIES_PER_NETWORK, withinMinutes: 60 };
    const retryAt = await this.attempts.reserveNow([{ key: `forgotten:network:${network}`, limit: fromNetwork }]);
    if (retryAt !== null) throw new TooManyAttempts(refuse('account.tooManyCodes', { minutes: 60 }), retryAt);
    await this.unitOfWork.run(async (tx) => {
      const limit = { max: FORGOTTEN_AN_HOUR, withinMinutes: 60 };
      if ((await this.attempts.reserve(tx, { key: `forgotten:account:${typed}`, limit })) !== null) return;
      const account = await tx.findOne(StaffAccount, { email: typed, active: true });
      if (!account) return;
      await this.messages.writeLink(tx, account.id, FORGOTTEN_PASSWORD, () => ({}));
      await this.audit.changed(tx, SYSTEM, 'account.password-forgotten', { kind: 'account', id: account.id });
    });
  }

  /**
   * Changes the password of a signed-in person, whose other sessions end.
   * @param session the secret of the session that goes on
   * @throws DomainError when the current password is wrong or the new one is not one to choose, TooManyAttempts
   */
  async changeOwn(actor: StaffActor, current: string, chosen: string, session: string): Promise<void> {
    const { accountId } = actor;
    const account = await this.findOwn(accountId);
    await this.judgeCurrent(account, current);
    await this.refuseWeak(chosen, account);
    const passwordHash = await hashPassword(chosen);
    await this.unitOfWork.run(async (tx) => {
      const { version } = (await tx.lock(StaffAccount, { id: accountId }))!;
      await tx.update(StaffAccount, { id: accountId }, { passwordHash, version: version + 1 });
      await tx.delete(StaffSession, { accountId, tokenHash: Not(hashSecret(session)) });
      await this.links.endLinks(tx, accountId);
      await this.attempts.startAgain(tx, ownKey(accountId));
      await this.audit.changed(tx, actor, 'account.password-changed', { kind: 'account', id: accountId });
      await this.tellChanged(tx, accountId);
    });
  }

  private async judgeCurrent({ id, passwordHash }: StaffAccount, current: string): Promise<void> {
    const limit = { max: this.config.SIGN_IN_TRIES_PER_ACCOUNT, withinMinutes: this.config.SIGN_IN_WINDOW_MINUTES };
    const retryAt = await this.attempts.reserveNow([{ key: ownKey(id), limit }]);
    if (retryAt !== null)
      throw new TooManyAttempts(refuse('account.tooManyTries', { minutes: limit.withinMinutes }), retryAt);
    if (!(await this.passwords.matchesPassword(passwordHash, current)))
      throw new DomainError(refuse('account.wrongPassword'));
  }

  private async refuseWeak(password: string, owner: PasswordOwner): Promise<void> {
    const refusal =
      judgePassword(password, owner) ??
      judgeGuesses(await this.threads.countGuesses({ password, words: wordsOf(owner) }));
    if (refusal) throw new DomainError(refusal);
  }

  private async findOwn(id: Id): Promise<StaffAccount> {
    return (await this.reader.findOne(StaffAccount, { id }))!;
  }

  private async tellChanged(tx: Tx, accountId: Id): Promise<void> {
    await this.messages.writeToAccount(tx, accountId, PASSWORD_CHANGED, () => ({
      link: `${this.config.BASE_URL}/personnel/mot-de-passe-oublie`,
    }));
  }
}

const ownKey = (accountId: Id): string => `own-password:${accountId}`;
