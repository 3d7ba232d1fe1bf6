import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { MachineClock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { addHours, type Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import {
  Authenticators,
  coarseNetwork,
  hashSecret,
  SYSTEM,
  type Actor,
  type Authenticator,
  type Grant,
} from '../../foundation/platform/security/index.js';
import { AccountLinks } from './account-links.js';
import { KnownBrowsers } from './known-browsers.js';
import { Passwords } from './passwords.js';
import { StaffAccount, StaffSession } from './persistence/accounts.entities.js';
import { deleteSessionsBefore } from './persistence/staff-sessions.queries.js';
import { HalfSignIns } from './second-factor/half-sign-ins.js';
import { ENDED_KNOWN_HOURS, type SignInOrigin } from './session-starts.js';
import { SignInAlarms } from './sign-in-alarms.js';
import { SessionUse } from './session-use.js';
import { SignInTries, type TryAdmission } from './sign-in-tries.js';

export const STAFF_COOKIE = 'marelle-personnel';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export type SignIn =
  /** The password is right. The ticket opens the page of the code. */
  | { readonly kind: 'half'; readonly ticket: string }
  /**
   * The same answer for a wrong password and for an unknown, closed or locked account, so that nobody learns which it
   * is.
   */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-many'; readonly retryAt: Instant };

/** Staff sign in with e-mail and password, then a code. Sessions are rows of the database and can be ended there. */
@Injectable()
export class StaffSessions implements Authenticator, OnModuleInit {
  readonly cookie = STAFF_COOKIE;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: MachineClock,
    private readonly audit: Audit,
    private readonly authenticators: Authenticators,
    private readonly tries: SignInTries,
    private readonly alarms: SignInAlarms,
    private readonly passwords: Passwords,
    private readonly browsers: KnownBrowsers,
    private readonly halves: HalfSignIns,
    private readonly use: SessionUse,
    private readonly links: AccountLinks,
  ) {}

  onModuleInit(): void {
    this.authenticators.known.join('accounts knows staff by their session', this);
  }

  async authenticate(request: FastifyRequest): Promise<Actor | null> {
    const secret = request.cookies[STAFF_COOKIE];
    if (!secret) return null;
    const session = await this.reader.findOne(StaffSession, { tokenHash: hashSecret(secret) });
    if (!session || session.expiresAt <= this.clock.now() || this.use.isIdle(session)) return null;
    const account = await this.reader.findOne(StaffAccount, { id: session.accountId });
    if (!account?.active) return null;
    const sessionEnd = this.use.endOf({ ...session, lastUsedAt: await this.use.note(session) });
    const { id, name, grants } = account;
    return { kind: 'staff', accountId: id, name, grants, provedAt: session.provedAt, sessionEnd };
  }

  async findEnded(request: FastifyRequest): Promise<string | null> {
    const secret = request.cookies[STAFF_COOKIE];
    if (!secret) return null;
    const session = await this.reader.findOne(StaffSession, { tokenHash: hashSecret(secret) });
    const now = this.clock.now();
    const end = session && this.use.endOf(session).at;
    if (!end || end > now || addHours(end, ENDED_KNOWN_HOURS) <= now) return null;
    const account = await this.reader.findOne(StaffAccount, { id: session.accountId });
    return account?.active ? `staff:${account.id}` : null;
  }

  /** Reserves the try before it checks the password (docs/decisions/0032-signing-in.md). */
  async signIn({ email, password }: Credentials, origin: SignInOrigin): Promise<SignIn> {
    const typed = email.toLowerCase();
    const account = await this.reader.findOne(StaffAccount, { email: typed });
    const mark = account && this.browsers.markOf(origin.known, account.id);
    const admission = await this.tries.reserveTry({ email: typed, network: origin.network, mark });
    if (admission.kind === 'refused') return { kind: 'too-many', retryAt: admission.retryAt };
    const judged = account?.active && admission.kind === 'judged' ? account.passwordHash : null;
    const right = await this.passwords.matchesPassword(judged, password, mark !== null);
    if (right && account && admission.kind === 'judged') {
      await this.unitOfWork.run((tx) => this.tries.returnTry(tx, admission.reserved));
      return { kind: 'half', ticket: this.halves.begin(account) };
    }
    await this.recordFailure(account?.id ?? null, admission, origin);
    return { kind: 'wrong' };
  }

  /**
   * Records a failed try without anything that was typed. When the address has no account, it is recorded under no
   * account.
   */
  private async recordFailure(accountId: Id | null, admission: TryAdmission, { network }: SignInOrigin): Promise<void> {
    const facts = { network: coarseNetwork(network), locked: admission.kind === 'locked' };
    await this.unitOfWork.run(async (tx) => {
      await this.audit.changed(
        tx,
        SYSTEM,
        'account.sign-in-failed',
        { kind: 'account', id: accountId ?? 'unknown' },
        facts,
      );
      await this.alarms.countFailure(tx);
    });
  }

  /** Deletes the sessions that ended long enough ago, and the links that are over. */
  async forgetExpired(tx: Tx): Promise<void> {
    await deleteSessionsBefore(tx, addHours(this.clock.now(), -ENDED_KNOWN_HOURS));
    await this.links.forgetEnded(tx);
  }

  async signOut(secret: string): Promise<void> {
    await this.unitOfWork.run((tx) => tx.delete(StaffSession, { tokenHash: hashSecret(secret) }));
  }
}

/** Creates an account unless the address has one. @returns the id of the account with that address */
export async function ensureAccount(
  tx: Tx,
  account: { email: string; name: string; passwordHash: string; grants: Grant[]; at: string },
): Promise<Id> {
  const existing = await tx.findOne(StaffAccount, { email: account.email });
  if (existing) return existing.id;
  const id = newId();
  await tx.insert(StaffAccount, {
    id,
    email: account.email,
    name: account.name,
    passwordHash: account.passwordHash,
    grants: account.grants,
    active: true,
    createdAt: account.at,
    version: 0,
  });
  return id;
}
