import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addMonths, dayOf, instantAt } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { JobHandlers, Queue } from '../../foundation/platform/queue/index.js';
import { SealedFiles } from '../../foundation/platform/sealed-files/index.js';
import { type Actor, actorRef } from '../../foundation/platform/security/index.js';
import { fileOf, ImportDrafts, importerOf, keptUntil, usesOf } from './import-drafts.js';
import { mayReadImport } from './import.policy.js';
import { ListReader } from './list-reader.js';
import { fingerprintsOf, ListPlans, type NumberedRow } from './list-plans.js';
import { holdsErased } from './persistence/import-files.queries.js';
import { ImportBatch, ImportRow, KnownLine } from './persistence/import.entities.js';
import { ofOneList } from './of-one-list.js';
import { RowIntake, type TakenRow } from './row-intake.js';

const JOB = jobType<{ batchId: Id }>('triage.import');
/** How many rows one job imports. Each job holds SQLite's only writer. */
const ROWS_PER_JOB = 20;
/** The longest that a file is kept for an import that has not ended. */
const LONGEST_IMPORT_MONTHS = 12;

const keyOf = (batchId: Id): string => `${JOB}:${batchId}`;

/**
 * Imports a list by jobs of a few rows each. What a job imports, and that it was imported, are one transaction: a
 * crash loses nothing and repeats nothing.
 */
@Injectable()
export class ImportRuns implements OnModuleInit {
  /**
   * The rows of the list being imported, kept for its next jobs. A process that does not have them reads the file
   * again.
   */
  private read: { readonly batchId: Id; readonly rows: readonly NumberedRow[] } | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly drafts: ImportDrafts,
    private readonly lists: ListReader,
    private readonly plans: ListPlans,
    private readonly intake: RowIntake,
    private readonly files: SealedFiles,
  ) {}

  onModuleInit(): void {
    this.handlers.register<{ batchId: string }, readonly NumberedRow[] | null>({
      type: JOB,
      outside: ({ batchId }) => this.rowsOf(batchId),
      handle: (tx, { batchId }, rows) => this.takeSome(tx, batchId, rows),
    });
  }

  /**
   * Starts the import. It starts once, however many times this is called.
   * @param takenAnyway the lines that are taken although the list says that the family no longer waits
   */
  async startImport(actor: Actor, batchId: Id, takenAnyway: readonly number[] = []): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const batch = await this.requireOwn(tx, actor, batchId);
      if (batch.workbook?.sheet === null) throw new DomainError(refuse('workbook.whichSheet'));
      const started = await tx.update(
        ImportBatch,
        { id: batch.id, state: 'draft' },
        {
          state: 'running',
          at: this.clock.now(),
          importedBy: actorRef(importerOf(actor)),
          takenAnyway: [...takenAnyway],
        },
      );
      if (started === 0) return;
      const end = instantAt(addMonths(this.clock.today(), LONGEST_IMPORT_MONTHS));
      await this.files.changeEnd(tx, fileOf(batchId), end);
      await this.queue.plan(tx, JOB, { batchId }, { key: keyOf(batchId) });
      await this.audit.changed(tx, actor, 'import.start', { kind: 'import', id: batchId }, { rows: batch.rows });
    });
  }

  /** Goes on where the import stopped, after the queue has given up. */
  async resumeImport(actor: Actor, batchId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { state } = await this.requireOwn(tx, actor, batchId);
      if (state === 'running') await this.queue.plan(tx, JOB, { batchId }, { key: keyOf(batchId) });
    });
  }

  private async requireOwn(tx: Tx, actor: Actor, batchId: Id): Promise<ImportBatch> {
    const batch = await tx.lock(ImportBatch, { id: batchId });
    if (!batch || !mayReadImport(actor, batch)) throw new NotFound('import');
    return batch;
  }

  /**
   * The rows as they are read on the day the import was started, because dates are judged by that day. A night in
   * between changes nothing.
   */
  private async rowsOf(batchId: Id): Promise<readonly NumberedRow[] | null> {
    if (this.read?.batchId === batchId) return this.read.rows;
    const batch = await this.reader.findOne(ImportBatch, { id: batchId });
    if (batch?.state !== 'running') return null;
    const { rows } = await this.plans.planList({
      name: batch.fileName,
      file: await this.lists.readList(await this.drafts.readBytes(batchId), batch.workbook),
      establishmentId: batch.establishmentId,
      uses: usesOf(batch.columns ?? []),
      importedOn: dayOf(batch.at),
      takenAnyway: batch.takenAnyway ?? [],
    });
    this.read = { batchId, rows };
    return rows;
  }

  private async takeSome(tx: Tx, batchId: Id, rows: readonly NumberedRow[] | null): Promise<void> {
    const batch = await tx.lock(ImportBatch, { id: batchId });
    if (batch?.state !== 'running' || rows === null) return;
    const importer = { kind: 'import', accountId: batch.importedBy.split(':')[1] ?? null } as const;
    const taken = await this.intake.takeAll(
      tx,
      { batchId, deskId: batch.deskId, importer, ofOneList: ofOneList(batchId, fingerprintsOf(rows)) },
      rows.slice(batch.taken, batch.taken + ROWS_PER_JOB),
    );
    await this.noteKnown(
      tx,
      batchId,
      taken.filter(({ isNew }) => !isNew),
    );
    const done = batch.taken + taken.length;
    if (done < rows.length) {
      await tx.update(ImportBatch, { id: batchId }, { taken: done });
      await this.queue.plan(tx, JOB, { batchId }, { key: keyOf(batchId) });
      return;
    }
    const now = this.clock.now();
    await tx.update(ImportBatch, { id: batchId }, { taken: done, state: 'done', finishedAt: now });
    await this.files.changeEnd(tx, fileOf(batchId), keptUntil(now));
    // If a family was erased while its list was being imported, the file is erased as well.
    if (await holdsErased(tx, batchId)) await this.files.eraseFiles(tx, 'import', [batchId]);
    tx.afterCommit(() => (this.read = null));
  }

  private async noteKnown(tx: Tx, batchId: Id, taken: readonly TakenRow[]): Promise<void> {
    for (const {
      fingerprint,
      row: { line },
    } of taken) {
      const known = await tx.findOne(ImportRow, { fingerprint });
      if (known) await tx.insert(KnownLine, { id: newId(), batchId, line, rowId: known.id });
    }
  }
}
