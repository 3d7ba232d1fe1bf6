import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor, type Grant } from '../../foundation/platform/security/index.js';
import { AccountRoleChange } from './persistence/accounts.entities.js';
import { roleKeyOf } from './role-keys.js';

/** The roles that were given to people and taken from them. */
@Injectable()
export class RoleChanges {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Notes a change; nothing where the roles are the same. @param actor who takes away, or who agrees to give */
  async note(tx: Tx, actor: Actor, accountId: Id, before: readonly Grant[], after: readonly Grant[]): Promise<void> {
    const [had, has] = [before.map(roleKeyOf), after.map(roleKeyOf)];
    const [taken, given] = [had.filter((key) => !has.includes(key)), has.filter((key) => !had.includes(key))];
    if (taken.length + given.length === 0) return;
    await tx.insert(AccountRoleChange, {
      ...{ id: newId(), accountId, at: this.clock.now(), changedBy: actorRef(actor) },
      ...{ taken, given },
    });
  }

  /** The last changes, the latest first. */
  listChanges(most: number): Promise<AccountRoleChange[]> {
    return this.reader.find(AccountRoleChange, { order: { at: 'DESC', id: 'DESC' }, take: most });
  }

  /** @throws NotFound */
  async findChange(id: Id): Promise<AccountRoleChange> {
    const change = await this.reader.findOne(AccountRoleChange, { id });
    if (!change) throw new NotFound('role-change');
    return change;
  }
}
