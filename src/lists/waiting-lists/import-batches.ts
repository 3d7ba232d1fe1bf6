import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { readableRequests } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { SealedFiles } from '../../foundation/platform/sealed-files/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { fileOf } from './import-drafts.js';
import { desksImportedForBy, mayReadImport } from './import.policy.js';
import { countOutcomes, listBatchLines, listReadable, type LineRow } from './persistence/import-lines.queries.js';
import { ImportBatch, ImportRow, type ImportOutcome } from './persistence/import.entities.js';

const BATCH_PAGE = 50;
export const LINES_PAGE = 50;

export type Outcomes = Readonly<Partial<Record<ImportOutcome, number>>>;

export interface BatchSummary {
  readonly batch: ImportBatch;
  readonly outcomes: Outcomes;
}

/** A line from which a request comes, and the list that held it. */
export interface ImportedLine {
  readonly row: ImportRow;
  readonly fileName: string;
  /** When the list was imported, and who did. */
  readonly at: Instant;
  readonly by: string;
}

/** The file of a batch, as it was sent. */
export interface BatchFile {
  readonly fileName: string;
  /** The encoding that {@link decode} found. */
  readonly encoding: string;
  readonly bytes: Buffer;
}

export interface BatchLine extends LineRow {
  /** Whether the actor may open the request, which another desk may follow. */
  readonly opens: boolean;
}

/** What names the family of a line that became no request. @param line from 1 */
export const lineName = (batchId: Id, line: number): string => `${batchId} ${line}`;

/**
 * The content of imported lists. Rows are kept unchanged and may say more than a dossier asks, so only the desk that
 * imported them sees them.
 */
@Injectable()
export class ImportBatches {
  constructor(
    private readonly reader: Reader,
    private readonly audit: Audit,
    private readonly files: SealedFiles,
  ) {}

  async listLatest(actor: Actor): Promise<BatchSummary[]> {
    const batches = await this.reader.find(ImportBatch, {
      where: { deskId: In(desksImportedForBy(actor)) },
      order: { at: 'DESC', id: 'DESC' },
      take: BATCH_PAGE,
    });
    const outcomes = await this.outcomesOf(batches.map(({ id }) => id));
    return batches.map((batch) => ({ batch, outcomes: outcomes.get(batch.id) ?? {} }));
  }

  /** @throws NotFound when it is not there or not the actor's */
  async readSummary(actor: Actor, batchId: Id): Promise<BatchSummary> {
    const batch = await this.reader.findOne(ImportBatch, { id: batchId });
    if (!batch || !mayReadImport(actor, batch)) throw new NotFound('import');
    return { batch, outcomes: (await this.outcomesOf([batchId])).get(batchId) ?? {} };
  }

  /** @param page from 1 */
  async listLines(
    actor: Actor,
    { batch }: BatchSummary,
    outcomes: readonly ImportOutcome[],
    page: number,
  ): Promise<BatchLine[]> {
    const rows = await listBatchLines(this.reader, batch.id, outcomes, { number: page, size: LINES_PAGE });
    await this.audit.readListed(
      actor,
      rows.map(({ requestId, line }) => requestId ?? lineName(batch.id, line)),
      [{ action: 'import.read', subject: { kind: 'import', id: batch.id } }],
    );
    const readable = await this.readableAmong(
      actor,
      rows.flatMap(({ requestId }) => requestId ?? []),
    );
    return rows.map((row) => ({ ...row, opens: row.requestId !== null && readable.has(row.requestId) }));
  }

  /** Until when the file can be downloaded; null once it is erased. */
  fileKeptUntil(batchId: Id): Promise<Instant | null> {
    return this.files.findEnd(this.reader, fileOf(batchId));
  }

  /** @throws NotFound once the file is gone */
  async readFile(actor: Actor, batchId: Id): Promise<BatchFile> {
    const { batch } = await this.readSummary(actor, batchId);
    const bytes = await this.files.readFile(this.reader, fileOf(batchId));
    if (!bytes) throw new NotFound('file');
    const lines = Array.from({ length: batch.rows }, (_, index) => lineName(batchId, index + 1));
    await this.audit.readFile(actor, { kind: 'import', id: batchId }, lines);
    return { fileName: batch.fileName, encoding: batch.encoding, bytes };
  }

  /** The lines from which a request comes, in the order in which they were imported. Empty for a person who may not read them. */
  async linesOf(actor: Actor, requestId: Id): Promise<ImportedLine[]> {
    const rows = await this.reader.find(ImportRow, { where: { requestId }, order: { id: 'ASC' } });
    const batches = await this.reader.find(ImportBatch, {
      where: { id: In(rows.map(({ batchId }) => batchId)), deskId: In(desksImportedForBy(actor)) },
    });
    return rows.flatMap((row) =>
      batches
        .filter(({ id }) => id === row.batchId)
        .map(({ fileName, at, importedBy }) => ({ row, fileName, at, by: importedBy })),
    );
  }

  private async outcomesOf(batchIds: readonly Id[]): Promise<ReadonlyMap<Id, Outcomes>> {
    const byBatch = new Map<Id, Partial<Record<ImportOutcome, number>>>();
    for (const { batchId, outcome, count } of await countOutcomes(this.reader, batchIds))
      byBatch.set(batchId, { ...byBatch.get(batchId), [outcome]: count });
    return byBatch;
  }

  private async readableAmong(actor: Actor, requestIds: readonly Id[]): Promise<ReadonlySet<Id>> {
    return new Set(await listReadable(this.reader, requestIds, readableRequests(actor)));
  }
}
