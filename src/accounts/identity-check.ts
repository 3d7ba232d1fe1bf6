import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { Reader } from '../platform/database/index.js';
import { Passwords } from './passwords.js';
import { StaffAccount } from './persistence/accounts.entities.js';

/** How a signed-in person proves again that it is the one who sits there. Whatever stronger proof comes is given here. */
export abstract class IdentityCheck {
  abstract isRight(accountId: Id, answer: string): Promise<boolean>;
}

/** By the password. */
@Injectable()
export class PasswordCheck extends IdentityCheck {
  constructor(
    private readonly reader: Reader,
    private readonly passwords: Passwords,
  ) {
    super();
  }

  async isRight(accountId: Id, answer: string): Promise<boolean> {
    const account = await this.reader.findOne(StaffAccount, { id: accountId });
    return this.passwords.matchesPassword(account?.active ? account.passwordHash : null, answer);
  }
}
