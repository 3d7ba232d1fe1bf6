import { Injectable } from '@nestjs/common';
import { MoreThan, Not } from 'typeorm';
import { MachineClock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { hashSecret, idOfSecret } from '../../foundation/platform/security/index.js';
import type { StaffActor } from './staff-actor.js';
import { StaffSession } from './persistence/accounts.entities.js';
import { SessionUse } from './session-use.js';

export interface OwnSession {
  /** Names the session on its page without its hash. */
  readonly id: Id;
  readonly browser: string;
  readonly since: Instant;
  readonly lastUsedAt: Instant;
  readonly current: boolean;
}

/** Where a person is signed in, as it sees and ends it itself. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: MachineClock,
    private readonly audit: Audit,
    private readonly use: SessionUse,
  ) {}

  /** @param secret of the session that asks */
  async listOwn(accountId: Id, secret: string): Promise<OwnSession[]> {
    const sessions = await this.reader.find(StaffSession, {
      where: { accountId, expiresAt: MoreThan(this.clock.now()) },
      order: { createdAt: 'DESC' },
    });
    return sessions
      .filter((session) => !this.use.isIdle(session))
      .map((session) => ({
        id: idOf(session),
        browser: session.browser,
        since: session.createdAt,
        lastUsedAt: session.lastUsedAt,
        current: session.tokenHash === hashSecret(secret),
      }));
  }

  /** Ends one session of the person; nothing when it is over already. */
  async endOne(actor: StaffActor, sessionId: Id): Promise<void> {
    const { accountId } = actor;
    await this.unitOfWork.run(async (tx) => {
      const session = (await tx.find(StaffSession, { where: { accountId } })).find((one) => idOf(one) === sessionId);
      if (!session) return;
      await tx.delete(StaffSession, { tokenHash: session.tokenHash });
      await this.audit.changed(tx, actor, 'account.session-ended', { kind: 'account', id: accountId });
    });
  }

  /** Ends every other session of the person. */
  async endOthers(actor: StaffActor, secret: string): Promise<void> {
    const { accountId } = actor;
    await this.unitOfWork.run(async (tx) => {
      await tx.delete(StaffSession, { accountId, tokenHash: Not(hashSecret(secret)) });
      await this.audit.changed(tx, actor, 'account.session-ended', { kind: 'account', id: accountId });
    });
  }
}

const idOf = ({ tokenHash }: StaffSession): Id => idOfSecret('staff-session', tokenHash);
