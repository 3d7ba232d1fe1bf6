import { Injectable } from '@nestjs/common';
import { DomainError, refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { coarseNetwork, SYSTEM } from '../../../foundation/platform/security/index.js';
import {
  Passkeys,
  refusalOfPasskey,
  type GivenAnswer,
  type PasskeyFault,
  type PasskeyRequest,
} from '../passkeys/passkeys.js';
import { StaffAccount } from '../persistence/accounts.entities.js';
import { StaffIdentities } from '../proconnect/staff-identities.js';
import { SessionStarts, type SessionStart, type SignInOrigin } from '../session-starts.js';
import { SignInAlarms } from '../sign-in-alarms.js';
import { SignInChanges } from '../sign-in-changes.js';
import { staffActorOf, type StaffActor } from '../staff-actor.js';
import { CodeTries } from './code-tries.js';
import { PaperCodes, type MadePaper } from './paper-codes.js';
import { HalfSignIns, type HalfSignIn } from './half-sign-ins.js';
import { SecondFactors, type FactorAnswer } from './second-factors.js';

/** The password was right too long ago, or is another one by now: the person begins again. */
export class HalfSignInOver extends Error {}

/** A second half that failed: what the journal says, and what the person reads. */
class NotProved {
  constructor(
    readonly action: 'account.code-failed' | 'account.passkey-failed',
    readonly refusal: Refusal,
    readonly facts: Readonly<Record<string, string>> = {},
  ) {}
}

const NO_PAPER: MadePaper = { codes: [], hashes: [] };
const WRONG_CODE = new NotProved('account.code-failed', refuse('account.wrongCode'));
const wrongPasskey = (fault: PasskeyFault): NotProved =>
  new NotProved('account.passkey-failed', refusalOfPasskey(fault), { fault });

export interface HalfSignedIn {
  readonly account: Pick<StaffAccount, 'id' | 'email' | 'name'>;
  readonly hasFactor: boolean;
}

/** The second half of signing in: a code, a passkey, or the setting up of codes, without which nothing is opened. */
@Injectable()
export class CodeSignIns {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly halves: HalfSignIns,
    private readonly tries: CodeTries,
    private readonly factors: SecondFactors,
    private readonly paper: PaperCodes,
    private readonly passkeys: Passkeys,
    private readonly identities: StaffIdentities,
    private readonly starts: SessionStarts,
    private readonly alarms: SignInAlarms,
    private readonly changes: SignInChanges,
  ) {}

  /** Who has given the password. @throws HalfSignInOver */
  async findHalf(ticket: string | undefined): Promise<HalfSignedIn> {
    const half = this.halves.read(ticket);
    const account = half && (await this.reader.findOne(StaffAccount, { id: half.accountId }));
    if (!half || !this.halves.isStillRight(half, account)) throw new HalfSignInOver();
    return { account, hasFactor: (await this.factors.readStanding(this.reader, account.id)) !== null };
  }

  /** @returns null for a person without a passkey. @throws HalfSignInOver */
  async requestPasskey(ticket: string | undefined): Promise<PasskeyRequest | null> {
    const { account } = await this.findHalf(ticket);
    return this.passkeys.request(account.id, ticket ?? '');
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
    const half = await this.reserveTry(ticket);
    const code = await this.factors.readTyped(half.accountId, typed);
    return this.openSession(half, origin, async (tx, actor) => {
      const answer = await this.factors.useCode(tx, actor.accountId, code);
      if (answer === 'wrong') return WRONG_CODE;
      if (answer !== 'code') await this.changes.recordChange(tx, actor, 'paperUsed', { left: answer.paper });
      return { answer };
    });
  }

  /**
   * Opens the session of a person who answers with a passkey, in place of the code.
   * @throws HalfSignInOver, TooManyAttempts, and DomainError when the answer proves nothing
   */
  async enterByPasskey(
    ticket: string | undefined,
    answer: Omit<GivenAnswer, 'holder'>,
    origin: SignInOrigin,
  ): Promise<SessionStart> {
    const half = await this.reserveTry(ticket);
    const judged = await this.passkeys.judge(half.accountId, { ...answer, holder: ticket ?? '' });
    return this.openSession(half, origin, async (tx, actor) => {
      const fault = await this.passkeys.use(tx, actor, judged);
      return fault === null ? {} : wrongPasskey(fault);
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
    const half = await this.reserveTry(ticket);
    const key = this.factors.openProposed(half.accountId, sealed)?.key ?? '';
    const isRight = key !== '' && this.factors.isCodeOf(key, typed);
    const { codes, hashes } = isRight ? await this.paper.makeCodes(half.accountId) : NO_PAPER;
    return this.openSession(half, origin, async (tx, actor) => {
      if (!isRight || !(await this.factors.setUp(tx, actor.accountId, key, typed, hashes))) return WRONG_CODE;
      await this.changes.recordChange(tx, actor, 'codesSetUp');
      return { paper: codes };
    });
  }

  /** @throws HalfSignInOver, TooManyAttempts */
  private async reserveTry(ticket: string | undefined): Promise<HalfSignIn> {
    const half = this.halves.read(ticket);
    if (!half) throw new HalfSignInOver();
    await this.tries.reserveTry(half.accountId);
    return half;
  }

  /** @param proof of a failure, nothing is kept but the line of the journal */
  private async openSession<T extends object>(
    half: HalfSignIn,
    origin: SignInOrigin,
    proof: (tx: Tx, actor: StaffActor) => Promise<T | NotProved>,
  ): Promise<SessionStart & T> {
    const entered = await this.unitOfWork.run(async (tx) => {
      const account = await this.lockAccount(tx, half);
      const proved = await proof(tx, staffActorOf(account));
      if (proved instanceof NotProved) {
        await this.recordFailure(tx, account, origin, proved);
        return proved;
      }
      await this.tries.startAgain(tx, account.id);
      if (half.toBind) await this.identities.bind(tx, staffActorOf(account), half.toBind);
      return { ...(await this.starts.openSession(tx, account, origin)), ...proved };
    });
    if (entered instanceof NotProved) throw new DomainError(entered.refusal);
    return entered;
  }

  private async lockAccount(tx: Tx, half: HalfSignIn): Promise<StaffAccount> {
    const account = await tx.lock(StaffAccount, { id: half.accountId });
    if (!this.halves.isStillRight(half, account)) throw new HalfSignInOver();
    return account;
  }

  private async recordFailure(
    tx: Tx,
    { id }: StaffAccount,
    { network }: SignInOrigin,
    { action, facts }: NotProved,
  ): Promise<void> {
    const told = { network: coarseNetwork(network), ...facts };
    await this.audit.changed(tx, SYSTEM, action, { kind: 'account', id }, told);
    await this.alarms.countFailure(tx);
  }
}
