import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { addHours, type Instant } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../platform/database/index.js';
import { Authenticators, hashSecret, newSecret, type Actor, type Authenticator, type Grant } from '../platform/security/index.js';
import { AFTER_SUCCESS, afterFailure, isLocked } from './domain/lock-out.js';
import { StaffAccount, StaffSession } from './persistence/accounts.entities.js';

export const STAFF_COOKIE = 'marelle-personnel';
/** One working day. */
export const SESSION_HOURS = 10;

/** OWASP's floor for argon2id: 19 MiB, two passes. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Checked when the address is unknown, so that the answer takes as long. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

export type SignIn = { readonly ok: true; readonly secret: string } | { readonly ok: false; readonly refusal: Refusal };

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

/** Staff sign in with e-mail and password; sessions live in the database and can be revoked there. */
@Injectable()
export class StaffSessions implements Authenticator, OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly authenticators: Authenticators,
  ) {}

  onModuleInit(): void {
    this.authenticators.register(this);
  }

  async authenticate(request: FastifyRequest): Promise<Actor | null> {
    const secret = request.cookies[STAFF_COOKIE];
    if (!secret) return null;
    const session = await this.reader.findOne(StaffSession, { tokenHash: hashSecret(secret) });
    if (!session || session.expiresAt <= this.clock.now()) return null;
    const account = await this.reader.findOne(StaffAccount, { id: session.accountId });
    return account?.active ? { kind: 'staff', accountId: account.id, name: account.name, grants: account.grants } : null;
  }

  async signIn(email: string, password: string): Promise<SignIn> {
    const account = await this.reader.findOne(StaffAccount, { email: email.toLowerCase() });
    const now = this.clock.now();
    if (account && isLocked(account, now)) return { ok: false, refusal: refuse('account.locked') };
    const matches = await verify(account?.passwordHash ?? NOBODY, password).catch(() => false);
    if (!account || !account.active || !matches) {
      if (account) await this.countFailure(account.id);
      return { ok: false, refusal: refuse('account.unknown') };
    }
    const secret = newSecret();
    await this.unitOfWork.run(async (tx) => {
      await tx.update(StaffAccount, { id: account.id }, AFTER_SUCCESS);
      await tx.insert(StaffSession, { tokenHash: hashSecret(secret), accountId: account.id, createdAt: now, expiresAt: addHours(now, SESSION_HOURS) });
      await this.audit.changed(tx, { kind: 'staff', accountId: account.id, name: account.name, grants: account.grants }, 'account.sign-in', { kind: 'account', id: account.id });
    });
    return { ok: true, secret };
  }

  private async countFailure(accountId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const account = await tx.lock(StaffAccount, { id: accountId });
      if (account) await tx.update(StaffAccount, { id: accountId }, afterFailure(account, this.clock.now()));
    });
  }

  /** Deletes the sessions that ended before `limit`. */
  async forgetExpired(tx: Tx, limit: Instant): Promise<void> {
    await tx.write('DELETE FROM staff_session WHERE expires_at < :limit RETURNING account_id', { limit });
  }

  async signOut(secret: string): Promise<void> {
    await this.unitOfWork.run((tx) => tx.delete(StaffSession, { tokenHash: hashSecret(secret) }));
  }
}

/** Creates an account unless the address has one. @returns the id of the account of that address */
export async function ensureAccount(tx: Tx, account: { email: string; name: string; passwordHash: string; grants: Grant[]; at: string }): Promise<Id> {
  const existing = await tx.findOne(StaffAccount, { email: account.email });
  if (existing) return existing.id;
  const id = newId();
  await tx.insert(StaffAccount, {
    id, email: account.email, name: account.name, passwordHash: account.passwordHash, grants: account.grants,
    active: true, failedAttempts: 0, lockedUntil: null, createdAt: account.at,
  });
  return id;
}
