import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CommissionSession, CommissionSessions, isMember, SessionClosings, type SessionSheet } from '../commission/index.js';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { Conflict, NotFound, refuse } from '../kernel/refusal.js';
import { Audit } from '../platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../platform/database/index.js';
import { Queue } from '../platform/queue/index.js';
import type { Actor } from '../platform/security/index.js';
import type { MinutesContent } from './domain/minutes-content.js';
import { MinutesWriter } from './minutes-writer.js';
import { Minutes, MinutesSignature } from './persistence/minutes.entities.js';

export const RENDER = 'minutes.render';

export interface KeptMinutes {
  readonly minutes: Minutes;
  readonly content: MinutesContent;
  readonly signature: MinutesSignature | null;
}

export interface Signature {
  /** As it was typed. */
  readonly name: string;
  /** Of the minutes that were read. */
  readonly sha256: string;
}

/** Who signs: the chair; or, for a chair without a sign-in, who runs the session. */
export interface Signer {
  readonly label: string;
  readonly by: MinutesSignature['by'];
}

/** The minutes of closed sessions: written as they close, signed once, never changed. */
@Injectable()
export class MinutesBook implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly writer: MinutesWriter,
    private readonly closings: SessionClosings,
    private readonly sessions: CommissionSessions,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.closings.onClosed(async (tx, session) => this.written(tx, await this.writer.write(tx, session)));
    this.closings.onCorrected(async (tx, session) => this.written(tx, await this.writer.correct(tx, session, (await this.latest(tx, session.id))!)));
  }

  /** The version that counts. Sessions closed before minutes were kept are given theirs when they are first asked for. @throws NotFound before the closing */
  async of(sessionId: Id): Promise<KeptMinutes> {
    const minutes = (await this.latest(this.reader, sessionId)) ?? (await this.unitOfWork.run((tx) => this.late(tx, sessionId)));
    const signature = await this.reader.findOne(MinutesSignature, { sessionId });
    return { minutes, content: JSON.parse(minutes.content) as MinutesContent, signature };
  }

  /** Null for who may not sign. */
  signerOf(actor: Actor, { members, mayRun, session }: SessionSheet): Signer | null {
    if (session.state !== 'closed') return null;
    const chairs = members.filter(({ role }) => role === 'chair');
    const own = chairs.find((member) => isMember(actor, member));
    if (own) return { label: own.label, by: 'chair' };
    const [absent] = chairs;
    return mayRun && absent && chairs.every(({ accountId }) => accountId === null) ? { label: absent.label, by: 'secretary' } : null;
  }

  /** @throws NotFound for who may not; Conflict when the minutes are no longer those that were read */
  async sign(actor: Actor, sheet: SessionSheet, { name, sha256 }: Signature): Promise<void> {
    const signer = this.signerOf(actor, sheet);
    if (!signer || actor.kind !== 'staff') throw new NotFound('minutes');
    const { id: sessionId } = sheet.session;
    await this.unitOfWork.run(async (tx) => {
      await this.sessions.sign(tx, actor, sessionId);
      const minutes = (await this.latest(tx, sessionId)) ?? (await this.late(tx, sessionId));
      if (minutes.sha256 !== sha256) throw new Conflict(refuse('minutes.changed'));
      await tx.insert(MinutesSignature, { id: newId(), sessionId, minutesId: minutes.id, name, label: signer.label, by: signer.by, accountId: actor.accountId, signedAt: this.clock.now() });
      await this.audit.changed(tx, actor, 'minutes.sign', { kind: 'session', id: sessionId }, { sha256, by: signer.by });
      await this.written(tx, minutes);
    });
  }

  /** Its documents are made at once, by a job: whoever asks for one first makes it just the same. */
  private async written(tx: Tx, { id }: Minutes): Promise<void> {
    await this.queue.plan(tx, RENDER, { minutesId: id });
  }

  private async latest(from: Reader | Tx, sessionId: Id): Promise<Minutes | null> {
    const [last] = await from.find(Minutes, { where: { sessionId }, order: { number: 'DESC' }, take: 1 });
    return last ?? null;
  }

  private async late(tx: Tx, sessionId: Id): Promise<Minutes> {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    if (!session || !['closed', 'signed'].includes(session.state)) throw new NotFound('minutes');
    return (await this.latest(tx, sessionId)) ?? this.writer.write(tx, session);
  }
}
