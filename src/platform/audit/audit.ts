import { Global, Injectable, Module } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Hooks } from '../../kernel/hooks.js';
import { newId, type Id } from '../../kernel/ids.js';
import { UnitOfWork, type Tx } from '../database/index.js';
import { actorRef, type Actor } from '../security/index.js';
import { AuditEvent } from './audit-event.entity.js';
import { HourlyCounts } from './hourly-counts.js';
import { ReadingHeld, ReadingLimits, type ReadingWindow } from './reading-limits.js';

export interface AuditSubject {
  readonly kind: string;
  readonly id: Id;
}

export interface AuditedChange {
  readonly action: string;
  readonly subject: AuditSubject;
  readonly facts?: AuditEvent['facts'];
}

/** A page of staff that shows families, and what the journal keeps of it. */
export interface ShownFamilies {
  /** The list, and of what it is; or the one child. */
  readonly subject: AuditSubject;
  /** Whether it shows one child. */
  readonly single: boolean;
  readonly facts: NonNullable<AuditEvent['facts']>;
}

/** Reading was stopped for an account until the hour, or the day, is over. */
export interface StoppedReading {
  readonly accountId: Id;
  readonly window: ReadingWindow;
}

@Injectable()
export class Audit {
  /** Called once for each window in which an account is stopped, in the transaction that records it. */
  readonly stopped = new Hooks<(tx: Tx, stop: StoppedReading) => Promise<void>>('somebody has read too many families');

  constructor(
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly limits: ReadingLimits,
  ) {}

  /** Writes one row for one change, in the transaction of the change. */
  async changed(
    tx: Tx,
    actor: Actor,
    action: string,
    subject: AuditSubject,
    facts: AuditEvent['facts'] = null,
  ): Promise<void> {
    await this.changedAll(tx, actor, [{ action, subject, facts }]);
  }

  /** {@link changed} for many at once. */
  async changedAll(tx: Tx, actor: Actor, changes: readonly AuditedChange[]): Promise<void> {
    const at = this.clock.now();
    await tx.insert(
      AuditEvent,
      changes.map(({ action, subject, facts = null }) => ({
        id: newId(),
        at,
        actor: actorRef(actor),
        action,
        subjectKind: subject.kind,
        subjectId: subject.id,
        facts,
      })),
    );
  }

  /**
   * Writes one row for one read of a family's data, before the data is shown, and counts it for a member of staff.
   * @throws ReadingHeld when the account has read so much that nothing more is shown for now
   */
  async read(actor: Actor, subject: AuditSubject, facts: AuditEvent['facts'] = null): Promise<void> {
    await this.readTogether(actor, subject, [{ action: `${subject.kind}.read`, subject, facts }]);
  }

  /**
   * {@link read} for what shows several families at once: one row for each, and all count once, as `counted`.
   * @param lines none when the caller writes its own in the unit of work that shows the data
   */
  async readTogether(actor: Actor, counted: AuditSubject, lines: readonly AuditedChange[]): Promise<void> {
    try {
      await this.unitOfWork.run(async (tx) => {
        if (actor.kind === 'staff') await this.limits.countRead(tx, actor.accountId, counted);
        if (lines.length > 0) await this.changedAll(tx, actor, lines);
      });
    } catch (error) {
      if (error instanceof ReadingHeld && error.kind === 'stopped') await this.recordStop(actor, error);
      throw error;
    }
  }

  /** {@link read} for a page that shows families: a list counts once an hour, however many of its pages are seen. */
  async readShown(actor: Actor, { subject, single, facts }: ShownFamilies): Promise<void> {
    await this.readTogether(actor, subject, [
      { action: single ? `${subject.kind}.read` : 'list.read', subject, facts },
    ]);
  }

  /** {@link read} for a file with families that leaves the desk: a table, letters to print. */
  async readFile(actor: Actor, subject: AuditSubject, facts: AuditEvent['facts']): Promise<void> {
    await this.readTogether(actor, subject, [{ action: 'file.read', subject, facts }]);
  }

  private async recordStop(actor: Actor, { accountId, window, key }: ReadingHeld): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.limits.recordStop(tx, key))) return;
      await this.changed(tx, actor, 'reading.stop', { kind: 'account', id: accountId }, { window });
      for (const tell of this.stopped.all) await tell(tx, { accountId, window });
    });
  }
}

@Global()
@Module({ providers: [Audit, ReadingLimits, HourlyCounts], exports: [Audit, ReadingLimits, HourlyCounts] })
export class AuditModule {}
