import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Config } from '../../../foundation/config/index.js';
import { MachineClock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { addMinutes } from '../../../foundation/kernel/time.js';
import { Attempts, hashSecret, readSigned, signText } from '../../../foundation/platform/security/index.js';

const PURPOSE = 'passkey-challenge';
/** How long a challenge may be answered. Its use is remembered longer, by a counter of tries. */
export const CHALLENGE_MINUTES = 5;
const REMEMBERED_MINUTES = 2 * CHALLENGE_MINUTES;

/** A challenge for the key, and the same for the hidden field of the form: signed, for one account in one browser. */
export interface ProposedChallenge {
  /** 32 random bytes in base64url, as a browser says them back. */
  readonly challenge: string;
  readonly signed: string;
}

/**
 * What a passkey signs: random bytes that are ours, for one account and the browser that holds one cookie, for five
 * minutes and once. Showing a page writes nothing: only the answer is written down, so that it is not given twice.
 */
@Injectable()
export class PasskeyChallenges {
  constructor(
    private readonly config: Config,
    private readonly clock: MachineClock,
    private readonly attempts: Attempts,
  ) {}

  /** @param holder the cookie that the browser has: of its session, or of its half sign-in */
  propose(accountId: Id, holder: string): ProposedChallenge {
    const challenge = randomBytes(32).toString('base64url');
    const until = addMinutes(this.clock.now(), CHALLENGE_MINUTES);
    const text = [challenge, accountId, hashSecret(holder), until].join('~');
    return { challenge, signed: signText(this.config.SESSION_SECRET, PURPOSE, text) };
  }

  /**
   * Uses a challenge up, whether or not the answer turns out to be right.
   * @returns null for one that is not ours, of somebody else, of another browser, too old, or used already
   */
  async use(signed: string, accountId: Id, holder: string): Promise<string | null> {
    const text = readSigned(this.config.SESSION_SECRET, PURPOSE, signed);
    const [challenge = '', account = '', browser = '', until = ''] = text?.split('~') ?? [];
    if (account !== accountId || browser !== hashSecret(holder) || until <= this.clock.now()) return null;
    const key = `passkey-challenge:${challenge}`;
    const limit = { max: 1, withinMinutes: REMEMBERED_MINUTES };
    return (await this.attempts.reserveNow([{ key, limit }])) === null ? challenge : null;
  }
}
