import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  lockSession,
  SessionClosings,
  Signing,
  type CommissionSession,
  type SessionSheet,
} from '../commission/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { findOffersOfSession, type Offer } from '../../places/placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { JobHandlers, Queue } from '../../foundation/platform/queue/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { asKept, type KeptMinutes } from './kept-minutes.js';
import { signsMinutesAs } from './minutes.policy.js';
import { MinutesPrinter } from './minutes-printer.js';
import { MinutesWriter } from './minutes-writer.js';
import { Minutes, MinutesSignature } from './persistence/minutes.entities.js';
import { sessionsWithoutMinutes } from './persistence/missing-minutes.queries.js';

export const RENDER = jobType<{ minutesId: Id }>('minutes.render');
const WRITE_MISSING = jobType('minutes.write-missing');
/** How many minutes one job writes. Each job holds SQLite's only writer, so a long history is written by several. */
const WRITTEN_AT_ONCE = 20;

export interface Signature {
  /** The name that the signer typed. */
  readonly name: string;
  /** Hash of the minutes that the signer read. */
  readonly sha256: string;
}

/** The minutes of closed sessions. They are written at the closing and signed once; a written version never changes. */
@Injectable()
export class MinutesBook implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly writer: MinutesWriter,
    private readonly printer: MinutesPrinter,
    private readonly handlers: JobHandlers,
    private readonly closings: SessionClosings,
    private readonly signing: Signing,
    private readonly audit: Audit,
  ) {}

  async onModuleInit(): Promise<void> {
    this.closings.approaching.join('minutes warms up its printer', (cases) => this.printer.warmUp(cases));
    this.closings.closed.join('minutes writes what the session decided, and begins to print it', async (tx, session) =>
      this.printer.printAhead(asKept(await this.writeMinutes(tx, session), null)),
    );
    this.closings.corrected.join('minutes writes who was there anew', async (tx, session) => {
      const last = await this.findLatest(tx, session.id);
      await (last
        ? this.planDocuments(tx, await this.writer.correctMinutes(tx, session, last))
        : this.writeMinutes(tx, session));
    });
    this.handlers.register({ type: WRITE_MISSING, handle: (tx) => this.writeMissing(tx) });
    await this.planMissing();
  }

  /** The latest version of the minutes; null before the closing. */
  async findMinutes(sessionId: Id): Promise<KeptMinutes | null> {
    const minutes = await this.findLatest(this.reader, sessionId);
    if (!minutes) return null;
    return asKept(minutes, await this.reader.findOne(MinutesSignature, { sessionId }));
  }

  /** As {@link findMinutes}. @throws NotFound before the closing */
  async readMinutes(sessionId: Id): Promise<KeptMinutes> {
    const kept = await this.findMinutes(sessionId);
    if (!kept) throw new NotFound('minutes');
    return kept;
  }

  /** The offers that were made of the session's seats, oldest first. */
  listOffers(sessionId: Id): Promise<Offer[]> {
    return findOffersOfSession(this.reader, sessionId);
  }

  /**
   * @throws NotFound when the actor may not sign
   * @throws Conflict when a later version than the one read exists
   */
  async signMinutes(actor: Actor, sheet: SessionSheet, { name, sha256 }: Signature): Promise<void> {
    const signer = signsMinutesAs(actor, sheet);
    if (!signer || actor.kind !== 'staff') throw new NotFound('minutes');
    const { id: sessionId } = sheet.session;
    await this.unitOfWork.run(async (tx) => {
      await this.signing.signSession(tx, actor, sessionId);
      const minutes = await this.findLatest(tx, sessionId);
      if (minutes?.sha256 !== sha256) throw new Conflict(refuse('minutes.changed'));
      await tx.insert(MinutesSignature, {
        id: newId(),
        sessionId,
        minutesId: minutes.id,
        name,
        label: signer.label,
        by: signer.by,
        accountId: actor.accountId,
        signedAt: this.clock.now(),
      });
      await this.audit.changed(
        tx,
        actor,
        'minutes.sign',
        { kind: 'session', id: sessionId },
        { sha256, by: signer.by },
      );
      await this.planDocuments(tx, minutes);
    });
  }

  private async writeMinutes(tx: Tx, session: CommissionSession): Promise<Minutes> {
    const minutes = await this.writer.writeMinutes(tx, session);
    await this.planDocuments(tx, minutes);
    return minutes;
  }

  /** A job makes the documents, so that a failing printer never undoes a closing. */
  private async planDocuments(tx: Tx, { id }: Minutes): Promise<void> {
    await this.queue.plan(tx, RENDER, { minutesId: id });
  }

  /** Plans a job that writes minutes for sessions that were closed before minutes existed. */
  async planMissing(): Promise<void> {
    if ((await sessionsWithoutMinutes(this.reader, 1)).length > 0)
      await this.unitOfWork.run((tx) => this.planWriting(tx));
  }

  private async planWriting(tx: Tx): Promise<void> {
    await this.queue.plan(tx, WRITE_MISSING, {}, { key: WRITE_MISSING });
  }

  private async writeMissing(tx: Tx): Promise<void> {
    const missing = await sessionsWithoutMinutes(tx, WRITTEN_AT_ONCE);
    for (const id of missing) {
      const session = await lockSession(tx, id);
      if (session && !(await this.findLatest(tx, id))) await this.writeMinutes(tx, session);
    }
    if (missing.length === WRITTEN_AT_ONCE) await this.planWriting(tx);
  }

  private async findLatest(from: Reader | Tx, sessionId: Id): Promise<Minutes | null> {
    const [last] = await from.find(Minutes, { where: { sessionId }, order: { number: 'DESC' }, take: 1 });
    return last ?? null;
  }
}
