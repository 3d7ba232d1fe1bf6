import { Injectable, type OnModuleInit } from '@nestjs/common';
import { findStaffActor } from '../../territory/accounts/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { addDays, instantAt } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { JobHandlers, Nightly, Queue } from '../../foundation/platform/queue/index.js';
import { BulkRows } from './bulk-rows.js';
import { deleteBulkActsBefore } from './persistence/bulk-acts.queries.js';
import { BulkAct, BulkActRow } from './persistence/bulk-act.entities.js';

const ROW = jobType<{ rowId: Id }>('triage.bulk-row');
const RETENTION = jobType('triage.bulk-retention');
const HOUR = '03:40';
/** How long what became of each row can be read again. The history of each request tells it for ever. */
const KEPT_DAYS = 30;

/**
 * Does acts on many: a job a row, whatever brings the jobs. What a row does, and that it is done, are one transaction:
 * a process that is killed loses nothing and repeats nothing.
 */
@Injectable()
export class BulkRuns implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly nightly: Nightly,
    private readonly rows: BulkRows,
  ) {}

  async onModuleInit(): Promise<void> {
    this.handlers.register({ type: ROW, handle: (tx, { rowId }) => this.doOnce(tx, rowId) });
    await this.nightly.every(RETENTION, HOUR, async (tx) => {
      await deleteBulkActsBefore(tx, instantAt(addDays(this.clock.today(), -KEPT_DAYS)));
      return false;
    });
  }

  /** Plans what is left of it. A row whose job waits already has no second one. */
  async planRows(tx: Tx, bulkActId: Id): Promise<void> {
    const waiting = await tx.find(BulkActRow, { where: { bulkActId, state: 'waiting' }, order: { position: 'ASC' } });
    await this.queue.planAll(
      tx,
      ROW,
      waiting.map(({ id }) => ({ payload: { rowId: id }, key: `${ROW}:${id}` })),
    );
  }

  private async doOnce(tx: Tx, rowId: Id): Promise<void> {
    const row = await tx.lock(BulkActRow, { id: rowId });
    if (row?.state !== 'waiting') return;
    const act = (await tx.findOne(BulkAct, { id: row.bulkActId }))!;
    // Who has lost a commune or the account since the press has lost the rows that are left.
    const actor = await findStaffActor(tx, act.accountId);
    const { refusal, channels } = await this.rows.doRow(tx, actor, act, row);
    await tx.update(
      BulkActRow,
      { id: rowId },
      { state: refusal ? 'refused' : 'done', refusal, channels: [...channels], at: this.clock.now() },
    );
  }
}
