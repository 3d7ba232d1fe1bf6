import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { DomainError, NotFound, refuse } from '../kernel/refusal.js';
import { Audit } from '../platform/audit/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import type { Actor, Grant } from '../platform/security/index.js';
import { currentTerritory } from '../platform/territory/index.js';
import { StaffAccount, StaffSession } from './persistence/accounts.entities.js';
import { countOpenSessionsByAccount } from './persistence/staff-sessions.queries.js';
import { hashPassword } from './passwords.js';

export interface AccountLine {
  readonly id: Id;
  readonly email: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly active: boolean;
  /** How many of its sessions are open. */
  readonly sessions: number;
}

/** The sign-ins and roles of staff, which only the administrator changes. Nothing here concerns families. */
@Injectable()
export class StaffAccounts {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async listAccounts(): Promise<AccountLine[]> {
    const accounts = await this.reader.find(StaffAccount, { order: { email: 'ASC' } });
    const sessions = await countOpenSessionsByAccount(this.reader, this.clock.now());
    return accounts.map(({ id, email, name, grants, active }) => ({
      id,
      email,
      name,
      grants,
      active,
      sessions: sessions.get(id) ?? 0,
    }));
  }

  /**
   * @returns the first password, which cannot be read again
   * @throws DomainError when the address already has an account
   */
  async createAccount(actor: Actor, account: { email: string; name: string; grants: Grant[] }): Promise<string> {
    const password = randomBytes(12).toString('base64url');
    const passwordHash = await hashPassword(password);
    const id = newId();
    await this.unitOfWork.run(async (tx) => {
      const isNew = await tx.insertIfAbsent(StaffAccount, {
        id,
        territoryId: currentTerritory(),
        ...account,
        email: account.email.toLowerCase(),
        passwordHash,
        active: true,
        createdAt: this.clock.now(),
      });
      if (!isNew) throw new DomainError(refuse('account.exists'));
      await this.audit.changed(tx, actor, 'account.create', { kind: 'account', id });
    });
    return password;
  }

  /** Ends every session of the person. */
  async revokeSessions(actor: Actor, accountId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await tx.findOne(StaffAccount, { id: accountId }))) throw new NotFound('account');
      await tx.delete(StaffSession, { accountId });
      await this.audit.changed(tx, actor, 'account.revoke', { kind: 'account', id: accountId });
    });
  }

  /**
   * Closes an account or opens it again. Closing ends every session of the person.
   * @throws DomainError when it is the actor's own account
   */
  async setActive(actor: Actor, accountId: Id, active: boolean): Promise<void> {
    if (actor.kind === 'staff' && actor.accountId === accountId) throw new DomainError(refuse('account.own'));
    await this.unitOfWork.run(async (tx) => {
      if ((await tx.update(StaffAccount, { id: accountId }, { active })) === 0) throw new NotFound('account');
      if (!active) await tx.delete(StaffSession, { accountId });
      await this.audit.changed(tx, actor, active ? 'account.open' : 'account.close', {
        kind: 'account',
        id: accountId,
      });
    });
  }
}
