import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { hashSecret } from '../../foundation/platform/security/index.js';
import { StaffSession } from './persistence/accounts.entities.js';
import { emptySearches } from './persistence/staff-sessions.queries.js';

/** How many searches a session keeps: enough for the tabs of one person, and for going back. */
const MOST_KEPT = 5;

/**
 * Keeps the names that a desk searches for in the session, until the session ends. An address stays in histories and
 * logs, and a cookie stays on a computer that others use. A page shown in answer to a form is lost when one goes back.
 * The address therefore holds only a key for the name, and two tabs can have two searches.
 */
@Injectable()
export class SessionSearches {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  /**
   * @param secret the secret of the session
   * @returns the key for the address
   */
  async keepSearch(secret: string | undefined, text: string): Promise<string> {
    const key = randomBytes(6).toString('base64url');
    const tokenHash = hashSecret(secret ?? '');
    await this.unitOfWork.run(async (tx) => {
      const session = await tx.lock(StaffSession, { tokenHash });
      const searches = [...(session?.searches ?? []), { key, text }].slice(-MOST_KEPT);
      await tx.update(StaffSession, { tokenHash }, { searches });
    });
    return key;
  }

  /** Reads the searched name of a key; null when this session has none. */
  async findSearch(secret: string | undefined, key: string): Promise<string | null> {
    const session = await this.reader.findOne(StaffSession, { tokenHash: hashSecret(secret ?? '') });
    return session?.searches?.find((search) => search.key === key)?.text ?? null;
  }

  /**
   * Called in the transaction that forgets a family. All searches are deleted, because nobody can tell which ones were
   * about that family.
   */
  async forgetAll(tx: Tx): Promise<void> {
    await emptySearches(tx);
  }
}
