import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Config } from '../config/index.js';

/** OWASP's floor for argon2id: 19 MiB, two passes. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/**
 * A hash that no password matches. It is checked for an unknown, closed or locked account, so that the answer takes as
 * long as for any other.
 */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

/** Judges passwords, a few at the same moment: a flood of tries takes neither all threads nor all memory. */
@Injectable()
export class Passwords {
  private underWay = 0;
  private readonly line: (() => void)[] = [];

  constructor(private readonly config: Config) {}

  /**
   * @param passwordHash null where nobody's password is judged: it takes as long, and is never right
   * @param first before those who wait: a browser that signed in before
   */
  async matches(passwordHash: string | null, password: string, first = false): Promise<boolean> {
    if (this.underWay < this.config.SIGN_IN_AT_ONCE) this.underWay += 1;
    // Whoever ends hands its place on: the count stays.
    else
      await new Promise<void>((resolve) => {
        this.line[first ? 'unshift' : 'push'](resolve);
      });
    try {
      const right = await verify(passwordHash ?? NOBODY, password).catch(() => false);
      return right && passwordHash !== null;
    } finally {
      const next = this.line.shift();
      if (next) next();
      else this.underWay -= 1;
    }
  }
}
