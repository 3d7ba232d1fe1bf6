import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { Clock, MachineClock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addHours } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { hashSecret, newSecret } from '../../foundation/platform/security/index.js';
import { staffActorOf } from './staff-actor.js';
import { KnownBrowsers } from './known-browsers.js';
import { StaffAccount, StaffSession } from './persistence/accounts.entities.js';
import { deleteOldestSessions } from './persistence/staff-sessions.queries.js';

/** How long a session lasts: one working day. */
export const SESSION_HOURS = 10;
/** How long it is known afterwards whose it was: what its owner sends meanwhile is kept (decision 0139). */
export const ENDED_KNOWN_HOURS = 24;

/** Where a try to sign in comes from. */
export interface SignInOrigin {
  readonly network: string;
  /** The cookie that {@link KnownBrowsers} reads. */
  readonly known: string | undefined;
  /** The secret of the session that this browser had, which ends. */
  readonly session: string | undefined;
  /** See `browserWords`. */
  readonly browser: string;
}

export interface SessionStart {
  readonly secret: string;
  readonly known: string;
  /** How many older sessions ended to make room for this one. */
  readonly ended: number;
}

/** Opens the session of a person who has proved who it is. */
@Injectable()
export class SessionStarts {
  constructor(
    private readonly clock: Clock,
    private readonly machine: MachineClock,
    private readonly audit: Audit,
    private readonly browsers: KnownBrowsers,
    private readonly config: Config,
  ) {}

  async openSession(tx: Tx, account: StaffAccount, origin: SignInOrigin): Promise<SessionStart> {
    const { id } = account;
    const secret = newSecret();
    const now = this.machine.now();
    if (origin.session) await tx.delete(StaffSession, { tokenHash: hashSecret(origin.session) });
    await tx.insert(StaffSession, {
      tokenHash: hashSecret(secret),
      accountId: id,
      createdAt: now,
      expiresAt: addHours(now, SESSION_HOURS),
      lastUsedAt: now,
      provedAt: now,
      browser: origin.browser,
    });
    await tx.update(StaffAccount, { id }, { lastSignInAt: this.clock.now() });
    const ended = await this.endOldest(tx, id, hashSecret(secret));
    await this.audit.changed(tx, staffActorOf(account), 'account.sign-in', { kind: 'account', id });
    return { secret, known: this.browsers.rememberAccount(origin.known, id), ended };
  }

  /** Ends the oldest sessions beyond the number that an account may have. @returns how many of them were still open */
  private async endOldest(tx: Tx, accountId: Id, newest: string): Promise<number> {
    const now = this.machine.now();
    const ends = await deleteOldestSessions(tx, { accountId, newest, most: this.config.SESSIONS_PER_ACCOUNT, now });
    return ends.filter((endsAt) => endsAt > now).length;
  }
}
