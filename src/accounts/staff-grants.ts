import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { newId, type Id } from '../kernel/ids.js';
import type { Instant } from '../kernel/time.js';
import type { Tx } from '../platform/database/index.js';
import { StaffGrant, type StaffAccount } from './persistence/accounts.entities.js';

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

  /** These roles were taken away. */
  async forget(tx: Tx, accountId: Id, keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await tx.delete(StaffGrant, { accountId, roleKey: In([...keys]) });
  }
}
