import { Injectable, Logger } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { DomainError, refuse } from '../kernel/refusal.js';
import { UnitOfWork, type Tx } from '../platform/database/index.js';
import { actorRef } from '../platform/security/index.js';
import { Supply } from '../supply/index.js';
import { Territory } from '../territory/index.js';
import { listName, ownerOfList } from './domain/import/list-owner.js';
import { planImport, type PlannedRow } from './domain/import/plan.js';
import { plain } from './domain/import/plain-text.js';
import { readList } from './import-reader/read-list.js';
import { countsOf, type ImportReport, type ReportedRow } from './import-report.js';
import { ImportBatch } from './persistence/triage.entities.js';
import { RowIntake, type ListContext, type NumberedRow } from './row-intake.js';

export interface ImportOptions {
  /** Does everything, then undoes it: the counts are those of the import. */
  readonly dryRun?: boolean;
  /** Whose list it is; otherwise the file's name says it. */
  readonly establishmentId?: Id;
}

export interface ListToImport {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A server beside the import waits for one unit at most, and is let through between two. */
const ROWS_PER_UNIT = 10;
const PAUSE_MILLIS = 10;

interface Prepared {
  readonly batch: ImportBatch;
  readonly list: ListContext;
  readonly rows: readonly NumberedRow[];
  readonly report: Omit<ImportReport, 'batchId' | 'counts' | 'rows'>;
}

/** Undoes a unit of work that went well, and carries its result out of it. */
class Rehearsed extends Error {
  constructor(readonly reports: ImportReport[]) {
    super('rehearsed');
  }
}

/** Takes waiting lists in, row by row: nothing is dropped, and taking one twice adds nothing. Sends no message. */
@Injectable()
export class ListImport {
  private readonly logger = new Logger('Import');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly territory: Territory,
    private readonly supply: Supply,
    private readonly intake: RowIntake,
  ) {}

  async importFile(name: string, bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportReport> {
    return (await this.importFiles([{ name, bytes }], options))[0]!;
  }

  /** Several lists, one after the other. A rehearsal sees them together, as the import would. */
  async importFiles(files: readonly ListToImport[], options: ImportOptions = {}): Promise<ImportReport[]> {
    const prepared = files.map((file) => this.prepare(file, options));
    if (options.dryRun) return this.rehearse(prepared);
    const reports: ImportReport[] = [];
    for (const one of prepared) reports.push(await this.importOne(one));
    return reports;
  }

  private async importOne(prepared: Prepared): Promise<ImportReport> {
    const taken: Taken[] = [];
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
        for (const one of prepared) reports.push(reportOf(one, await this.takeRows(tx, one, one.rows)));
        throw new Rehearsed(reports);
      });
    } catch (error) {
      if (error instanceof Rehearsed) return error.reports.map((report) => ({ ...report, batchId: null }));
      throw error;
    }
  }

  private async takeRows(tx: Tx, { batch, list }: Prepared, rows: readonly NumberedRow[]): Promise<Taken[]> {
    const taken: Taken[] = [];
    for (const row of rows) {
      const attempt = await tx.attempt(() => this.intake.take(tx, list, row));
      if (!attempt.ok) this.logger.error({ file: batch.fileName, line: row.row.line, error: String(attempt.error) });
      taken.push(attempt.ok ? attempt.value : await this.intake.keepFailed(tx, list, row));
    }
    if (taken.some(({ isNew }) => isNew)) await tx.insertIfAbsent(ImportBatch, batch);
    return taken;
  }

  /** @throws DomainError when the establishment named is not one of ours */
  private prepare({ name, bytes }: ListToImport, { dryRun = false, establishmentId: named }: ImportOptions): Prepared {
    if (named !== undefined && this.supply.provider(named) === null) throw new DomainError(refuse('import.unknownEstablishment', { id: named }));
    const communes = this.territory.communes();
    const establishmentId = named ?? ownerOfList(name, communes, this.supply.establishments());
    const source = establishmentId ?? plain(listName(name));
    const file = readList(bytes);
    const importedOn = this.clock.today();
    const plan = planImport(file, source, {
      communes: communes.map(({ code, ...commune }) => ({ inseeCode: code, ...commune })), importedOn, sourceProviderId: establishmentId,
    });
    const batch: ImportBatch = {
      id: newId(), at: this.clock.now(), fileName: listName(name), encoding: file.encoding, separator: file.separator,
      importedBy: actorRef({ kind: 'import', accountId: null }), rows: plan.rows.length,
    };
    const deskId = this.territory.deskOf(this.supply.provider(establishmentId)?.communeCode ?? null).id;
    return {
      batch, list: { batchId: batch.id, source, deskId }, rows: numbered(plan.rows),
      report: {
        fileName: name, importedOn, establishmentId, encoding: file.encoding, separator: file.separator, unknownColumns: plan.columns.unknown, dryRun,
      },
    };
  }
}

interface Taken {
  readonly isNew: boolean;
  readonly row: ReportedRow;
}

function reportOf({ batch, report }: Prepared, taken: readonly Taken[]): ImportReport {
  const rows = taken.map(({ row }) => row);
  return { ...report, batchId: taken.some(({ isNew }) => isNew) ? batch.id : null, counts: countsOf(rows), rows };
}

/** Counts how many times a list has said the same thing. */
function numbered(rows: readonly PlannedRow[]): NumberedRow[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const occurrence = row.key === null ? 1 : (seen.get(row.key) ?? 0) + 1;
    if (row.key !== null) seen.set(row.key, occurrence);
    return { ...row, occurrence };
  });
}
