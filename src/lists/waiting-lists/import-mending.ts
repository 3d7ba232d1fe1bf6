import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { Columns } from './domain/columns.js';
import type { Problem } from './domain/findings.js';
import type { SetAsideReason } from './domain/set-aside.js';
import { importerOf, usesOf } from './import-drafts.js';
import { mayReadImport } from './import.policy.js';
import { readLine, writeLine } from './reader/one-line.js';
import type { WithdrawnReading } from './domain/read-row.js';
import { hash, ListPlans, type ListPlan, type NumberedRow } from './list-plans.js';
import { ImportBatch, ImportRow, KnownLine, type BatchColumn } from './persistence/import.entities.js';
import { ImportedContacts } from './imported-contacts.js';
import { ofOneList } from './of-one-list.js';
import { RowIntake } from './row-intake.js';

const MENDABLE = ['unreadable', 'withdrawn', 'mended', 'set_aside'];

export interface OpenRow {
  readonly batch: ImportBatch & { readonly columns: BatchColumn[] };
  readonly row: ImportRow;
  readonly columns: Columns;
  /** Why the family no longer waits, where the row says so. */
  readonly withdrawn: WithdrawnReading | null;
  /** The cells as they were written, one for each column. */
  readonly cells: readonly string[];
  /**
   * The row that replaces this one. Null when this row was not rewritten, or when the new text repeats a row imported
   * earlier.
   */
  readonly mendedAs: ImportRow | null;
}

/**
 * Corrects rows that became no request: nobody could read them, or they say that the family no longer waits. A person
 * rewrites the row, which is then imported alone, takes it as it is, or sets it aside with a reason. The original row
 * is kept.
 */
@Injectable()
export class ImportMending {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly plans: ListPlans,
    private readonly intake: RowIntake,
    private readonly contacts: ImportedContacts,
  ) {}

  /** @throws NotFound when the row needs no correction, does not exist or is not the actor's */
  async readRow(actor: Actor, batchId: Id, rowId: Id): Promise<OpenRow> {
    const batch = await this.reader.findOne(ImportBatch, { id: batchId });
    const row = await this.reader.findOne(ImportRow, { id: rowId, batchId });
    if (!batch?.columns || !row || !MENDABLE.includes(row.outcome) || !mayReadImport(actor, batch))
      throw new NotFound('import row');
    await this.audit.read(actor, { kind: 'import', id: batchId });
    const headers = batch.columns.map(({ header }) => header);
    const cells = readLine(row.raw, batch.separator, headers);
    const { columns, rows } = await this.planned({ batch: { ...batch, columns: batch.columns }, row }, cells);
    const reading = rows[0]!.reading;
    return {
      batch: { ...batch, columns: batch.columns },
      row,
      columns,
      withdrawn: reading.kind === 'withdrawn' ? reading : null,
      cells,
      mendedAs: await this.reader.findOne(ImportRow, { mendsId: rowId }),
    };
  }

  /**
   * Imports the row as it is written now, and no other row.
   * @returns what still makes the row unreadable, and nothing is written then; null once it is imported
   * @throws Conflict when somebody else corrected it or set it aside first
   */
  async mendRow(
    actor: Actor,
    open: OpenRow,
    cells: readonly string[],
  ): Promise<readonly Pick<Problem, 'field' | 'reason'>[] | null> {
    const planned = (await this.planned(open, cells)).rows[0]!;
    const { reading } = planned;
    if (reading.kind === 'blank') return [{ field: 'row', reason: 'no_child' }];
    if (reading.kind === 'withdrawn') return [{ field: 'row', reason: 'withdrawn' }];
    if (reading.kind === 'unreadable') return reading.problems;
    await this.importRow(actor, open, planned);
    return null;
  }

  /**
   * Imports a row as it is, although it says that the family no longer waits.
   * @throws Conflict when somebody else corrected it or set it aside first, or it says no such thing
   */
  async takeAnyway(actor: Actor, open: OpenRow): Promise<void> {
    if (open.withdrawn === null) throw new Conflict(refuse('import.rowChanged'));
    const planned = (await this.planned(open, open.cells)).rows[0]!;
    await this.importRow(actor, open, { ...planned, reading: open.withdrawn.request });
  }

  private async importRow(actor: Actor, open: OpenRow, planned: NumberedRow): Promise<void> {
    const {
      batch,
      row: { id: rowId, line, outcome },
    } = open;
    await this.unitOfWork.run(async (tx) => {
      const row = await this.stillAs(tx, rowId, outcome === 'withdrawn' ? 'withdrawn' : 'unreadable');
      await tx.update(
        ImportRow,
        { id: rowId },
        {
          outcome: 'mended',
          // A row may become readable without a change of its text, because a date has come nearer. Its fingerprint
          // then belongs to the imported row, and no two rows may have the same.
          ...(row.fingerprint === planned.fingerprint ? { fingerprint: hash(`${row.fingerprint}|mended`) } : {}),
        },
      );
      // The contact was already counted when the row was stored. It now belongs to the request.
      await this.contacts.dropContact(tx, rowId);
      const taken = await this.intake.takeRow(
        tx,
        { batchId: batch.id, deskId: batch.deskId, importer: importerOf(actor), ofOneList: ofOneList(batch.id) },
        planned,
      );
      const kept = (await tx.findOne(ImportRow, { fingerprint: taken.fingerprint }))!;
      if (taken.isNew) await tx.update(ImportRow, { id: kept.id }, { mendsId: rowId });
      else await tx.insert(KnownLine, { id: newId(), batchId: batch.id, line, rowId: kept.id });
      await this.audit.changed(
        tx,
        actor,
        'import.mend',
        { kind: 'import-row', id: rowId },
        { outcome: taken.row.outcome },
      );
    });
  }

  async setAside(actor: Actor, { row }: OpenRow, reason: SetAsideReason): Promise<void> {
    const from = row.outcome === 'withdrawn' ? 'withdrawn' : 'unreadable';
    await this.changeRow(actor, row.id, from, 'import.set-aside', { outcome: 'set_aside', setAside: reason });
  }

  async takeBack(actor: Actor, { row, withdrawn }: OpenRow): Promise<void> {
    const outcome = withdrawn === null ? 'unreadable' : 'withdrawn';
    await this.changeRow(actor, row.id, 'set_aside', 'import.take-back', { outcome, setAside: null });
  }

  private async changeRow(
    actor: Actor,
    rowId: Id,
    from: ImportRow['outcome'],
    action: string,
    patch: Partial<ImportRow>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.stillAs(tx, rowId, from);
      await tx.update(ImportRow, { id: rowId }, patch);
      await this.audit.changed(
        tx,
        actor,
        action,
        { kind: 'import-row', id: rowId },
        patch.setAside ? { reason: patch.setAside } : null,
      );
    });
  }

  private async stillAs(tx: Tx, rowId: Id, outcome: ImportRow['outcome']): Promise<ImportRow> {
    const row = await tx.lock(ImportRow, { id: rowId });
    if (row?.outcome !== outcome) throw new Conflict(refuse('import.rowChanged'));
    return row;
  }

  private planned({ batch, row }: Pick<OpenRow, 'batch' | 'row'>, cells: readonly string[]): Promise<ListPlan> {
    const headers = batch.columns.map(({ header }) => header);
    const rows = [writeLine(row.line, cells, batch.separator, headers)];
    return this.plans.planList({
      name: batch.fileName,
      file: { headers, rows },
      establishmentId: batch.establishmentId,
      uses: usesOf(batch.columns),
      importedOn: this.clock.today(),
    });
  }
}
