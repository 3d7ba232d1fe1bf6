import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Config } from '../../foundation/config/index.js';

/** The minimum that OWASP advises for argon2id: 19 MiB and two passes. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/**
 * A hash that no password matches, of who has chosen none yet. It is checked for an unknown, closed or locked account,
 * so that the answer takes as long as for any other.
 */
export const NO_PASSWORD =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

/** Checks passwords, a few at a time, so that a flood of tries takes neither all threads nor all memory. */
@Injectable()
export class Passwords {
  private underWay = 0;
  private readonly line: (() => void)[] = [];

  constructor(private readonly config: Config) {}

  /**
   * @param passwordHash null when no password is right; the check then takes as long as any other
   * @param first whether to check before those who wait, for a browser that signed in before
   */
  async matchesPassword(passwordHash: string | null, password: string, first = false): Promise<boolean> {
    const right = await this.inTurn(() => verify(passwordHash ?? NO_PASSWORD, password).catch(() => false), first);
    return right && passwordHash !== null;
  }

  /** Hashes a short secret as slowly as a password. @param salt the same one gives the same hash */
  hashInTurn(text: string, salt: Buffer): Promise<string> {
    return this.inTurn(() => hash(text, { ...ARGON2ID, salt }), false);
  }

  private async inTurn<T>(work: () => Promise<T>, first: boolean): Promise<T> {
    if (this.underWay < this.config.SIGN_IN_AT_ONCE) this.underWay += 1;
    // A check that ends hands its turn to the next one, so the count does not change here.
    else
      await new Promise<void>((resolve) => {
        this.line[first ? 'unshift' : 'push'](resolve);
      });
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      if (next) next();
      else this.underWay -= 1;
    }
  }
}
