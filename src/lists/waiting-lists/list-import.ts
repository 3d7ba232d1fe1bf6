import { Injectable } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef } from '../../foundation/platform/security/index.js';
import { Supply } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { RememberedColumns } from './column-memory.js';
import { columnsOf } from './domain/columns.js';
import { listName } from './domain/list-owner.js';
import type { SheetChoice } from './domain/sheet-choice.js';
import type { ListFile } from './reader/read-list.js';
import { workbookKindOf } from '../../foundation/platform/workbooks/index.js';
import { countsOf, type ImportReport } from './import-report.js';
import { ListReader } from './list-reader.js';
import { countKnownColumns } from './import-drafts.js';
import { fingerprintsOf, ListPlans, type NumberedRow } from './list-plans.js';
import { ImportBatch } from './persistence/import.entities.js';
import { ofOneList } from './of-one-list.js';
import { RowIntake, type ListContext, type TakenRow } from './row-intake.js';

export interface ImportOptions {
  /** Does everything and then undoes it, so that the counts are exactly those of a real import. */
  readonly dryRun?: boolean;
  /** The establishment whose list it is; when absent, the name of the file tells. */
  readonly establishmentId?: Id;
  /** The sheet of a workbook in which several hold a list. */
  readonly sheet?: string;
}

export interface ListToImport {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Rows in one unit of work. A server beside the import waits for one such unit at most. */
const ROWS_PER_UNIT = 10;
const PAUSE_MILLIS = 10;
const IMPORTER = { kind: 'import', accountId: null } as const;

interface Prepared {
  readonly batch: ImportBatch;
  readonly list: ListContext;
  readonly rows: readonly NumberedRow[];
  readonly report: Omit<ImportReport, 'batchId' | 'counts' | 'rows'>;
}

/** Thrown to undo a unit of work that succeeded. It carries the result out of it. */
class Rehearsed extends Error {
  constructor(readonly reports: ImportReport[]) {
    super('rehearsed');
  }
}

/**
 * Imports whole files, as the command does. No line is dropped, importing a file twice adds nothing, and no message is
 * sent.
 */
@Injectable()
export class ListImport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly territory: Territory,
    private readonly supply: Supply,
    private readonly lists: ListReader,
    private readonly plans: ListPlans,
    private readonly columns: RememberedColumns,
    private readonly intake: RowIntake,
  ) {}

  async importFile(name: string, bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportReport> {
    return (await this.importFiles([{ name, bytes }], options))[0]!;
  }

  /** Imports several lists, one after the other. A dry run also sees them together, as the import would. */
  async importFiles(files: readonly ListToImport[], options: ImportOptions = {}): Promise<ImportReport[]> {
    const prepared: Prepared[] = [];
    for (const file of files) prepared.push(await this.prepareList(file, options));
    if (options.dryRun) return this.rehearse(prepared);
    const reports: ImportReport[] = [];
    for (const list of prepared) reports.push(await this.importOne(list));
    return reports;
  }

  private async importOne(prepared: Prepared): Promise<ImportReport> {
    const taken: TakenRow[] = [];
    for (let start = 0; start < prepared.rows.length; start += ROWS_PER_UNIT) {
      const rows = prepared.rows.slice(start, start + ROWS_PER_UNIT);
      taken.push(...(await this.unitOfWork.run((tx) => this.takeRows(tx, prepared, rows))));
      await setTimeout(PAUSE_MILLIS);
    }
    return reportOf(prepared, taken);
  }

  private async rehearse(prepared: readonly Prepared[]): Promise<ImportReport[]> {
    try {
      return await this.unitOfWork.run(async (tx) => {
        const reports: ImportReport[] = [];
        for (const list of prepared) reports.push(reportOf(list, await this.takeRows(tx, list, list.rows)));
        throw new Rehearsed(reports);
      });
    } catch (error) {
      if (error instanceof Rehearsed) return error.reports.map((report) => ({ ...report, batchId: null }));
      throw error;
    }
  }

  private async takeRows(tx: Tx, { batch, list }: Prepared, rows: readonly NumberedRow[]): Promise<TakenRow[]> {
    const taken = await this.intake.takeAll(tx, list, rows);
    if (taken.some(({ isNew }) => isNew)) await tx.insertIfAbsent(ImportBatch, batch);
    return taken;
  }

  /** @throws DomainError when the establishment named is not one of ours */
  private async prepareList(
    { name, bytes }: ListToImport,
    { dryRun = false, establishmentId: named, sheet }: ImportOptions,
  ): Promise<Prepared> {
    if (named !== undefined && this.supply.provider(named) === null)
      throw new DomainError(refuse('import.unknownEstablishment', { id: named }));
    const establishmentId = named ?? this.plans.ownerOf(name);
    const { file, choice } = await this.openFile(name, bytes, sheet);
    const { headers, encoding, separator } = file;
    // Lists imported by the command belong to the RPE, and so does what was said about their columns.
    const deskId = this.territory.deskOf(null).id;
    const uses = await this.columns.readUses(deskId, headers);
    const importedOn = this.clock.today();
    const plan = await this.plans.planList({ name, file, establishmentId, uses, importedOn });
    const batch: ImportBatch = {
      id: newId(),
      at: this.clock.now(),
      fileName: listName(name),
      encoding,
      separator,
      importedBy: actorRef(IMPORTER),
      rows: plan.rows.length,
      deskId,
      state: 'done',
      establishmentId,
      columns: columnsOf(headers, uses).map(({ header, use }) => ({ header, use: use ?? 'note' })),
      taken: plan.rows.length,
      finishedAt: this.clock.now(),
      takenAnyway: null,
      workbook: choice,
    };
    const unreadTo = this.territory.deskOf(this.supply.provider(establishmentId)?.communeCode ?? null).id;
    return {
      batch,
      list: {
        batchId: batch.id,
        deskId: unreadTo,
        importer: IMPORTER,
        ofOneList: ofOneList(batch.id, fingerprintsOf(plan.rows)),
      },
      rows: plan.rows,
      report: {
        fileName: name,
        importedOn,
        establishmentId,
        encoding,
        separator,
        workbook: choice,
        unknownColumns: plan.columns.unknown,
        dryRun,
      },
    };
  }

  /** @throws DomainError when it is a workbook that is not read, or in which several sheets hold a list and none is named */
  private async openFile(
    name: string,
    bytes: Uint8Array,
    sheet: string | undefined,
  ): Promise<{ file: ListFile; choice: SheetChoice | null }> {
    if (workbookKindOf(bytes) === null) return { file: await this.lists.readList(bytes, null), choice: null };
    const opened = await this.lists.openList(name, bytes, countKnownColumns);
    if (!opened.ok) throw new DomainError(opened.refusal);
    const { file, choice } = opened;
    if (sheet !== undefined) return this.lists.chooseSheet(bytes, choice!, sheet);
    if (file === null) throw new DomainError(refuse('workbook.nameSheet', { sheets: choice!.lists.join(', ') }));
    return { file, choice };
  }
}

function reportOf({ batch, report }: Prepared, taken: readonly TakenRow[]): ImportReport {
  const rows = taken.map(({ row }) => row);
  return { ...report, batchId: taken.some(({ isNew }) => isNew) ? batch.id : null, counts: countsOf(rows), rows };
}
