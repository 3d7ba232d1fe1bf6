import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { Reader } from '../platform/database/index.js';
import type { AccountRoleChange } from './persistence/accounts.entities.js';
import { accountIdOf, findStaffNames } from './read-accounts.js';
import { RoleChanges } from './role-changes.js';
import { grantNamed, roleKeyOf, rolesTakenBack } from './role-keys.js';
import type { StaffActor } from './staff-actor.js';
import { StaffAccounts, type AccountInput, type RolePreview } from './staff-accounts.js';

export type RoleChangeLine = AccountRoleChange & {
  /** Whose roles they are. */
  readonly name: string;
  /** Null when no person did it. */
  readonly changer: string | null;
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
   * @returns a preview that is null where the roles are so already
   * @throws NotFound, and as `StaffAccounts.changeAccount`
   */
  async previewReturn(
    actor: StaffActor,
    changeId: Id,
  ): Promise<{ readonly wanted: AccountInput; readonly preview: RolePreview | null }> {
    const change = await this.changes.findChange(changeId);
    const { account } = await this.accounts.findAccount(change.accountId);
    const keys = rolesTakenBack(account.grants.map(roleKeyOf), change);
    const { name, email } = account;
    const wanted = { name, email, grants: keys.flatMap((key) => grantNamed(key) ?? []) };
    return { wanted, preview: await this.accounts.previewChange(actor, account.id, account.version, wanted) };
  }
}
