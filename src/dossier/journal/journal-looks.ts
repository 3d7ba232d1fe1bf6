import { Injectable } from '@nestjs/common';
import { findDossierByNumber, findDossiers, findRequests, findRequestsOf } from '../dossier/index.js';
import { accountIdOf, findStaffAccounts, findStaffNames, type KnownAccount } from '../../territory/accounts/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, addHours, instantAt, type Instant } from '../../foundation/kernel/time.js';
import { Audit, findEvents, listLines, type JournalRow } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { factsOfLook, lookOfFacts, periodFault, type Look } from './domain/look.js';
import { mayReadJournal } from './journal.policy.js';

export const LINES_PAGE = 50;
/** How many lines a file has at most. */
export const MOST_LINES = 10_000;
/** How long what was looked for may be read again under its reason. */
const LOOK_HOURS = 12;

export interface ShownLine extends JournalRow {
  /** The name of the person; null for a family, a job or a program. */
  readonly person: string | null;
  /** The number of the dossier that the line is about; null where it is about something else. */
  readonly number: string | null;
}

export interface LookPage {
  readonly look: Look;
  readonly lines: readonly ShownLine[];
  /** Where the next page begins; null on the last one. */
  readonly next: { readonly at: Instant; readonly id: Id } | null;
}

/** What an auditor looks for in the journal. Each look has a reason, and is in the journal itself. */
@Injectable()
export class JournalLooks {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** The people of staff whom a look may name, those whose account is closed included. */
  listPeople(): Promise<KnownAccount[]> {
    return findStaffAccounts(this.reader);
  }

  /** Writes down what is looked for and why. @returns under which id it is found @throws DomainError */
  async beginLook(actor: Actor, look: Look): Promise<Id> {
    if (!mayReadJournal(actor)) throw new NotFound('journal');
    const fault = periodFault(look.since, look.until);
    if (fault !== null) throw new DomainError(refuse('journal.period', { fault }));
    const dossier = look.number === undefined ? null : await findDossierByNumber(this.reader, look.number);
    if (look.number !== undefined && dossier === null) throw new DomainError(refuse('journal.noDossier'));
    const id = newId();
    const facts = factsOfLook(dossier === null ? look : { ...look, number: dossier.number });
    await this.unitOfWork.run((tx) => this.audit.changed(tx, actor, 'journal.read', { kind: 'look', id }, facts));
    return id;
  }

  /** A page of what a look finds. @throws NotFound when the look is not the actor's, or was too long ago */
  async readPage(actor: Actor, lookId: Id, before?: { at: Instant; id: Id }): Promise<LookPage> {
    const look = await this.findLook(actor, lookId);
    const rows = await this.findLines(look, LINES_PAGE + 1, before);
    const shown = rows.slice(0, LINES_PAGE);
    const last = shown.at(-1);
    return {
      look,
      lines: await this.tellLines(shown),
      next: rows.length > LINES_PAGE && last ? { at: last.at, id: last.id } : null,
    };
  }

  /** Everything that a look finds, for a file; at most {@link MOST_LINES}. That it was taken is in the journal. */
  async readFile(actor: Actor, lookId: Id): Promise<readonly ShownLine[]> {
    const lines = await this.findLines(await this.findLook(actor, lookId), MOST_LINES);
    await this.audit.readFile(actor, { kind: 'look', id: lookId }, [], lines.length);
    return this.tellLines(lines);
  }

  private async findLook(actor: Actor, lookId: Id): Promise<Look> {
    const [line] = await findEvents(this.reader, [lookId]);
    const isOwn =
      mayReadJournal(actor) &&
      line?.action === 'journal.read' &&
      line.actor === actorRef(actor) &&
      line.at >= addHours(this.clock.now(), -LOOK_HOURS);
    if (!isOwn) throw new NotFound('look');
    return lookOfFacts(line.facts ?? {});
  }

  private async findLines(
    { since, until, accountId, number, act }: Look,
    most: number,
    before?: { at: Instant; id: Id },
  ): Promise<JournalRow[]> {
    const subjectIds = number === undefined ? undefined : await this.subjectsOf(number);
    return listLines(
      this.reader,
      {
        since: instantAt(since),
        until: instantAt(addDays(until, 1)),
        ...(accountId === undefined ? {} : { actor: `staff:${accountId}` }),
        ...(act === undefined ? {} : { action: act }),
        ...(subjectIds === undefined ? {} : { subjectIds }),
        ...(before === undefined ? {} : { before }),
      },
      most,
    );
  }

  /** The dossier and its requests. A family that was forgotten since is found under nothing. */
  private async subjectsOf(number: string): Promise<Id[]> {
    const dossier = await findDossierByNumber(this.reader, number);
    if (dossier === null) return [];
    return [dossier.id, ...(await findRequestsOf(this.reader, dossier.id)).map(({ id }) => id)];
  }

  /** With the names of the people of staff, and the numbers of the dossiers; never the name of a family. */
  private async tellLines(rows: readonly JournalRow[]): Promise<ShownLine[]> {
    const names = await findStaffNames(
      this.reader,
      rows.map(({ actor }) => actor),
    );
    const subjects = [...new Set(rows.map(({ subjectId }) => subjectId))];
    const requests = new Map((await findRequests(this.reader, subjects)).map(({ id, dossierId }) => [id, dossierId]));
    const dossiers = await findDossiers(this.reader, [...new Set([...subjects, ...requests.values()])]);
    const numbers = new Map(dossiers.map(({ id, number }) => [id, number]));
    return rows.map((row) => ({
      ...row,
      person: names.get(accountIdOf(row.actor) ?? '') ?? null,
      number: numbers.get(requests.get(row.subjectId) ?? row.subjectId) ?? null,
    }));
  }
}
