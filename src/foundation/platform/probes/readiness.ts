import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { Config } from '../../config/index.js';

const LONGEST_CHECK_MILLIS = 2000;

interface Check {
  readonly code: string;
  holds(): Promise<boolean>;
}

/**
 * Whether this process should be sent requests. Each part of the platform registers what it needs in order to serve.
 */
@Injectable()
export class Readiness implements OnModuleDestroy {
  private readonly checks: Check[] = [];
  /** True once the process was asked to stop. Requests that are under way are finished. */
  stopping = false;

  constructor(private readonly config: Config) {}

  /** @param code names the problem when the check is false, fails or does not answer, e.g. `database.silent` */
  needs(code: string, holds: Check['holds']): void {
    this.checks.push({ code, holds });
  }

  /** Nest's first step of a stop. The port still listens, so that the load balancer has time to notice. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await setTimeout(this.config.DRAIN_SECONDS * 1000);
  }

  /** @returns the codes of what is wrong; empty when ready */
  async wrong(): Promise<string[]> {
    if (this.stopping) return ['stopping'];
    const codes: string[] = [];
    for (const { code, holds } of this.checks) {
      const outcome = await answered(holds());
      // Checks that get no answer are not reported after an earlier problem: when the database does not answer, they
      // cannot be asked at all.
      if (outcome === false || (outcome === null && codes.length === 0)) codes.push(code);
    }
    return codes;
  }
}

/** @returns null when the check failed or took too long */
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
