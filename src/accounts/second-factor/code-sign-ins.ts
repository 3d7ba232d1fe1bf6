import { Injectable } from '@nestjs/common';
import { DomainError, refuse } from '../../kernel/refusal.js';
import { Audit } from '../../platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../platform/database/index.js';
import { coarseNetwork, SYSTEM } from '../../platform/security/index.js';
import { StaffAccount } from '../persistence/accounts.entities.js';
import { SessionStarts, type SessionStart, type SignInOrigin } from '../session-starts.js';
import { SignInAlarms } from '../sign-in-alarms.js';
import { CodeTries } from './code-tries.js';
import { HalfSignIns, type HalfSignIn } from './half-sign-ins.js';
import { SecondFactors, type FactorAnswer } from './second-factors.js';

/** The password was right too long ago, or is another one by now: the person begins again. */
export class HalfSignInOver extends Error {}

export interface HalfSignedIn {
  readonly account: Pick<StaffAccount, 'id' | 'email' | 'name'>;
  readonly hasFactor: boolean;
}

/** The second half of signing in: the code, or the setting up of codes, without which nothing is opened. */
@Injectable()
export class CodeSignIns {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly halves: HalfSignIns,
    private readonly tries: CodeTries,
    private readonly factors: SecondFactors,
    private readonly starts: SessionStarts,
    private readonly alarms: SignInAlarms,
  ) {}

  /** Who has given the password. @throws HalfSignInOver */
  async findHalf(ticket: string | undefined): Promise<HalfSignedIn> {
    const half = this.halves.read(ticket);
    const account = half && (await this.reader.findOne(StaffAccount, { id: half.accountId }));
    if (!half || !this.halves.isStillRight(half, account)) throw new HalfSignInOver();
    return { account, hasFactor: (await this.factors.readStanding(this.reader, account.id)) !== null };
  }

  /**
   * Opens the session of a person who gives a right code.
   * @throws HalfSignInOver, TooManyAttempts, and DomainError when the code is wrong
   */
  async enter(
    ticket: string | undefined,
    typed: string,
    origin: SignInOrigin,
  ): Promise<SessionStart & { readonly answer: FactorAnswer }> {
    return this.judge(ticket, origin, async (tx, account) => {
      const answer = await this.factors.useCode(tx, account.id, typed);
      if (answer === 'wrong') return null;
      if (answer !== 'code')
        await this.audit.changed(
          tx,
          { kind: 'staff', accountId: account.id, name: account.name, grants: account.grants },
          'account.paper-code',
          { kind: 'account', id: account.id },
          { left: answer.paper },
        );
      return { answer };
    });
  }

  /**
   * Sets up the codes of a person who has none, and opens its session.
   * @param sealed the key that its page proposed
   * @returns the codes on paper too
   * @throws HalfSignInOver, TooManyAttempts, and DomainError when the code is wrong
   */
  async setUp(
    ticket: string | undefined,
    sealed: string,
    typed: string,
    origin: SignInOrigin,
  ): Promise<SessionStart & { readonly paper: readonly string[] }> {
    return this.judge(ticket, origin, async (tx, account) => {
      const key = this.factors.openProposed(account.id, sealed)?.key;
      const paper = key === undefined ? null : await this.factors.setUp(tx, account.id, key, typed);
      if (!paper) return null;
      await this.audit.changed(
        tx,
        { kind: 'staff', accountId: account.id, name: account.name, grants: account.grants },
        'account.factor',
        { kind: 'account', id: account.id },
      );
      return { paper };
    });
  }

  /** @param proof null when the code is wrong: nothing of the unit is then kept but the line of the journal */
  private async judge<T>(
    ticket: string | undefined,
    origin: SignInOrigin,
    proof: (tx: Tx, account: StaffAccount) => Promise<T | null>,
  ): Promise<SessionStart & T> {
    const half = this.halves.read(ticket);
    if (!half) throw new HalfSignInOver();
    await this.tries.reserveTry(half.accountId);
    const entered = await this.unitOfWork.run(async (tx) => {
      const account = await this.lockAccount(tx, half);
      const proved = await proof(tx, account);
      if (!proved) {
        await this.recordFailure(tx, account, origin);
        return null;
      }
      await this.tries.startAgain(tx, account.id);
      return { ...(await this.starts.openSession(tx, account, origin)), ...proved };
    });
    if (!entered) throw new DomainError(refuse('account.wrongCode'));
    return entered;
  }

  private async lockAccount(tx: Tx, half: HalfSignIn): Promise<StaffAccount> {
    const account = await tx.lock(StaffAccount, { id: half.accountId });
    if (!this.halves.isStillRight(half, account)) throw new HalfSignInOver();
    return account;
  }

  private async recordFailure(tx: Tx, { id }: StaffAccount, { network }: SignInOrigin): Promise<void> {
    const facts = { network: coarseNetwork(network) };
    await this.audit.changed(tx, SYSTEM, 'account.code-failed', { kind: 'account', id }, facts);
    await this.alarms.countFailure(tx);
  }
}
