import { Global, Injectable, Module } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import { UnitOfWork, type Tx } from '../database/index.js';
import { actorRef, type Actor } from '../security/index.js';
import { AuditEvent } from './audit-event.entity.js';

export interface AuditSubject {
  readonly kind: string;
  readonly id: Id;
}

export interface AuditedChange {
  readonly action: string;
  readonly subject: AuditSubject;
  readonly facts?: AuditEvent['facts'];
}

@Injectable()
export class Audit {
  constructor(
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
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

  /** Writes one row for one read of a family's data, before the data is shown. */
  async read(actor: Actor, subject: AuditSubject, facts: AuditEvent['facts'] = null): Promise<void> {
    await this.unitOfWork.run((tx) => this.changed(tx, actor, `${subject.kind}.read`, subject, facts));
  }
}

@Global()
@Module({ providers: [Audit], exports: [Audit] })
export class AuditModule {}
