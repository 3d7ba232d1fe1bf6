import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Grids, type OpinionReason } from '../../commissions/admission/index.js';
import {
  AnswerLocks,
  findDossier,
  findRequest,
  lockRequestToWrite,
  type ChildRequest,
  type Dossier,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { AskedOpinions } from './asked-opinions.js';
import { heldFor, isWaiting, judgePoints, type DeclineReason, type HeldFor } from './domain/asked-opinion.js';
import { actorOf, OpinionDoors } from './opinion-doors.js';
import { answersOpinion } from './opinions.policy.js';
import { AskedOpinion } from './persistence/opinions.entities.js';

/** What a person who was asked may read: the question, the child, the facts on which the criterion rests. */
export interface OpenQuestion {
  readonly asked: AskedOpinion;
  readonly request: ChildRequest;
  readonly household: Dossier['household'];
}

export interface GivenAnswer {
  /** Null where the grid leaves no choice of points. */
  readonly points: number | null;
  readonly reason: OpinionReason;
  readonly words: string | null;
}

/**
 * What a person outside the desk reads and answers, once its link and its code have opened the page. The caller has
 * checked the ticket of the browser.
 */
@Injectable()
export class ExpertAnswers {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly grids: Grids,
    private readonly locks: AnswerLocks,
    private readonly opinions: AskedOpinions,
    private readonly doors: OpinionDoors,
    private readonly audit: Audit,
  ) {}

  /** What is asked. The read is audited. @throws NotFound */
  async read(secret: string): Promise<OpenQuestion> {
    const asked = await this.doors.findAsked(secret);
    const actor = this.reads(asked);
    const of = await findRequest(this.reader, asked.requestId);
    const request = of?.joinedIntoId ? await findRequest(this.reader, of.joinedIntoId) : of;
    const dossier = request && (await findDossier(this.reader, request.dossierId));
    if (!request || !dossier) throw new NotFound('asked-opinion');
    await this.audit.read(actor, { kind: 'request', id: request.id });
    return { asked, request, household: dossier.household };
  }

  /**
   * Gives the opinion. It counts as if the desk had written it. Where the grid is another one by now, or a session is
   * judging the request, it is kept for the desk and counts nowhere yet.
   * @returns why it does not count; null when it does
   * @throws NotFound | Conflict when it was answered or has ended meanwhile | DomainError for points out of the range
   */
  async answer(secret: string, given: GivenAnswer): Promise<HeldFor | null> {
    return this.end(secret, async (tx, asked, requestId) => {
      const refusal = judgePoints(asked, given.points);
      if (refusal) throw new DomainError(refusal);
      const inForce = await this.grids.findInForce(tx);
      const isJudged = (await this.locks.refusalFor(tx, requestId)) !== null;
      const held = heldFor(asked, inForce?.id ?? null, isJudged);
      const patch = { outcome: 'answered', endedAt: this.clock.now(), held, ...given } as const;
      await this.close(tx, asked, patch);
      await this.audit.changed(
        tx,
        this.reads(asked),
        'opinion.answer',
        { kind: 'request', id: requestId },
        { criterion: asked.criterion, ...(held ? { held } : {}) },
      );
      if (held === null) await this.opinions.record(tx, { ...asked, ...patch }, requestId);
      return held;
    });
  }

  /** @throws NotFound | Conflict when it was answered or has ended meanwhile */
  async decline(secret: string, declined: DeclineReason): Promise<void> {
    await this.end(secret, async (tx, asked, requestId) => {
      await this.close(tx, asked, { outcome: 'declined', endedAt: this.clock.now(), declined });
      await this.audit.changed(
        tx,
        this.reads(asked),
        'opinion.decline',
        { kind: 'request', id: requestId },
        { criterion: asked.criterion },
      );
    });
  }

  /** Locks the request before what belongs to it, as everything does: of two answers at once, the second finds the first. */
  private async end<T>(secret: string, work: (tx: Tx, asked: AskedOpinion, requestId: Id) => Promise<T>): Promise<T> {
    const { id, requestId } = await this.doors.findAsked(secret);
    return this.unitOfWork.run(async (tx) => {
      const of = await findRequest(tx, requestId);
      const request = of && (await lockRequestToWrite(tx, of.joinedIntoId ?? of.id));
      const asked = request && (await tx.lock(AskedOpinion, { id }));
      if (!request || !asked) throw new NotFound('asked-opinion');
      if (!isWaiting(asked, this.clock.today())) throw new Conflict(refuse('askedOpinion.over'));
      return work(tx, asked, request.id);
    });
  }

  private async close(tx: Tx, { id }: AskedOpinion, patch: Partial<AskedOpinion>): Promise<void> {
    const ended = { ...patch, codeMark: null, codeUntil: null };
    if ((await tx.update(AskedOpinion, { id, outcome: IsNull() }, ended)) === 0)
      throw new Conflict(refuse('askedOpinion.over'));
  }

  private reads(asked: AskedOpinion): Actor {
    const actor = actorOf(asked);
    if (!answersOpinion(actor, asked.id)) throw new NotFound('asked-opinion');
    return actor;
  }
}
