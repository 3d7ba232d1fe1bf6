import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Reader, UnitOfWork, type Tx } from '../platform/database/index.js';
import { hashSecret } from '../platform/security/index.js';
import { StaffSession } from './persistence/accounts.entities.js';
import { emptySearches } from './persistence/staff-sessions.queries.js';

/** As many as a person has tabs, and goes back to. */
const MOST_KEPT = 5;

/**
 * Keeps the names for which the desk searches in its session, until that ends. An address stays in histories and logs,
 * a cookie on a computer that others use, and a page that answers a form is lost on going back. The address therefore
 * holds only a key for the name, so that two tabs can have two searches.
 */
@Injectable()
export class SessionSearches {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  /** @param secret of the session. @returns the key for the address */
  async keep(secret: string | undefined, text: string): Promise<string> {
    const key = randomBytes(6).toString('base64url');
    const tokenHash = hashSecret(secret ?? '');
    await this.unitOfWork.run(async (tx) => {
      const session = await tx.lock(StaffSession, { tokenHash });
      const searches = [...(session?.searches ?? []), { key, text }].slice(-MOST_KEPT);
      await tx.update(StaffSession, { tokenHash }, { searches });
    });
    return key;
  }

  /** Null when this session keeps none under the key. */
  async of(secret: string | undefined, key: string): Promise<string | null> {
    const session = await this.reader.findOne(StaffSession, { tokenHash: hashSecret(secret ?? '') });
    return session?.searches?.find((search) => search.key === key)?.text ?? null;
  }

  /** In the transaction that forgets a family: whose name was looked for is not asked. */
  async forgetAll(tx: Tx): Promise<void> {
    await emptySearches(tx);
  }
}
