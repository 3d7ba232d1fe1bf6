import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { Attempts, coarseNetwork, networkLimits, type Attempt } from '../../foundation/platform/security/index.js';

/** The person who tries to sign in, as the limits see them. */
export interface Trier {
  /** The address as typed, in lower case. The limits are the same whether or not it has an account. */
  readonly email: string;
  readonly network: string;
  /** The mark of a browser that signed in to this account before; null otherwise. */
  readonly mark: string | null;
}

/**
 * `judged`: the password decides. `locked`: too many tries for this address, so that no password is accepted.
 * `refused`: too many tries from this network, or from everybody, which tells nothing about an account.
 */
export type TryAdmission =
  | { readonly kind: 'judged'; readonly reserved: readonly string[] }
  | { readonly kind: 'locked' }
  | { readonly kind: 'refused'; readonly retryAt: Instant };

/** Of the tries of everybody, one in so many is kept for networks that have tried less than {@link FIRST_TRIES} times. */
const KEPT_SHARE = 3;
const FIRST_TRIES = 3;

/**
 * Reserves and commits each try before its password is checked. Of many parallel tries, only as many as allowed are
 * checked.
 */
@Injectable()
export class SignInTries {
  constructor(
    private readonly attempts: Attempts,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
  ) {}

  async reserveTry({ email, network, mark }: Trier): Promise<TryAdmission> {
    return this.unitOfWork.run(async (tx) => {
      if (mark !== null) {
        const own = this.buildAttempt(`browser:${mark}`, this.config.SIGN_IN_TRIES_PER_ACCOUNT);
        if ((await this.attempts.reserve(tx, own)) === null) return { kind: 'judged', reserved: [own.key] };
      }
      const account = this.buildAttempt(`account:${email}`, this.config.SIGN_IN_TRIES_PER_ACCOUNT);
      const locked = (await this.attempts.reserve(tx, account)) !== null;
      // A try on a locked account counts against the wider limits too, because it costs as much as any other.
      const wider = await this.reserveWider(tx, network);
      if ('retryAt' in wider) {
        if (!locked) await this.attempts.giveBack(tx, account.key);
        return { kind: 'refused', retryAt: wider.retryAt };
      }
      return locked ? { kind: 'locked' } : { kind: 'judged', reserved: [account.key, ...wider.reserved] };
    });
  }

  /**
   * The tries of its networks, and of everybody together. A part of the latter is kept for networks that have hardly
   * tried: whoever uses up the rest from a few networks shuts nobody else out.
   */
  private async reserveWider(
    tx: Tx,
    network: string,
  ): Promise<{ readonly reserved: readonly string[] } | { readonly retryAt: Instant }> {
    const own = networkLimits(network, this.config.SIGN_IN_TRIES_PER_NETWORK).map((limit) =>
      this.buildAttempt(`network:${limit.network}`, limit.max),
    );
    const kept = Math.floor(this.config.SIGN_IN_TRIES_OF_ALL / KEPT_SHARE);
    const first = [
      this.buildAttempt(`first:${coarseNetwork(network)}`, FIRST_TRIES),
      this.buildAttempt('all:kept', kept),
    ];
    const all = [this.buildAttempt('all', this.config.SIGN_IN_TRIES_OF_ALL - kept)];
    const ownEnd = await this.attempts.reserveAll(tx, own);
    if (ownEnd !== null) return { retryAt: ownEnd };
    const keysOf = (attempts: readonly Attempt[]): string[] => [...own, ...attempts].map(({ key }) => key);
    if ((await this.attempts.reserveAll(tx, first)) === null) return { reserved: keysOf(first) };
    const retryAt = await this.attempts.reserveAll(tx, all);
    if (retryAt === null) return { reserved: keysOf(all) };
    for (const { key } of own) await this.attempts.giveBack(tx, key);
    return { retryAt };
  }

  /**
   * Called when the password was right. The count of the account, or of its browser, starts again, and the wider
   * counts get this try back.
   */
  async returnTry(tx: Tx, [own, ...wider]: readonly string[]): Promise<void> {
    if (own !== undefined) await this.attempts.startAgain(tx, own);
    for (const key of wider) await this.attempts.giveBack(tx, key);
  }

  private buildAttempt(key: string, max: number): Attempt {
    return { key: `sign-in:${key}`, limit: { max, withinMinutes: this.config.SIGN_IN_WINDOW_MINUTES } };
  }
}
