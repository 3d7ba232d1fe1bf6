import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Id } from '../kernel/ids.js';
import { NotFound } from '../kernel/refusal.js';
import { Audit } from '../platform/audit/index.js';
import { listOf, Reader } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { Territory } from '../territory/index.js';
import { desksOf } from './first-desk.js';
import { ImportBatch, ImportRow } from './persistence/triage.entities.js';

const BATCH_PAGE = 50;

export interface BatchSummary {
  readonly batch: ImportBatch;
  readonly outcomes: Readonly<Record<string, number>>;
}

/** What the lists held. Rows are kept as they were and may say more than a dossier asks: for the RPE's own desk alone. */
@Injectable()
export class ImportBatches {
  constructor(
    private readonly reader: Reader,
    private readonly audit: Audit,
    private readonly territory: Territory,
  ) {}

  /** Whether the actor may read lines of lists: the desk that serves whoever has none of their own. */
  mayRead(actor: Actor): boolean {
    return desksOf(actor).includes(this.territory.deskOf(null).id);
  }

  async latest(actor: Actor): Promise<BatchSummary[]> {
    this.check(actor);
    const batches = await this.reader.find(ImportBatch, { order: { at: 'DESC', id: 'DESC' }, take: BATCH_PAGE });
    const ids = listOf('batch', batches.map(({ id }) => id));
    const counts = await this.reader.sql<{ batchId: Id; outcome: string; count: number | string }>(
      `SELECT batch_id AS "batchId", outcome AS "outcome", COUNT(*) AS "count" FROM import_row WHERE batch_id IN (${ids.sql}) GROUP BY batch_id, outcome`,
      ids.parameters,
    );
    return batches.map((batch) => ({
      batch, outcomes: Object.fromEntries(counts.filter(({ batchId }) => batchId === batch.id).map(({ outcome, count }) => [outcome, Number(count)])),
    }));
  }

  /** @throws NotFound when it is not there or not the actor's */
  async batch(actor: Actor, batchId: Id): Promise<{ batch: ImportBatch; rows: ImportRow[] }> {
    this.check(actor);
    const batch = await this.reader.findOne(ImportBatch, { id: batchId });
    if (!batch) throw new NotFound('batch');
    await this.audit.read(actor, { kind: 'import', id: batchId });
    return { batch, rows: await this.reader.find(ImportRow, { where: { batchId }, order: { line: 'ASC' } }) };
  }

  /** The lines a request comes from; none for who may not read them. */
  async linesOf(actor: Actor, requestId: Id): Promise<{ row: ImportRow; fileName: string }[]> {
    if (!this.mayRead(actor)) return [];
    const rows = await this.reader.find(ImportRow, { where: { requestId }, order: { id: 'ASC' } });
    const batches = await this.reader.find(ImportBatch, { where: { id: In(rows.map(({ batchId }) => batchId)) } });
    return rows.map((row) => ({ row, fileName: batches.find(({ id }) => id === row.batchId)?.fileName ?? '' }));
  }

  private check(actor: Actor): void {
    if (!this.mayRead(actor)) throw new NotFound('imports');
  }
}
