import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { addDays, dayOf, instantAt, type Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { SealedFiles, type FileOwner } from '../../foundation/platform/sealed-files/index.js';
import { type Actor, actorRef } from '../../foundation/platform/security/index.js';
import { Supply } from '../../offer/supply/index.js';
import { RememberedColumns } from './column-memory.js';
import { columnsOf, recogniseColumns, saysWhichChild, type ColumnUse, type ColumnUses } from './domain/columns.js';
import { listName } from './domain/list-owner.js';
import { plain } from './domain/plain-text.js';
import { mayImportFor, mayReadImport } from './import.policy.js';
import { ListPlans } from './list-plans.js';
import { ListReader } from './list-reader.js';
import { ImportBatch, type BatchColumn } from './persistence/import.entities.js';
import type { ListedSheet } from './reader/choose-sheet.js';
import type { ListFile } from './reader/read-list.js';

/** Days after which an unused file, or one whose import is over, is erased. */
export const CONTENT_DAYS = 7;

export interface DraftList {
  readonly batch: ImportBatch & { readonly columns: BatchColumn[] };
  readonly file: ListFile;
}

/**
 * Uploaded lists of which nothing is imported yet. A person looks at them, says what their columns hold, or drops
 * them.
 */
@Injectable()
export class ImportDrafts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly supply: Supply,
    private readonly plans: ListPlans,
    private readonly remembered: RememberedColumns,
    private readonly lists: ListReader,
    private readonly files: SealedFiles,
  ) {}

  /** Stores a file. @returns the batch, or the refusal of a file that is no readable list */
  async storeList(
    actor: Actor,
    deskId: string,
    fileName: string,
    bytes: Buffer,
  ): Promise<DraftList['batch'] | Refusal> {
    if (!mayImportFor(actor, deskId)) throw new NotFound('desk');
    const opened = await this.lists.openList(fileName, bytes, countKnownColumns);
    if (!opened.ok) return opened.refusal;
    const file = this.files.judgeFile(opened.mediaType, bytes);
    if ('code' in file) return file;
    const { headers, encoding, separator, rows } = opened.file ?? UNCHOSEN;
    const uses = await this.remembered.readUses(deskId, headers);
    const batch: DraftList['batch'] = {
      id: newId(),
      at: this.clock.now(),
      fileName: listName(fileName),
      encoding,
      separator,
      importedBy: actorRef(importerOf(actor)),
      rows: rows.length,
      deskId,
      state: 'draft',
      establishmentId: this.plans.ownerOf(fileName),
      columns: columnsOf(headers, uses),
      taken: 0,
      finishedAt: null,
      takenAnyway: null,
      workbook: opened.choice,
    };
    await this.unitOfWork.run(async (tx) => {
      await tx.insert(ImportBatch, batch);
      await this.files.keepFile(tx, fileOf(batch.id), file, keptUntil(this.clock.now()));
      await this.audit.changed(tx, actor, 'import.upload', { kind: 'import', id: batch.id }, { rows: rows.length });
    });
    return batch;
  }

  /** @throws NotFound when it is not there, not the actor's, or no longer a draft */
  async readDraft(actor: Actor, batchId: Id): Promise<DraftList> {
    const batch = await this.reader.findOne(ImportBatch, { id: batchId });
    if (batch?.state !== 'draft' || !batch.columns || !mayReadImport(actor, batch)) throw new NotFound('import');
    await this.audit.read(actor, { kind: 'import', id: batchId });
    return { batch: { ...batch, columns: batch.columns }, file: await this.fileOfBatch(batch) };
  }

  /** The sheets among which the actor says which one is meant; empty for a file of text. */
  async listSheets(actor: Actor, batchId: Id): Promise<ListedSheet[]> {
    const { batch } = await this.readDraft(actor, batchId);
    return batch.workbook === null ? [] : this.lists.listSheets(await this.readBytes(batchId), batch.workbook);
  }

  /**
   * Reads the sheet that the actor says. Nothing was imported yet, so its columns take the place of another's.
   * @throws DomainError when the sheet is not one of those that hold a list
   */
  async chooseSheet(actor: Actor, batchId: Id, sheet: string): Promise<void> {
    const { batch } = await this.readDraft(actor, batchId);
    if (batch.workbook === null) throw new NotFound('sheet');
    const { file, choice } = await this.lists.chooseSheet(await this.readBytes(batchId), batch.workbook, sheet);
    const uses = await this.remembered.readUses(batch.deskId, file.headers);
    await this.unitOfWork.run(async (tx) => {
      const change = { workbook: choice, rows: file.rows.length, columns: columnsOf(file.headers, uses) };
      await tx.update(ImportBatch, { id: batchId, state: 'draft' }, change);
      await this.audit.changed(tx, actor, 'import.sheet', { kind: 'import', id: batchId }, { rows: file.rows.length });
    });
  }

  private async fileOfBatch({ id, workbook }: ImportBatch): Promise<ListFile> {
    return workbook?.sheet === null ? UNCHOSEN : this.lists.readList(await this.readBytes(id), workbook);
  }

  async readBytes(batchId: Id): Promise<Buffer> {
    const bytes = await this.files.readFile(this.reader, fileOf(batchId));
    if (!bytes) throw new NotFound('import');
    return bytes;
  }

  /**
   * Stores what each column holds, in the order of the file, and whose list it is. It is remembered for the next list
   * with these headers.
   * @throws DomainError when the establishment is not one of ours, or no column says which child a row is about
   */
  async settleColumns(
    actor: Actor,
    batchId: Id,
    said: { uses: readonly ColumnUse[]; establishmentId: Id | null },
  ): Promise<void> {
    const { batch } = await this.readDraft(actor, batchId);
    const { establishmentId } = said;
    if (establishmentId !== null && this.supply.provider(establishmentId) === null)
      throw new DomainError(refuse('import.unknownEstablishment', { id: establishmentId }));
    const columns = batch.columns.map(({ header }, index) => ({ header, use: said.uses[index] ?? 'note' }));
    const headers = columns.map(({ header }) => header);
    if (!saysWhichChild(recogniseColumns(headers, usesOf(columns))))
      throw new DomainError(refuse('import.noChildColumn'));
    await this.unitOfWork.run(async (tx) => {
      await tx.update(ImportBatch, { id: batchId, state: 'draft' }, { columns, establishmentId });
      await this.remembered.rememberUses(tx, actor, batch.deskId, headers, usesOf(columns));
    });
  }

  async dropDraft(actor: Actor, batchId: Id): Promise<void> {
    await this.readDraft(actor, batchId);
    await this.unitOfWork.run(async (tx) => {
      // Somebody else has started the import meanwhile. The file belongs to that import.
      if ((await tx.delete(ImportBatch, { id: batchId, state: 'draft' })) === 0) return;
      await this.files.eraseFiles(tx, 'import', [batchId]);
      await this.audit.changed(tx, actor, 'import.drop', { kind: 'import', id: batchId });
    });
  }
}

/** What is read of a workbook before a person says which of its sheets is meant. */
const UNCHOSEN: ListFile = { encoding: 'xlsx', separator: ';', headers: [], rows: [] };

/** How many headers name what a request asks; none where no column says which child a line is about. */
export function countKnownColumns(headers: readonly string[]): number {
  const columns = recogniseColumns(headers);
  return saysWhichChild(columns) ? Object.keys(columns.byField).length : 0;
}

export const keptUntil = (now: Instant): Instant => instantAt(addDays(dayOf(now), CONTENT_DAYS));

/** The owner of the file of an import: its batch. */
export const fileOf = (batchId: Id): FileOwner => ({ kind: 'import', id: batchId });

export const importerOf = (actor: Actor): Extract<Actor, { kind: 'import' }> => ({
  kind: 'import',
  accountId: actor.kind === 'staff' ? actor.accountId : null,
});

/** What was said about the columns, for the reader of a list. A column about which nothing was said is absent. */
export const usesOf = (columns: readonly BatchColumn[]): ColumnUses =>
  Object.fromEntries(columns.flatMap(({ header, use }) => (use === null ? [] : [[plain(header), use]])));
