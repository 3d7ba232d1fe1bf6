import { Injectable } from '@nestjs/common';
import { Config } from '../../../foundation/config/index.js';
import { refuse } from '../../../foundation/kernel/refusal.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import {
  Attempts,
  coarseNetwork,
  SYSTEM,
  TooManyAttempts,
  type Attempt,
} from '../../../foundation/platform/security/index.js';
import { StaffAccount } from '../persistence/accounts.entities.js';
import { HalfSignIns } from '../second-factor/half-sign-ins.js';
import { SecondFactors } from '../second-factor/second-factors.js';
import { SessionStarts, type SessionStart, type SignInOrigin } from '../session-starts.js';
import { SignInAlarms } from '../sign-in-alarms.js';
import { staffActorOf } from '../staff-actor.js';
import { ProConnectProvider, type KeptSecrets, type ToldIdentity } from './proconnect-provider.js';
import { StaffIdentities } from './staff-identities.js';
import { provesTwoFactors } from './strength.js';

/**
 * Why somebody whom ProConnect knows does not come in. `unknown`: no open account has this address. `unverified`:
 * nobody verified it. `otherPerson`: the account is another person's of ProConnect. `firstByPassword`: ProConnect says
 * nothing of the address, and the account has no code by which to prove that it is the same person.
 */
export type ProConnectFault = 'unknown' | 'unverified' | 'otherPerson' | 'firstByPassword';

export type ProConnectEntry =
  | { readonly kind: 'refused'; readonly fault: ProConnectFault }
  /** Our own code is asked for: the ticket opens its page. */
  | { readonly kind: 'half'; readonly ticket: string; readonly idToken: string }
  | { readonly kind: 'session'; readonly start: SessionStart; readonly idToken: string };

type Judged =
  Exclude<ProConnectEntry, { kind: 'refused' }> | { kind: 'refused'; fault: ProConnectFault; about?: string };

/** Lets in by ProConnect who has an account here. It makes no account, and takes no code of ours away. */
@Injectable()
export class ProConnectSignIns {
  constructor(
    private readonly config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: Attempts,
    private readonly audit: Audit,
    private readonly provider: ProConnectProvider,
    private readonly identities: StaffIdentities,
    private readonly factors: SecondFactors,
    private readonly halves: HalfSignIns,
    private readonly starts: SessionStarts,
    private readonly alarms: SignInAlarms,
  ) {}

  /** @throws TooManyAttempts, ProviderDown, ProviderRefused */
  async enter(query: string, kept: KeptSecrets, origin: SignInOrigin): Promise<ProConnectEntry> {
    const tries = this.triesOf(origin);
    await this.reserveTry(tries);
    const told = await this.provider.finish(query, kept);
    return this.unitOfWork.run(async (tx) => {
      const entry = await this.judge(tx, told, origin);
      if (entry.kind === 'refused') await this.recordFailure(tx, entry, origin);
      else for (const { key } of tries) await this.attempts.giveBack(tx, key);
      return entry;
    });
  }

  private async judge(tx: Tx, told: ToldIdentity, origin: SignInOrigin): Promise<Judged> {
    const { idToken, email, emailVerified } = told;
    const boundId = await this.identities.findAccountId(tx, told);
    if (boundId === null && emailVerified === false) return { kind: 'refused', fault: 'unverified' };
    const account = await tx.lock(
      StaffAccount,
      boundId === null ? { email: (email ?? '').toLowerCase() } : { id: boundId },
    );
    if (!account?.active) return { kind: 'refused', fault: 'unknown', ...(account ? { about: account.id } : {}) };
    const about = account.id;
    if (boundId === null && (await this.identities.isBound(tx, about)))
      return { kind: 'refused', fault: 'otherPerson', about };
    const hasCodes = (await this.factors.readStanding(tx, about)) !== null;
    const isSure = boundId !== null || emailVerified === true;
    if (!isSure && !hasCodes) return { kind: 'refused', fault: 'firstByPassword', about };
    const toBind = boundId === null ? told : undefined;
    // Who has no codes yet sets them up, as after the password: grave acts ask for one.
    if (!isSure || !hasCodes || !provesTwoFactors(told, this.config.PROCONNECT_ACR))
      return { kind: 'half', ticket: this.halves.begin(account, toBind), idToken };
    if (toBind) await this.identities.bind(tx, staffActorOf(account), toBind);
    return { kind: 'session', start: await this.starts.openSession(tx, account, origin), idToken };
  }

  /** Before ProConnect is asked, which costs us a connection each time. */
  private async reserveTry(tries: readonly Attempt[]): Promise<void> {
    const retryAt = await this.unitOfWork.run((tx) => this.attempts.reserveAll(tx, tries));
    if (retryAt === null) return;
    throw new TooManyAttempts(refuse('account.tooManyTries', { minutes: this.config.SIGN_IN_WINDOW_MINUTES }), retryAt);
  }

  private triesOf({ network }: SignInOrigin): Attempt[] {
    const withinMinutes = this.config.SIGN_IN_WINDOW_MINUTES;
    return [
      { key: `proconnect:${network}`, limit: { max: this.config.SIGN_IN_TRIES_PER_NETWORK, withinMinutes } },
      { key: 'proconnect:all', limit: { max: this.config.SIGN_IN_TRIES_OF_ALL, withinMinutes } },
    ];
  }

  private async recordFailure(
    tx: Tx,
    { fault, about }: { readonly fault: ProConnectFault; readonly about?: string },
    { network }: SignInOrigin,
  ): Promise<void> {
    const facts = { fault, network: coarseNetwork(network) };
    const subject = { kind: 'account', id: about ?? 'unknown' };
    await this.audit.changed(tx, SYSTEM, 'account.proconnect-failed', subject, facts);
    await this.alarms.countFailure(tx);
  }
}
