import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { MachineClock } from '../../foundation/kernel/clock.js';
import { addMinutes, type Instant } from '../../foundation/kernel/time.js';
import { UnitOfWork } from '../../foundation/platform/database/index.js';
import type { SessionEnd } from '../../foundation/platform/security/index.js';
import type { StaffSession } from './persistence/accounts.entities.js';
import { noteUse } from './persistence/staff-sessions.queries.js';

/** A use is noted when the last one that was noted is this old: a page that only reads is not to write each time. */
const NOTED_MINUTES = 5;

/** When a session was last used, and whether it ends because nobody uses it. */
@Injectable()
export class SessionUse {
  constructor(
    private readonly config: Config,
    private readonly clock: MachineClock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  isIdle({ lastUsedAt }: StaffSession): boolean {
    return addMinutes(lastUsedAt, this.config.SESSION_IDLE_MINUTES) <= this.clock.now();
  }

  /** When the session ends. @param lastUsedAt as noted: a use within the last minutes may be later */
  endOf({ lastUsedAt, expiresAt }: Pick<StaffSession, 'lastUsedAt' | 'expiresAt'>): SessionEnd {
    const idleAt = addMinutes(lastUsedAt, this.config.SESSION_IDLE_MINUTES);
    return { at: idleAt < expiresAt ? idleAt : expiresAt, atMost: expiresAt };
  }

  /** @returns when its last use is noted, from now on */
  async note({ tokenHash, lastUsedAt }: StaffSession): Promise<Instant> {
    const now = this.clock.now();
    if (addMinutes(lastUsedAt, NOTED_MINUTES) > now) return lastUsedAt;
    await this.unitOfWork.run((tx) => noteUse(tx, tokenHash, now));
    return now;
  }
}
