import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { Config } from '../../config/index.js';

const LONGEST_CHECK_MILLIS = 2000;

interface Check {
  readonly code: string;
  holds(): Promise<boolean>;
}

/** Whether this process should be sent requests. What it needs to serve, each part of the platform says. */
@Injectable()
export class Readiness implements OnModuleDestroy {
  private readonly checks: Check[] = [];
  /** Asked to stop: what is under way is finished. */
  stopping = false;

  constructor(private readonly config: Config) {}

  /** @param code names what is wrong when the check does not hold, fails or does not answer, e.g. `database.silent` */
  needs(code: string, holds: Check['holds']): void {
    this.checks.push({ code, holds });
  }

  /**
   * Nest's first step of a stop: the port still listens, so that whoever shares out the requests has time to see it.
   */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await setTimeout(this.config.DRAIN_SECONDS * 1000);
  }

  /** @returns what is wrong; nothing when ready */
  async wrong(): Promise<string[]> {
    if (this.stopping) return ['stopping'];
    const codes: string[] = [];
    for (const { code, holds } of this.checks) {
      const outcome = await answered(holds());
      // After a database that does not answer, what cannot be asked is not wrong as well.
      if (outcome === false || (outcome === null && codes.length === 0)) codes.push(code);
    }
    return codes;
  }
}

/** @returns null when it failed or took too long */
async function answered(check: Promise<boolean>): Promise<boolean | null> {
  const tooLong = new AbortController();
  try {
    return await Promise.race([check, setTimeout(LONGEST_CHECK_MILLIS, null, { signal: tooLong.signal })]);
  } catch {
    return null;
  } finally {
    tooLong.abort();
  }
}
