import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { jobType } from '../../kernel/job-type.js';
import { addMinutes } from '../../kernel/time.js';
import { UnitOfWork } from '../database/index.js';
import { JobHandlers, Queue } from '../queue/index.js';
import { AuditAnchors } from './audit-anchors.js';
import { AuditSeals } from './audit-seals.js';

const SEAL = jobType('audit.seal');
const ANCHOR = jobType('audit.anchor');
/** The jobs that seal the journal, every few minutes. */
export const AUDIT_CHAIN_JOBS: readonly string[] = [SEAL, ANCHOR];

/** Seals the journal every few minutes, and anchors each seal at once. */
@Injectable()
export class AuditChainJobs implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly seals: AuditSeals,
    private readonly anchors: AuditAnchors,
  ) {}

  async onModuleInit(): Promise<void> {
    this.handlers.register({
      type: SEAL,
      handle: async (tx) => {
        const more = await this.seals.sealLines(tx);
        const now = this.clock.now();
        await this.queue.plan(tx, ANCHOR, {}, { key: ANCHOR });
        await this.queue.plan(
          tx,
          SEAL,
          {},
          { at: more ? now : addMinutes(now, this.config.AUDIT_SEAL_MINUTES), key: SEAL },
        );
      },
    });
    this.handlers.register({
      type: ANCHOR,
      outside: () => this.anchors.leave(),
      handle: async (tx, _payload, left) => {
        if (left.length > 0) await this.anchors.record(tx, left);
      },
    });
    await this.unitOfWork.run((tx) =>
      this.queue.ensure(tx, SEAL, { at: addMinutes(this.clock.now(), this.config.AUDIT_SEAL_MINUTES), key: SEAL }),
    );
  }
}
