import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { readableRequests } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import { NotFound } from '../kernel/refusal.js';
import type { Instant } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import { listOf, Reader } from '../platform/database/index.js';
import { type Actor, desksOf } from '../platform/security/index.js';
import { ImportBatch, ImportContent, ImportRow, type ImportOutcome } from './persistence/import.entities.js';

const BATCH_PAGE = 50;
export const LINES_PAGE = 50;

/** Every line of a batch: the rows it brought, and those that say what a row of an earlier list said. */
const LINES = `(
  SELECT r.batch_id, r.id, r.line, r.raw, r.outcome, r.problems, r.request_id, o.raw AS before
  FROM import_row r LEFT JOIN import_row o ON o.id = r.mends_id
  UNION ALL
  SELECT k.batch_id, r.id, k.line, r.raw, CASE WHEN r.outcome = 'blank' THEN 'blank' ELSE 'repeated' END, '[]', r.request_id, NULL
  FROM import_known_line k JOIN import_row r ON r.id = k.row_id
) AS batch_line`;

export type Outcomes = Readonly<Partial<Record<ImportOutcome, number>>>;

export interface BatchSummary {
  readonly batch: ImportBatch;
  readonly outcomes: Outcomes;
}

/** The file of a batch, as it was sent. */
export interface BatchFile {
  readonly fileName: string;
  /** As {@link decode} found it. */
  readonly encoding: string;
  readonly bytes: Buffer;
}

export interface BatchLine extends Pick<ImportRow, 'id' | 'line' | 'raw' | 'outcome' | 'problems' | 'requestId'> {
  /** Whether the actor may open the request: it may be another desk's. */
  readonly opens: boolean;
  /** The line as it was, where a person has written it anew. */
  readonly before: string | null;
}

/**
 * What the lists held. Rows are kept as they were and may say more than a dossier asks: for the desk that imported them
 * alone.
 */
@Injectable()
export class ImportBatches {
  constructor(
    private readonly reader: Reader,
    private readonly audit: Audit,
  ) {}

  async latest(actor: Actor): Promise<BatchSummary[]> {
    const batches = await this.reader.find(ImportBatch, {
      where: { deskId: In(desksOf(actor)) },
      order: { at: 'DESC', id: 'DESC' },
      take: BATCH_PAGE,
    });
    const outcomes = await this.outcomesOf(batches.map(({ id }) => id));
    return batches.map((batch) => ({ batch, outcomes: outcomes.get(batch.id) ?? {} }));
  }

  /** @throws NotFound when it is not there or not the actor's */
  async summary(actor: Actor, batchId: Id): Promise<BatchSummary> {
    const batch = await this.reader.findOne(ImportBatch, { id: batchId });
    if (!batch || !desksOf(actor).includes(batch.deskId)) throw new NotFound('import');
    return { batch, outcomes: (await this.outcomesOf([batchId])).get(batchId) ?? {} };
  }

  /** @param page from 1 */
  async lines(
    actor: Actor,
    { batch }: BatchSummary,
    outcomes: readonly ImportOutcome[],
    page: number,
  ): Promise<BatchLine[]> {
    await this.audit.read(actor, { kind: 'import', id: batch.id });
    const wanted = listOf('outcome', outcomes);
    const rows = await this.reader.sql<Omit<BatchLine, 'problems' | 'opens'> & { problems: string }>(
      `SELECT id, line, raw, outcome, problems, request_id AS "requestId", before FROM ${LINES}
       WHERE batch_id = :batchId AND outcome IN (${wanted.sql}) ORDER BY line, id LIMIT ${LINES_PAGE} OFFSET ${LINES_PAGE * (page - 1)}`,
      { ...wanted.parameters, batchId: batch.id },
    );
    const readable = await this.readableAmong(
      actor,
      rows.flatMap(({ requestId }) => requestId ?? []),
    );
    return rows.map(({ problems, ...row }) => ({
      ...row,
      problems: JSON.parse(problems) as BatchLine['problems'],
      opens: row.requestId !== null && readable.has(row.requestId),
    }));
  }

  /** Until when the file itself may be had; null once it is gone. */
  async fileKeptUntil(batchId: Id): Promise<Instant | null> {
    const [content] = await this.reader.sql<{ keptUntil: Instant }>(
      'SELECT kept_until AS "keptUntil" FROM import_content WHERE batch_id = :batchId',
      { batchId },
    );
    return content?.keptUntil ?? null;
  }

  /** @throws NotFound once the file is gone */
  async file(actor: Actor, batchId: Id): Promise<BatchFile> {
    const { batch } = await this.summary(actor, batchId);
    const content = await this.reader.findOne(ImportContent, { batchId });
    if (!content) throw new NotFound('file');
    await this.audit.read(actor, { kind: 'import', id: batchId }, { file: true });
    return { fileName: batch.fileName, encoding: batch.encoding, bytes: Buffer.from(content.bytes, 'base64') };
  }

  /** The lines a request comes from; none for who may not read them. */
  async linesOf(actor: Actor, requestId: Id): Promise<{ row: ImportRow; fileName: string }[]> {
    const rows = await this.reader.find(ImportRow, { where: { requestId }, order: { id: 'ASC' } });
    const batches = await this.reader.find(ImportBatch, {
      where: { id: In(rows.map(({ batchId }) => batchId)), deskId: In(desksOf(actor)) },
    });
    return rows.flatMap((row) =>
      batches.filter(({ id }) => id === row.batchId).map(({ fileName }) => ({ row, fileName })),
    );
  }

  private async outcomesOf(batchIds: readonly Id[]): Promise<ReadonlyMap<Id, Outcomes>> {
    const ids = listOf('batch', batchIds);
    const counts = await this.reader.sql<{ batchId: Id; outcome: ImportOutcome; count: number | string }>(
      `SELECT batch_id AS "batchId", outcome AS "outcome", COUNT(*) AS "count" FROM ${LINES}
        WHERE batch_id IN (${ids.sql}) GROUP BY batch_id, outcome`,
      ids.parameters,
    );
    const byBatch = new Map<Id, Partial<Record<ImportOutcome, number>>>();
    for (const { batchId, outcome, count } of counts)
      byBatch.set(batchId, { ...byBatch.get(batchId), [outcome]: Number(count) });
    return byBatch;
  }

  private async readableAmong(actor: Actor, requestIds: readonly Id[]): Promise<ReadonlySet<Id>> {
    const ids = listOf('request', requestIds);
    const scope = readableRequests(actor);
    const rows = await this.reader.sql<{ id: Id }>(
      `SELECT r.id FROM child_request r WHERE r.id IN (${ids.sql}) AND ${scope.sql}`,
      { ...ids.parameters, ...scope.parameters },
    );
    return new Set(rows.map(({ id }) => id));
  }
}
