import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { DomainError } from '../../foundation/kernel/refusal.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import type { Grant } from '../../foundation/platform/security/index.js';
import { StaffAccount, StaffGrant } from './persistence/accounts.entities.js';
import { judgeLoss } from './rights.policy.js';

/** What is known of each role of each person beside the role: since when, who agreed, when it was looked at. */
@Injectable()
export class StaffGrants {
  /** Somebody agreed that the account has these roles from now on. */
  async noteAgreed(tx: Tx, accountId: Id, keys: readonly string[], agreedBy: Id, at: Instant): Promise<void> {
    await this.forget(tx, accountId, keys);
    for (const roleKey of keys)
      await tx.insert(StaffGrant, { id: newId(), accountId, roleKey, since: at, agreedBy, reviewedAt: at });
  }

  /** Somebody looked at a role and kept it. One that is older than this table is then noted. */
  async noteReview(tx: Tx, { id, createdAt }: StaffAccount, roleKey: string, reviewedAt: Instant): Promise<void> {
    await tx.insertIfAbsent(StaffGrant, {
      id: newId(),
      accountId: id,
      roleKey,
      since: createdAt,
      agreedBy: null,
      reviewedAt,
    });
    await tx.update(StaffGrant, { accountId: id, roleKey }, { reviewedAt });
  }

  /**
   * Judges what an account is about to lose.
   * @param left the roles that it keeps; none for one that is closed
   * @throws DomainError when nobody could give a right any more
   */
  async judgeLoss(from: Reader | Tx, accountId: Id, left: readonly Grant[]): Promise<void> {
    const people = await from.find(StaffAccount, { where: { active: true } });
    const after = people.map(({ id, grants }) => (id === accountId ? left : grants));
    const refusal = judgeLoss(
      people.map(({ grants }) => grants),
      after,
    );
    if (refusal) throw new DomainError(refusal);
  }

  /** These roles were taken away. */
  async forget(tx: Tx, accountId: Id, keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await tx.delete(StaffGrant, { accountId, roleKey: In([...keys]) });
  }
}
