import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { StaffIdentity } from '../persistence/accounts.entities.js';
import { SignInChanges } from '../sign-in-changes.js';
import type { StaffActor } from '../staff-actor.js';
import type { ProviderIdentity } from './proconnect-provider.js';

/** Which account a person of ProConnect has here. */
@Injectable()
export class StaffIdentities {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly changes: SignInChanges,
  ) {}

  /** @returns since when; null for an account that ProConnect does not know */
  async readBoundSince(accountId: Id): Promise<Instant | null> {
    return (await this.reader.findOne(StaffIdentity, { accountId }))?.boundAt ?? null;
  }

  findAccountId(tx: Tx, { issuer, subject }: ProviderIdentity): Promise<Id | null> {
    return tx.findOne(StaffIdentity, { issuer, subject }).then((identity) => identity?.accountId ?? null);
  }

  isBound(tx: Tx, accountId: Id): Promise<boolean> {
    return tx.count(StaffIdentity, { accountId }).then((count) => count > 0);
  }

  /** @throws DomainError when the account, or the person, was bound to another one meanwhile */
  async bind(tx: Tx, actor: StaffActor, { issuer, subject }: ProviderIdentity): Promise<void> {
    const { accountId } = actor;
    const isNew = await tx.insertIfAbsent(StaffIdentity, { accountId, issuer, subject, boundAt: this.clock.now() });
    if (!isNew) throw new DomainError(refuse('proconnect.otherPerson'));
    await this.changes.recordChange(tx, actor, 'proconnectBound');
  }

  /** The person takes ProConnect away from its account: another one of it may be bound at the next sign-in. */
  async unbindOwn(actor: StaffActor): Promise<void> {
    const { accountId } = actor;
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.isBound(tx, accountId))) return;
      await this.unbind(tx, accountId);
      await this.changes.recordChange(tx, actor, 'proconnectUnbound');
    });
  }

  async unbind(tx: Tx, accountId: Id): Promise<void> {
    await tx.delete(StaffIdentity, { accountId });
  }
}
