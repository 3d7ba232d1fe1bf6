import { Injectable } from '@nestjs/common';
import { Config } from '../../../foundation/config/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { refuse } from '../../../foundation/kernel/refusal.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { Attempts, TooManyAttempts } from '../../../foundation/platform/security/index.js';

/** How often the code of one account may be tried: a guess is right three times in a million. */
@Injectable()
export class CodeTries {
  constructor(
    private readonly attempts: Attempts,
    private readonly config: Config,
  ) {}

  /** Reserves a try before anything is judged. @throws TooManyAttempts */
  async reserveTry(accountId: Id): Promise<void> {
    const limit = { max: this.config.SIGN_IN_TRIES_PER_ACCOUNT, withinMinutes: this.config.SIGN_IN_WINDOW_MINUTES };
    const retryAt = await this.attempts.reserveNow([{ key: keyOf(accountId), limit }]);
    if (retryAt !== null)
      throw new TooManyAttempts(refuse('account.tooManyCodes', { minutes: limit.withinMinutes }), retryAt);
  }

  /** Called when the code was right. */
  async startAgain(tx: Tx, accountId: Id): Promise<void> {
    await this.attempts.startAgain(tx, keyOf(accountId));
  }
}

const keyOf = (accountId: Id): string => `code:${accountId}`;
