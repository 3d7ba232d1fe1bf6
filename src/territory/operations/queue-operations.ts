import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { UnitOfWork } from '../../foundation/platform/database/index.js';
import { JobDesk } from '../../foundation/platform/queue/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';

/** What the administrator does to the queue. Each act is audited. */
@Injectable()
export class QueueOperations {
  constructor(
    private readonly desk: JobDesk,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /**
   * @throws NotFound when no such job has failed
   * @throws DomainError when another job already does the same work
   */
  async runJobAgain(actor: Actor, id: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const outcome = await this.desk.runAgain(tx, id);
      if (outcome === 'absent') throw new NotFound('job');
      if (outcome === 'already-planned') throw new DomainError(refuse('job.already-planned'));
      await this.audit.changed(tx, actor, 'job.run-again', { kind: 'job', id });
    });
  }

  /** @throws NotFound when no failed job of that type can run again */
  async runAllAgain(actor: Actor, type: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const count = await this.desk.runAllAgain(tx, type);
      if (count === 0) throw new NotFound('job');
      await this.audit.changed(tx, actor, 'job.run-all-again', { kind: 'job-type', id: type }, { count });
    });
  }

  /** @throws NotFound when the job has ended or never existed */
  async cancelJob(actor: Actor, id: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const type = await this.desk.cancelJob(tx, id);
      if (type === null) throw new NotFound('job');
      await this.audit.changed(tx, actor, 'job.cancel', { kind: 'job', id }, { type });
    });
  }
}
