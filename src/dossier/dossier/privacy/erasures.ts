import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../../foundation/config/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { jobType } from '../../../foundation/kernel/job-type.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { UnitOfWork } from '../../../foundation/platform/database/index.js';
import { ErasureLog, erasureLogIn } from '../../../foundation/platform/erasures/index.js';
import { JobHandlers, Queue } from '../../../foundation/platform/queue/index.js';
import { SYSTEM } from '../../../foundation/platform/security/index.js';
import { Forgetting, StillPlaced } from './forgetting.js';
import { Dossier } from '../persistence/dossier.entities.js';

const JOB = jobType<{ dossierId: Id }>('erasure.record');

export interface ErasedAgain {
  readonly erased: number;
  /** Dossiers whose children hold a place in the restored rows. A person has to end the place first. */
  readonly kept: readonly Id[];
}

/**
 * Backups still hold families that were forgotten. This notes, outside the database, who was forgotten, and forgets
 * them again after a restore.
 */
@Injectable()
export class Erasures implements OnModuleInit {
  private readonly log: ErasureLog | null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly forgetting: Forgetting,
    { BACKUP_DIR }: Config,
  ) {
    this.log = BACKUP_DIR === undefined ? null : new ErasureLog(erasureLogIn(BACKUP_DIR));
  }

  onModuleInit(): void {
    const { log } = this;
    this.handlers.register({
      type: JOB,
      outside: async ({ dossierId }) => log?.append(dossierId, this.clock.now()),
      handle: () => Promise.resolve(),
    });
    if (log)
      this.forgetting.forgotten.join(
        'dossier writes it in the log of erasures, for backups that come back',
        async (tx, dossierId) => void (await this.queue.plan(tx, JOB, { dossierId })),
      );
  }

  /** Forgets again those of these dossiers that still have their names here. Doing it twice changes nothing more. */
  async again(dossierIds: readonly Id[]): Promise<ErasedAgain> {
    let erased = 0;
    const kept: Id[] = [];
    for (const id of dossierIds) {
      try {
        if (await this.eraseAgain(id)) erased += 1;
      } catch (error) {
        if (!(error instanceof StillPlaced)) throw error;
        kept.push(id);
      }
    }
    return { erased, kept };
  }

  /**
   * Erases one dossier again. What the family did between the backup and its erasure is no longer known. An open
   * request, with its offer, is therefore withdrawn in its name.
   */
  private eraseAgain(dossierId: Id): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      const dossier = await tx.findOne(Dossier, { id: dossierId });
      if (!dossier || dossier.anonymisedAt !== null) return false;
      await this.forgetting.eraseDossier(tx, SYSTEM, dossierId, () => null);
      return true;
    });
  }
}
