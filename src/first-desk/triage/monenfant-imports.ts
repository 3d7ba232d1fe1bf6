import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { dayOf, instantAt, type Day, type Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { UnitOfWork } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { ListReader, type ListFile, type SheetChoice } from '../../lists/waiting-lists/index.js';
import {
  enquiryColumns,
  lineKey,
  readEnquiry,
  type EnquiryProblem,
  type ReadEnquiry,
} from './domain/monenfant-enquiries.js';
import { deskThatNotesFor } from './enquiry.policy.js';
import { Enquiry } from './persistence/triage.entities.js';

/** What a line of a file says of a contact; never who waits for an answer. */
type ReadContact = Partial<Enquiry>;

/** A line that the desk could not take, and why. */
export interface RefusedLine {
  readonly line: number;
  readonly problems: readonly EnquiryProblem[];
}

/** What became of a file. Each of its lines is in one of the four. */
export interface MonenfantReport {
  readonly noted: number;
  /** Lines of a file that was sent before. */
  readonly known: number;
  readonly blank: number;
  readonly refused: readonly RefusedLine[];
  /** Headers of the columns that were not read. Nothing of them is kept. */
  readonly ignored: readonly string[];
  /** Which sheet was read; null for a file of text. */
  readonly workbook: SheetChoice | null;
  readonly said: ListFile['said'];
}

const countKnownColumns = (headers: readonly string[]): number => Object.keys(enquiryColumns([...headers])).length;

const referenceOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Requests that families made on monenfant.fr, noted as contacts with their desk. */
@Injectable()
export class MonenfantImports {
  constructor(
    private readonly clock: Clock,
    private readonly lists: ListReader,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly territory: Territory,
  ) {}

  /**
   * Notes each line that can be read, at the desk of its commune; a line outside the territory at the actor's own.
   * @throws DomainError when the file is no list, or none of its columns is a date
   */
  async noteFile(actor: Actor, fileName: string, bytes: Buffer): Promise<MonenfantReport> {
    const ownDesk = deskThatNotesFor(actor);
    if (ownDesk === null) throw new NotFound('desk');
    const opened = await this.lists.openFullest(fileName, bytes, countKnownColumns);
    if (!opened.ok) throw new DomainError(opened.refusal);
    const { headers, rows } = opened.file;
    const columns = enquiryColumns(headers);
    if (!columns.date) throw new DomainError(refuse('enquiry.noDateColumn'));
    const [communes, today, earlier] = [this.territory.communes(), this.clock.today(), new Map<string, number>()];
    const refused: RefusedLine[] = [];
    const read: ReadContact[] = [];
    for (const { line, cells } of rows.filter(({ blank }) => !blank)) {
      const enquiry = readEnquiry(cells, columns, communes, today);
      if (!('on' in enquiry)) refused.push({ line, problems: enquiry });
      else read.push(this.enquiryOf(actor, ownDesk, enquiry, referenceOf(lineKey(cells, columns, earlier))));
    }
    const noted = await this.insertNew(actor, read);
    const used = new Set<string>(Object.values(columns));
    return {
      noted,
      known: read.length - noted,
      blank: rows.filter(({ blank }) => blank).length,
      refused,
      ignored: headers.filter((header) => !used.has(header)),
      workbook: opened.choice,
      said: opened.file.said,
    };
  }

  private async insertNew(actor: Actor, read: readonly ReadContact[]): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      let noted = 0;
      for (const enquiry of read) if (await tx.insertIfAbsent(Enquiry, enquiry)) noted += 1;
      await this.audit.changed(
        tx,
        actor,
        'enquiry.import',
        { kind: 'desk', id: deskThatNotesFor(actor)! },
        { noted, known: read.length - noted },
      );
      return noted;
    });
  }

  private enquiryOf(
    actor: Actor,
    ownDesk: string,
    { on, communeCode, subject, note }: ReadEnquiry,
    reference: string,
  ): ReadContact {
    return {
      id: newId(),
      at: this.momentOn(on),
      channel: 'monenfant',
      deskId: communeCode ? this.territory.deskOf(communeCode).id : ownDesk,
      communeCode,
      subject,
      note,
      minutes: null,
      dossierId: null,
      requestId: null,
      loggedBy: actorRef(actor),
      recordedAt: this.clock.now(),
      reference,
    };
  }

  /** The file says a day only. A contact of today came before now. */
  private momentOn(day: Day): Instant {
    const now = this.clock.now();
    return day === dayOf(now) ? now : instantAt(day);
  }
}
