import { Injectable, Logger } from '@nestjs/common';
import {
  countPairsWithEarlier,
  DossierIntake,
  IntakeForecast,
  type Intake,
  type OfOneList,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { FIRST_LANGUAGE } from '../../foundation/kernel/language.js';
import { instantAt } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Catalogue } from '../../foundation/platform/i18n/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { deskNoteOf } from './desk-note.js';
import type { RequestReading } from './domain/read-row.js';
import type { ReportedRow } from './import-report.js';
import { hash, isWrittenTwice, type NumberedRow } from './list-plans.js';
import { ImportRow, type ImportOutcome } from './persistence/import.entities.js';
import { ImportedContacts, type ImportedContact } from './imported-contacts.js';

export interface ListContext {
  readonly batchId: Id;
  /** The desk for rows that become no request. */
  readonly deskId: string;
  readonly importer: Extract<Actor, { kind: 'import' }>;
  /** Which requests other lines of the list brought. */
  readonly ofOneList: OfOneList;
}

export interface TakenRow {
  /** False when the row existed already. Nothing was changed then. */
  readonly isNew: boolean;
  /** The fingerprint under which the row is stored. */
  readonly fingerprint: string;
  readonly row: ReportedRow;
}

type Outcome = Pick<ReportedRow, 'outcome' | 'requestId' | 'addedToDossier' | 'possibleDuplicates'>;
const nothing = (outcome: ImportOutcome): Outcome => ({
  outcome,
  requestId: null,
  addedToDossier: false,
  possibleDuplicates: 0,
});

/**
 * Imports rows of a list. Each row is stored once, without what it says of health, with an enquiry, and with a request when it can be read.
 */
@Injectable()
export class RowIntake {
  private readonly logger = new Logger('Import');

  constructor(
    private readonly clock: Clock,
    private readonly intake: DossierIntake,
    private readonly territory: Territory,
    private readonly catalogue: Catalogue,
    private readonly contacts: ImportedContacts,
    private readonly forecast: IntakeForecast,
  ) {}

  /** Imports rows. A row that fails because of an error of ours does not undo the others. */
  async takeAll(tx: Tx, list: ListContext, rows: readonly NumberedRow[]): Promise<TakenRow[]> {
    const taken: TakenRow[] = [];
    for (const planned of rows) {
      const attempt = await tx.attempt(() => this.takeRow(tx, list, planned));
      if (!attempt.ok) this.logger.error({ batchId: list.batchId, line: planned.row.line, err: attempt.error });
      taken.push(attempt.ok ? attempt.value : await this.keepFailed(tx, list, planned));
    }
    return taken;
  }

  async takeRow(tx: Tx, list: ListContext, planned: NumberedRow): Promise<TakenRow> {
    const { row, kept, reading, fingerprint } = planned;
    const problems =
      reading.kind === 'blank'
        ? []
        : reading.problems.map((one) => (one.value === row.raw ? { ...one, value: kept } : one));
    const id = newId();
    const first =
      planned.occurrence > 1 ? await tx.findOne(ImportRow, { fingerprint: planned.firstFingerprint }) : null;
    // The family of this row was erased since, so what the list says about it is not stored again.
    const isErased = first?.requestId != null && first.raw === '';
    const isNew = await tx.insertIfAbsent(ImportRow, {
      id,
      batchId: list.batchId,
      line: row.line,
      raw: isErased ? '' : kept,
      fingerprint,
      outcome: 'repeated',
      problems: isErased ? [] : [...problems],
      requestId: null,
      mendsId: null,
      setAside: null,
    });
    const outcome = await this.outcomeOf(tx, list, planned, isNew && !isErased ? id : null);
    // A row that repeats another has the same family's name, and is erased with that family.
    if (isNew)
      await tx.update(
        ImportRow,
        { id },
        { outcome: outcome.outcome, requestId: outcome.requestId ?? first?.requestId ?? null },
      );
    return { isNew, fingerprint, row: { line: row.line, problems, ...outcome } };
  }

  /** Stores and lists a row that failed, so that it is not lost. */
  private async keepFailed(tx: Tx, list: ListContext, planned: NumberedRow): Promise<TakenRow> {
    const { row, kept } = planned;
    // It gets a fingerprint of its own, so that the next import takes the row once the cause is repaired.
    const fingerprint = hash(`${planned.fingerprint}|failed`);
    const problems = [{ field: 'row', value: kept, reason: 'not_taken' }];
    const isNew = await tx.insertIfAbsent(ImportRow, {
      id: newId(),
      batchId: list.batchId,
      line: row.line,
      raw: kept,
      fingerprint,
      outcome: 'unreadable',
      problems,
      requestId: null,
      mendsId: null,
      setAside: null,
    });
    return { isNew, fingerprint, row: { line: row.line, problems, ...nothing('unreadable') } };
  }

  /** @param newRowId null for a row that was already stored */
  private async outcomeOf(tx: Tx, list: ListContext, planned: NumberedRow, newRowId: Id | null): Promise<Outcome> {
    const { reading } = planned;
    if (reading.kind === 'blank') return nothing('blank');
    if (reading.kind !== 'request') {
      if (newRowId)
        await this.keepContact(tx, list, {
          id: newRowId,
          deskId: list.deskId,
          communeCode: null,
          at: this.clock.now(),
          dossierId: null,
          requestId: null,
        });
      if (reading.kind !== 'withdrawn') return nothing(reading.kind);
      // A person reads at the request that a list says otherwise; nothing is withdrawn by a list.
      return { ...nothing('withdrawn'), requestId: await this.forecast.findOpenRequest(tx, reading.request.form) };
    }
    // The list has this row twice, or it was imported before. It makes one request only.
    return newRowId && !isWrittenTwice(planned) ? this.submitForm(tx, list, reading) : nothing('repeated');
  }

  private async submitForm(tx: Tx, list: ListContext, reading: RequestReading): Promise<Outcome> {
    const requestedAt = reading.requestedOn === null ? undefined : instantAt(reading.requestedOn, '12:00');
    const intake = await this.intake.submitForm(tx, list.importer, reading.form, {
      origin: 'import',
      deskNote: deskNoteOf(reading, this.catalogue.translator(FIRST_LANGUAGE)),
      ofOneList: list.ofOneList,
      ...(requestedAt ? { requestedAt } : {}),
    });
    const communeCode = reading.form.adults[0]?.communeCode ?? null;
    const { requestId, outcome } = intake.children[0]!;
    await this.keepContact(tx, list, {
      id: newId(),
      deskId: this.territory.deskOf(communeCode).id,
      communeCode,
      at: requestedAt ?? this.clock.now(),
      dossierId: intake.dossierId,
      requestId,
    });
    return {
      requestId,
      outcome: outcomeOfIntake(intake),
      addedToDossier: intake.known && outcome !== 'joined',
      possibleDuplicates: outcome === 'joined' ? 0 : await countPairsWithEarlier(tx, requestId),
    };
  }

  private keepContact(tx: Tx, { importer }: ListContext, contact: Omit<ImportedContact, 'loggedBy'>): Promise<void> {
    return this.contacts.keepContact(tx, { ...contact, loggedBy: actorRef(importer) });
  }
}

function outcomeOfIntake({ known, children }: Intake): ImportOutcome {
  const outcome = children[0]!.outcome;
  return known && outcome === 'created' ? 'same_dossier' : outcome;
}
