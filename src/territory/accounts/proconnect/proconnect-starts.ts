import { Injectable } from '@nestjs/common';
import { Config } from '../../../foundation/config/index.js';
import { MachineClock } from '../../../foundation/kernel/clock.js';
import { addMinutes } from '../../../foundation/kernel/time.js';
import { readSigned, signText } from '../../../foundation/platform/security/index.js';
import type { KeptSecrets } from './proconnect-provider.js';

const PURPOSE = 'proconnect-start';
/** How long a person has at ProConnect: it may set up a second factor there. */
export const START_MINUTES = 20;

export interface KeptStart extends KeptSecrets {
  /** The page that was asked for. */
  readonly suite: string;
}

/** What a browser keeps while its person is at ProConnect, in a cookie that we signed. It needs no row. */
@Injectable()
export class ProConnectStarts {
  constructor(
    private readonly config: Config,
    private readonly clock: MachineClock,
  ) {}

  write(start: KeptStart): string {
    const until = addMinutes(this.clock.now(), START_MINUTES);
    const text = Buffer.from(JSON.stringify({ ...start, until })).toString('base64url');
    return signText(this.config.SESSION_SECRET, PURPOSE, text);
  }

  /** @returns null for no cookie, for one that is not ours, and once its time is over */
  read(cookie: string | undefined): KeptStart | null {
    const text = cookie ? readSigned(this.config.SESSION_SECRET, PURPOSE, cookie) : null;
    if (text === null) return null;
    const { until, ...start } = JSON.parse(Buffer.from(text, 'base64url').toString()) as KeptStart & { until: string };
    return until > this.clock.now() ? start : null;
  }
}
