import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addDays } from '../../foundation/kernel/time.js';
import { readSigned, signText } from '../../foundation/platform/security/index.js';

const PURPOSE = 'known-browser';
/** How many accounts one browser remembers: colleagues may share a computer. */
const MOST_ACCOUNTS = 8;

interface Acquaintance {
  readonly accountId: Id;
  /** A random name for this browser with this account. Its tries are counted under this name. */
  readonly mark: string;
  readonly since: string;
}

/**
 * Recognises a browser that has signed in to an account before, by a cookie that we signed. The cookie opens nothing.
 * But a lock that others have caused does not keep this browser out (OWASP's "device cookies"), because its own tries
 * are counted apart.
 */
@Injectable()
export class KnownBrowsers {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @returns the mark of this browser for the account; null when it has not signed in to it before */
  markOf(cookie: string | undefined, accountId: Id): string | null {
    return this.readCookie(cookie).find((acquaintance) => acquaintance.accountId === accountId)?.mark ?? null;
  }

  /** The cookie to set once a browser has signed in. */
  rememberAccount(cookie: string | undefined, accountId: Id): string {
    const others = this.readCookie(cookie)
      .filter((acquaintance) => acquaintance.accountId !== accountId)
      .slice(0, MOST_ACCOUNTS - 1);
    const own = { accountId, mark: randomBytes(12).toString('base64url'), since: this.clock.today() };
    return signText(
      this.config.SESSION_SECRET,
      PURPOSE,
      [own, ...others]
        .map((acquaintance) => [acquaintance.accountId, acquaintance.mark, acquaintance.since].join('.'))
        .join('~'),
    );
  }

  private readCookie(cookie: string | undefined): Acquaintance[] {
    const text = cookie ? readSigned(this.config.SESSION_SECRET, PURPOSE, cookie) : null;
    if (!text) return [];
    const oldest = addDays(this.clock.today(), -this.config.KNOWN_BROWSER_DAYS);
    return text.split('~').flatMap((part) => {
      const [accountId = '', mark = '', since = ''] = part.split('.');
      return since >= oldest ? [{ accountId, mark, since }] : [];
    });
  }
}
