import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { AccountRoleChange } from './persistence/accounts.entities.js';
import { accountIdOf, findStaffNames } from './read-accounts.js';
import { RoleChanges } from './role-changes.js';
import { grantNamed, roleKeyOf, rolesTakenBack } from './role-keys.js';
import type { StaffActor } from './staff-actor.js';
import { StaffAccounts, type AccountInput, type AccountLine, type RolePreview } from './staff-accounts.js';

export type RoleChangeLine = AccountRoleChange & {
  /** Whose roles they are. */
  readonly name: string;
  /** Null when no person did it. */
  readonly changer: string | null;
};

/** What taking a change of roles back would do, or why it cannot be taken back; `already` where the roles are so. */
export type RoleReturn =
  | { readonly kind: 'possible'; readonly wanted: AccountInput; readonly preview: RolePreview }
  | { readonly kind: 'already' }
  | {
      readonly kind: 'refused';
      readonly account: AccountLine;
      readonly change: AccountRoleChange;
      readonly refusal: Refusal;
    };

/** The changes of roles as an administrator reads them and takes them back. */
@Injectable()
export class RoleHistory {
  constructor(
    private readonly reader: Reader,
    private readonly changes: RoleChanges,
    private readonly accounts: StaffAccounts,
  ) {}

  /** The last changes, the latest first. */
  async listChanges(most: number): Promise<RoleChangeLine[]> {
    const made = await this.changes.listChanges(most);
    const refs = made.flatMap(({ accountId, changedBy }) => [`staff:${accountId}`, changedBy]);
    const names = await findStaffNames(this.reader, refs);
    return made.map((change) => ({
      ...change,
      name: names.get(change.accountId) ?? '',
      changer: names.get(accountIdOf(change.changedBy) ?? '') ?? null,
    }));
  }

  /**
   * What taking a change back would do. What it took is asked for again, as any role is.
   * @throws NotFound
   */
  async previewReturn(actor: StaffActor, changeId: Id): Promise<RoleReturn> {
    const change = await this.changes.findChange(changeId);
    const { account } = await this.accounts.findAccount(change.accountId);
    const keys = rolesTakenBack(account.grants.map(roleKeyOf), change);
    const { name, email } = account;
    const wanted = { name, email, grants: keys.flatMap((key) => grantNamed(key) ?? []) };
    // Whoever got its first roles by this change would be left with none. Its account is closed instead.
    if (keys.length === 0) return { kind: 'refused', account, change, refusal: refuse('account.firstRoles') };
    try {
      const preview = await this.accounts.previewChange(actor, account.id, account.version, wanted);
      return preview ? { kind: 'possible', wanted, preview } : { kind: 'already' };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { kind: 'refused', account, change, refusal: error.refusal };
    }
  }
}
