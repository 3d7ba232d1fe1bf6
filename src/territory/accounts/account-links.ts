import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { addHours } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { MessageLinks, type MadeLink } from '../../foundation/platform/outbox/index.js';
import { hashSecret, newSecret } from '../../foundation/platform/security/index.js';
import { FORGOTTEN_PASSWORD } from './message-kinds.js';
import { AccountLink, StaffAccount } from './persistence/accounts.entities.js';

/** How long a new person has, and somebody who asked for the link a moment ago. */
const INVITED_HOURS = 7 * 24;
const FORGOTTEN_HOURS = 1;

/** The link by which a person chooses a password: once, until its end. Only its hash is kept. */
@Injectable()
export class AccountLinks implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly messageLinks: MessageLinks,
  ) {}

  onModuleInit(): void {
    this.messageLinks.makers.join('account', 'accounts makes a link that chooses a password', {
      make: (tx, messages) =>
        Promise.all(
          messages.map(({ message, id }) =>
            this.makeLink(tx, id, message.kind === FORGOTTEN_PASSWORD.code ? FORGOTTEN_HOURS : INVITED_HOURS),
          ),
        ),
      takeBack: (tx, linkId) => tx.delete(AccountLink, { id: linkId }).then(() => undefined),
    });
  }

  async makeLink(tx: Tx, accountId: Id, hours = INVITED_HOURS): Promise<MadeLink> {
    const [id, secret] = [newId(), newSecret()];
    const expiresAt = addHours(this.clock.now(), hours);
    await tx.insert(AccountLink, { id, accountId, secretHash: hashSecret(secret), expiresAt });
    return { id, secret };
  }

  /** Whose link it is; null for one that was used, is over, or is nobody's, and for an account that is closed. */
  async findOwner(from: Reader | Tx, secret: string): Promise<StaffAccount | null> {
    const link = await from.findOne(AccountLink, { secretHash: hashSecret(secret) });
    if (!link || link.expiresAt <= this.clock.now()) return null;
    const account = await from.findOne(StaffAccount, { id: link.accountId });
    return account?.active ? account : null;
  }

  /** Ends every link of the account: one was used, or its password was changed otherwise. */
  async endLinks(tx: Tx, accountId: Id): Promise<void> {
    await tx.delete(AccountLink, { accountId });
  }

  /** Deletes the links that are over. */
  async forgetEnded(tx: Tx): Promise<void> {
    await tx.delete(AccountLink, { expiresAt: LessThan(this.clock.now()) });
  }
}
