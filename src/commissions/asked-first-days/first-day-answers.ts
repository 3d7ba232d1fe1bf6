import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  Dossiers,
  findRequests,
  type ChildRequest,
  type DeskNotice,
  type FamilyNotice,
  type RequestFile,
  type Told,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Conflict, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { Queue } from '../../foundation/platform/queue/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { lockSession, REOFFERED } from '../commission/index.js';
import { answersFirstDay, mayNoteFirstDay } from './asked-first-days.policy.js';
import { PATH } from './asked-first-days.js';
import { stateOfFirstDay, type FirstDayAnswer, type FirstDayState } from './domain/asked-first-day.js';
import { REVIEW, reviewKey } from './jobs.js';
import { AskedFamily, AskedFirstDay } from './persistence/asked-first-days.entities.js';

/** What one family was asked about one place, as it stands now. */
export interface AskedOfFamily {
  readonly row: AskedFamily;
  readonly asked: AskedFirstDay;
  readonly request: ChildRequest;
  readonly state: FirstDayState;
  /** Whether it may answer, or answer otherwise. */
  readonly mayAnswer: boolean;
}

/** What families, and desks for them, answer about places that free later. It changes nothing else of a request. */
@Injectable()
export class FirstDayAnswers {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly queue: Queue,
    private readonly audit: Audit,
  ) {}

  /** Everything that was asked about these requests, latest first. The caller authorises. */
  async listOf(requestIds: readonly Id[]): Promise<AskedOfFamily[]> {
    if (requestIds.length === 0) return [];
    const rows = await this.reader.find(AskedFamily, { where: { requestId: In([...requestIds]) } });
    const ids = [...new Set(rows.map(({ askedId }) => askedId))];
    const asked = await this.reader.find(AskedFirstDay, {
      where: { id: In(ids) },
      order: { askedAt: 'DESC', id: 'DESC' },
    });
    const requests = new Map((await findRequests(this.reader, requestIds)).map((request) => [request.id, request]));
    return asked.flatMap((one) =>
      rows
        .filter(({ askedId }) => askedId === one.id)
        .map((row) => this.standing(row, one, requests.get(row.requestId)!)),
    );
  }

  /** What is kept of them, by request. The caller authorises. */
  async listRows(requestIds: readonly Id[]): Promise<Map<Id, object[]>> {
    const kept = (await this.listOf(requestIds)).map(({ row, asked }) => ({
      ...row,
      providerId: asked.providerId,
      askedAt: asked.askedAt,
      lastDay: asked.lastDay,
    }));
    return groupedBy(kept, ({ requestId }) => requestId);
  }

  /** What the page of a request tells its desk. */
  async listDeskNotices(requestIds: readonly Id[]): Promise<Map<Id, DeskNotice>> {
    const asked = groupedBy(await this.listOf(requestIds), ({ row }) => row.requestId);
    return new Map(
      [...asked].map(([requestId, all]) => {
        const count = all.filter(({ state }) => state === 'open').length;
        return [
          requestId,
          {
            says: count > 0 ? { key: 'firstDay.waiting', args: { count } } : null,
            isForDesk: false,
            path: PATH,
            link: count > 0 ? 'firstDay.atDesk' : 'firstDay.past',
          },
        ];
      }),
    );
  }

  /** What the page of a family tells it about what was asked of it; null when nothing was. */
  async findFamilyNotice(requestIds: readonly Id[]): Promise<FamilyNotice | null> {
    const asked = await this.listOf(requestIds);
    const count = asked.filter(({ state }) => state === 'open').length;
    const waits = { title: 'firstDay.own', args: { count }, text: 'firstDay.ownText', button: 'firstDay.see' };
    return asked.length === 0 ? null : { waits: count > 0 ? waits : null, path: PATH, link: 'firstDay.past' };
  }

  /** What waits for the answer of a family, and what it has answered. @throws NotFound when it is no family */
  async listOwn(actor: Actor): Promise<AskedOfFamily[]> {
    if (actor.kind !== 'family' || actor.dossierId === null) throw new NotFound('dossier');
    const { requests } = await this.dossiers.dossierFile(actor, actor.dossierId);
    return this.listOf(requests.map(({ id }) => id));
  }

  /** @throws NotFound when the request is not of the actor's desk */
  async readAsDesk(actor: Actor, requestId: Id): Promise<{ file: RequestFile; asked: AskedOfFamily[] }> {
    const file = await this.dossiers.requestFile(actor, requestId);
    if (!mayNoteFirstDay(actor, file.request)) throw new NotFound('request');
    return { file, asked: await this.listOf([requestId]) };
  }

  /** @throws NotFound when it was not asked of the actor's family | Conflict when it can no longer be answered */
  async answerAsFamily(actor: Actor, id: Id, answer: FirstDayAnswer): Promise<void> {
    await this.answer(actor, id, answer, (request) => answersFirstDay(actor, request));
  }

  /** Notes what a family told its desk. @throws NotFound | Conflict when it can no longer be answered */
  async noteAnswer(actor: Actor, requestId: Id, id: Id, answer: FirstDayAnswer, told: Told): Promise<void> {
    const may = (request: ChildRequest): boolean => request.id === requestId && mayNoteFirstDay(actor, request);
    await this.answer(actor, id, answer, may, told);
  }

  private async answer(
    actor: Actor,
    id: Id,
    answer: FirstDayAnswer,
    may: (request: ChildRequest) => boolean,
    told?: Told,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { asked, row, request } = await this.lockAnswer(tx, id);
      if (!may(request)) throw new NotFound('question');
      if (!this.standing(row, asked, request).mayAnswer) throw new Conflict(refuse('firstDay.over'));
      await tx.update(
        AskedFamily,
        { id },
        {
          answer,
          answeredBy: actorRef(actor),
          answeredAt: this.clock.now(),
          toldBy: told?.toldBy ?? null,
          knownBy: told?.knownBy ?? null,
        },
      );
      await this.audit.changed(tx, actor, 'firstDay.answer', { kind: 'request', id: request.id }, { answer });
      await this.queue.plan(tx, REVIEW, { askedId: asked.id }, { key: reviewKey(asked.id) });
    });
  }

  private async lockAnswer(tx: Tx, id: Id): Promise<{ row: AskedFamily; asked: AskedFirstDay; request: ChildRequest }> {
    const known = await tx.findOne(AskedFamily, { id });
    const question = known && (await tx.findOne(AskedFirstDay, { id: known.askedId }));
    if (!question) throw new NotFound('question');
    await lockSession(tx, question.sessionId);
    const row = await tx.findOne(AskedFamily, { id });
    const asked = await tx.findOne(AskedFirstDay, { id: question.id });
    const [request] = await findRequests(tx, [known.requestId]);
    if (!row || !asked || !request) throw new NotFound('question');
    return { row, asked, request };
  }

  private standing(row: AskedFamily, asked: AskedFirstDay, request: ChildRequest): AskedOfFamily {
    const late = this.clock.today() > asked.lastDay;
    const waits = REOFFERED.includes(request.state);
    const state = stateOfFirstDay({ ...row, outcome: asked.outcome, waits, late });
    return { row, asked, request, state, mayAnswer: asked.endedAt === null && waits && !late };
  }
}
