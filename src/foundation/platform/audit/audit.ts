import { Global, Injectable, Module } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Hooks } from '../../kernel/hooks.js';
import { newId, type Id } from '../../kernel/ids.js';
import { UnitOfWork, type Tx } from '../database/index.js';
import { actorRef, type Actor } from '../security/index.js';
import { AuditEvent } from './audit-event.entity.js';
import { HourlyCounts } from './hourly-counts.js';
import { ReadingHeld, ReadingLimits, type CountedReading } from './reading-limits.js';
import type { ReadingKind, ReadingWindow } from './reading-windows.js';

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
  /** What names each family that it shows: the id of its request where there is one. */
  readonly families: readonly string[];
  readonly facts: NonNullable<AuditEvent['facts']>;
}

/** An account reads more families than the limits allow. */
export interface HeldReading {
  readonly accountId: Id;
  /** The person, or the program. */
  readonly reader: string;
  readonly what: ReadingKind;
  readonly window: ReadingWindow;
}

@Injectable()
export class Audit {
  /** Called once for each time that an account is stopped, in the transaction that records it. */
  readonly stopped = new Hooks<(tx: Tx, held: HeldReading) => Promise<void>>('somebody has read too many families');
  /** Called once a day for an account that is asked to confirm again and again, and does not. */
  readonly unanswered = new Hooks<(tx: Tx, held: HeldReading) => Promise<void>>(
    'somebody does not confirm that it reads',
  );

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
    await this.readOpened(actor, [nameOf(subject)], [{ action: `${subject.kind}.read`, subject, facts }]);
  }

  /**
   * {@link read} for what opens several families at once.
   * @param families what names each of them
   * @param lines none when the caller writes its own in the unit of work that shows the data
   */
  async readOpened(actor: Actor, families: readonly string[], lines: readonly AuditedChange[]): Promise<void> {
    await this.count(actor, { what: 'opened', families }, lines);
  }

  /** {@link readOpened} for what names families among others: a list, what a program asked for. */
  async readListed(actor: Actor, families: readonly string[], lines: readonly AuditedChange[]): Promise<void> {
    await this.count(actor, { what: 'listed', families }, lines);
  }

  /** {@link read} for a page that shows families. */
  async readShown(actor: Actor, { subject, single, families, facts }: ShownFamilies): Promise<void> {
    if (single) return this.read(actor, subject, facts);
    await this.readListed(actor, families, [{ action: 'list.read', subject, facts }]);
  }

  /**
   * {@link read} for a file with families that leaves the desk: a table, letters to print.
   * @param count of lines in the file, where it is not that of its families
   */
  async readFile(
    actor: Actor,
    subject: AuditSubject,
    families: readonly string[],
    count = new Set(families).size,
  ): Promise<void> {
    await this.readListed(actor, families, [{ action: 'file.read', subject, facts: { count } }]);
  }

  private async count(actor: Actor, reading: CountedReading, lines: readonly AuditedChange[]): Promise<void> {
    if (reading.families.length === 0 && lines.length === 0) return;
    const readerId = actor.kind === 'staff' ? actor.accountId : actor.kind === 'client' ? actor.clientId : null;
    try {
      await this.unitOfWork.run(async (tx) => {
        if (readerId !== null && reading.families.length > 0)
          await this.limits.countReading(tx, readerId, reading, actor.kind === 'staff');
        if (lines.length > 0) await this.changedAll(tx, actor, lines);
      });
    } catch (error) {
      if (error instanceof ReadingHeld) await this.recordHeld(actor, readerId!, error);
      throw error;
    }
  }

  private async recordHeld(actor: Actor, accountId: Id, held: ReadingHeld): Promise<void> {
    const { what, refusal } = held;
    const { window } = refusal;
    const isStop = refusal.kind === 'stopped';
    await this.unitOfWork.run(async (tx) => {
      const isTold = await (isStop
        ? this.limits.recordStop(tx, accountId, held)
        : this.limits.recordAsked(tx, accountId, held));
      if (!isTold) return;
      const subject = { kind: actor.kind === 'staff' ? 'account' : 'client', id: accountId };
      await this.changed(tx, actor, isStop ? 'reading.stop' : 'reading.unanswered', subject, { what, window });
      const reader = 'name' in actor ? actor.name : accountId;
      for (const tell of (isStop ? this.stopped : this.unanswered).all)
        await tell(tx, { accountId, reader, what, window });
    });
  }
}

/** What names a subject among those that an account has opened. */
export const nameOf = ({ kind, id }: AuditSubject): string => `${kind} ${id}`;

@Global()
@Module({ providers: [Audit, ReadingLimits, HourlyCounts], exports: [Audit, ReadingLimits, HourlyCounts] })
export class AuditModule {}
