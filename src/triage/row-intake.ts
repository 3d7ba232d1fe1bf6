import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DossierIntake, PossibleDuplicate, type Intake } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { FIRST_LANGUAGE } from '../kernel/language.js';
import { instantAt } from '../kernel/time.js';
import type { Tx } from '../platform/database/index.js';
import { Catalogue } from '../platform/i18n/index.js';
import { actorRef, type Actor } from '../platform/security/index.js';
import { Territory } from '../territory/index.js';
import type { PlannedRow } from './domain/import/plan.js';
import type { RequestReading } from './domain/import/read-row.js';
import type { ReportedRow } from './import-report.js';
import { Enquiry, ImportRow, type ImportOutcome } from './persistence/triage.entities.js';

/** A row with what tells it from every other of its list. */
export interface NumberedRow extends PlannedRow {
  /** 1 for the first row that says this, 2 for the next one that says the same. */
  readonly occurrence: number;
}

export interface ListContext {
  readonly batchId: Id;
  /** Names the list, not the file. */
  readonly source: string;
  /** The desk of a row nobody can read. */
  readonly deskId: string;
}

const IMPORT: Actor = { kind: 'import', accountId: null };

type Taken = Pick<ReportedRow, 'outcome' | 'requestId' | 'addedToDossier' | 'possibleDuplicates'>;
const nothing = (outcome: ImportOutcome): Taken => ({ outcome, requestId: null, addedToDossier: false, possibleDuplicates: 0 });

/** Takes one row of a list: kept as it was, once; an enquiry; and a request where it can be read. */
@Injectable()
export class RowIntake {
  constructor(
    private readonly clock: Clock,
    private readonly intake: DossierIntake,
    private readonly territory: Territory,
    private readonly catalogue: Catalogue,
  ) {}

  /** @returns what became of it, and whether it is new: a row that was there already changes nothing */
  async take(tx: Tx, list: ListContext, planned: NumberedRow): Promise<{ isNew: boolean; row: ReportedRow }> {
    const { row, reading } = planned;
    const problems = reading.kind === 'blank' ? [] : reading.problems;
    const reported = (taken: Taken): ReportedRow => ({ line: row.line, problems, ...taken });
    const id = newId();
    const isNew = await tx.insertIfAbsent(ImportRow, {
      id, batchId: list.batchId, line: row.line, raw: row.raw, fingerprint: fingerprintOf(list.source, planned), outcome: 'repeated',
      problems: [...problems], requestId: null,
    });
    const taken = await this.outcomeOf(tx, list, planned, isNew);
    if (isNew) await tx.update(ImportRow, { id }, { outcome: taken.outcome, requestId: taken.requestId });
    return { isNew, row: reported(taken) };
  }

  /** A row that failed for a reason of ours: kept and listed, so that it is not lost. */
  async keepFailed(tx: Tx, list: ListContext, planned: NumberedRow): Promise<{ isNew: boolean; row: ReportedRow }> {
    const { row } = planned;
    const problems = [{ field: 'row', value: row.raw, reason: 'not_taken' }];
    const isNew = await tx.insertIfAbsent(ImportRow, {
      // Its own mark: once the cause is mended, the row is taken by the next import.
      id: newId(), batchId: list.batchId, line: row.line, raw: row.raw, fingerprint: hash(`${fingerprintOf(list.source, planned)}|failed`),
      outcome: 'unreadable', problems, requestId: null,
    });
    return { isNew, row: { line: row.line, problems, ...nothing('unreadable') } };
  }

  private async outcomeOf(tx: Tx, list: ListContext, planned: NumberedRow, isNew: boolean): Promise<Taken> {
    const { reading } = planned;
    if (reading.kind === 'blank') return nothing('blank');
    if (reading.kind === 'unreadable') {
      if (isNew) await this.logEnquiry(tx, { deskId: list.deskId, communeCode: null, at: this.clock.now(), dossierId: null, requestId: null });
      return nothing('unreadable');
    }
    // Written twice in the list, or imported before: one request, asked once.
    return isNew && planned.occurrence === 1 ? this.submit(tx, reading) : nothing('repeated');
  }

  private async submit(tx: Tx, reading: RequestReading): Promise<Taken> {
    const requestedAt = reading.requestedOn === null ? undefined : instantAt(reading.requestedOn, '12:00');
    const intake = await this.intake.submit(tx, IMPORT, reading.form, {
      origin: 'import', deskNote: this.noteOf(reading), ...(requestedAt ? { requestedAt } : {}),
    });
    const communeCode = reading.form.adults[0]?.communeCode ?? null;
    const { requestId, outcome } = intake.children[0]!;
    await this.logEnquiry(tx, {
      deskId: this.territory.deskOf(communeCode).id, communeCode, at: requestedAt ?? this.clock.now(), dossierId: intake.dossierId, requestId,
    });
    return {
      requestId, outcome: outcomeOfIntake(intake), addedToDossier: intake.known && outcome !== 'joined',
      possibleDuplicates: outcome === 'joined' ? 0 : await tx.count(PossibleDuplicate, { secondId: requestId }),
    };
  }

  /** What the list says and the form has no place for, for the desk alone. */
  private noteOf(reading: RequestReading): string | null {
    const { t, list, weekday } = this.catalogue.translator(FIRST_LANGUAGE);
    const daysOnly = reading.daysWanted.length > 0 && !reading.form.children[0]?.need.week;
    const lines = [
      ...(daysOnly ? [t('triage.import.note.days', { days: list(reading.daysWanted.map(weekday)) })] : []),
      ...reading.approximate.map((field) => t('triage.import.note.approximate', { field: t(`triage.import.field.${field}`) })),
      ...(reading.requestedOn === null ? [t('triage.import.note.noRequestDate')] : []),
      ...(reading.note === null ? [] : [reading.note]),
    ];
    return lines.length === 0 ? null : lines.join('\n');
  }

  private async logEnquiry(tx: Tx, enquiry: Pick<Enquiry, 'at' | 'deskId' | 'communeCode' | 'dossierId' | 'requestId'>): Promise<void> {
    await tx.insert(Enquiry, { id: newId(), channel: 'list', subject: 'waiting_list', note: null, loggedBy: actorRef(IMPORT), ...enquiry });
  }
}

function outcomeOfIntake({ known, children }: Intake): ImportOutcome {
  const outcome = children[0]!.outcome;
  return known && outcome === 'created' ? 'same_dossier' : outcome;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A blank line says nothing: its place in the list is what it is known by. */
const fingerprintOf = (source: string, { key, occurrence, row }: NumberedRow): string =>
  hash(key === null ? `${source}|blank|${row.line}` : occurrence === 1 ? key : `${key}|${occurrence}`);
