import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import {
  Dossiers,
  findRequest,
  Forgetting,
  isOpen,
  lockRequest,
  RequestMoves,
  triagesRequest,
  type ChildRequest,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, SYSTEM, type Actor } from '../../foundation/platform/security/index.js';
import { ChildminderBook } from './childminder-book.js';
import { IntroductionNotices } from './introduction-notices.js';
import { actsOnIntroductionAs } from './introduction.policy.js';
import {
  CHILDMINDER_CLOSED,
  isDone,
  isLive,
  judgeIntroduction,
  LIVE,
  MOST_INTRODUCTIONS,
  REQUEST_CLOSED,
  type DeclineReason,
  type IntroductionAction,
} from './domain/introduction.js';
import { Introduction } from './persistence/introduction.entity.js';

/** The tracks of a request on which childminders are proposed. */
const TRACKS = ['childminder', 'mam'];

/** What a family, a childminder and their desk do to introductions, each in one unit of work. */
@Injectable()
export class Introductions implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly dossiers: Dossiers,
    private readonly moves: RequestMoves,
    private readonly forgetting: Forgetting,
    private readonly book: ChildminderBook,
    private readonly notices: IntroductionNotices,
  ) {}

  onModuleInit(): void {
    this.moves.moved.join('childminders ends the introductions of a request that closed', async (tx, moved) => {
      const closed = moved.filter(({ from, to }) => from !== to && !isOpen(to)).map(({ request }) => request.id);
      if (closed.length > 0) await this.endAll(tx, closed);
    });
    this.forgetting.forgotten.join('childminders deletes its introductions', async (tx, _dossierId, requestIds) => {
      if (requestIds.length > 0) await tx.delete(Introduction, { requestId: In([...requestIds]) });
    });
  }

  /** Of a request, the first proposed first. The caller authorises. */
  ofRequest(requestId: Id, from: Reader | Tx = this.reader): Promise<Introduction[]> {
    return from.find(Introduction, { where: { requestId }, order: { proposedAt: 'ASC', id: 'ASC' } });
  }

  /** Those of a childminder that are not over, with the request of each. The caller authorises. */
  async ofChildminder(providerId: Id): Promise<{ introduction: Introduction; request: ChildRequest }[]> {
    const live = (
      await this.reader.find(Introduction, { where: { providerId }, order: { proposedAt: 'ASC', id: 'ASC' } })
    ).filter(isLive);
    const files = await this.dossiers.loadRequests(
      this.reader,
      live.map(({ requestId }) => requestId),
    );
    return live.map((introduction, index) => ({ introduction, request: files[index]!.request }));
  }

  async isOf(introductionId: Id, providerId: Id): Promise<boolean> {
    return (await this.reader.findOne(Introduction, { id: introductionId, providerId })) !== null;
  }

  /**
   * Proposes childminders to a family: each is asked whether she is interested, without the family's name.
   * @throws NotFound
   * @throws DomainError when the request is not oriented to a childminder, or more than three would run at once
   */
  async propose(actor: Actor, requestId: Id, providerIds: readonly Id[]): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const request = await this.lockOwn(tx, actor, requestId);
      const { tracks } = await this.dossiers.loadRequest(tx, requestId);
      if (!isOpen(request.state) || !tracks.some(({ track }) => TRACKS.includes(track)))
        throw new DomainError(refuse('introduction.noTrack'));
      const live = (await this.ofRequest(requestId, tx)).filter(isLive);
      const wanted = [...new Set(providerIds)].filter((id) => !live.some(({ providerId }) => providerId === id));
      if (live.length + wanted.length > MOST_INTRODUCTIONS)
        throw new DomainError(refuse('introduction.tooMany', { most: MOST_INTRODUCTIONS, live: live.length }));
      for (const providerId of wanted) await this.proposeOne(tx, actor, request, providerId);
    });
  }

  private async proposeOne(tx: Tx, actor: Actor, request: ChildRequest, providerId: Id): Promise<void> {
    const { provider, record } = await this.book.read(providerId, undefined, tx);
    if (!record || this.book.isOver(provider)) throw new NotFound('childminder');
    const introduction: Introduction = {
      id: newId(),
      requestId: request.id,
      providerId,
      state: 'proposed',
      proposedAt: this.clock.now(),
      proposedBy: actorRef(actor),
      interestedAt: null,
      introducedAt: null,
      metOn: null,
      agreedAt: null,
      solutionId: null,
      declinedAt: null,
      declinedBy: null,
      reason: null,
    };
    await tx.insert(Introduction, introduction);
    await this.notices.askChildminder(tx, provider, record, request);
    await this.recordAct(tx, actor, introduction, 'propose');
  }

  /** She is interested. The family is told that it may choose her. */
  async sayInterested(actor: Actor, introductionId: Id): Promise<void> {
    await this.act(actor, introductionId, 'interest', async (tx, introduction, request) => {
      await this.write(tx, introduction, { interestedAt: this.clock.now() });
      await this.notices.tellInterested(tx, request);
    });
  }

  /** The family chooses one who is interested: each gets the other's telephone. */
  async accept(actor: Actor, introductionId: Id): Promise<void> {
    await this.act(actor, introductionId, 'accept', async (tx, introduction, request) => {
      await this.write(tx, introduction, { state: 'introduced', introducedAt: this.clock.now() });
      const { provider, record } = await this.book.read(introduction.providerId, undefined, tx);
      await this.notices.tellIntroduced(tx, provider, record!, request);
    });
  }

  async recordMeeting(actor: Actor, introductionId: Id, day: Day): Promise<void> {
    await this.act(actor, introductionId, 'meet', async (tx, introduction) => {
      if (day > this.clock.today()) throw new DomainError(refuse('introduction.meetingDay'));
      await this.write(tx, introduction, { state: 'met', metOn: day });
    });
  }

  /** @param action `refuse` for what she says, `decline` for what the family or the desk says */
  async end(actor: Actor, introductionId: Id, action: 'refuse' | 'decline', reason: DeclineReason): Promise<void> {
    await this.act(actor, introductionId, action, async (tx, introduction, request) => {
      await this.decline(tx, introduction, action === 'refuse' ? 'childminder' : asFamily(actor), reason);
      if (action === 'decline') await this.notices.tellChildminderOver(tx, introduction);
      else await this.notices.tellFamilyOver(tx, introduction, request);
    });
  }

  /**
   * Records an agreement with a childminder. When the family was put in touch with her, the introduction says so. It
   * does before the request moves, because a request that closes ends the introductions that still run.
   * @param record writes the agreement. @returns the id of its line among the solutions
   */
  async recordAgreed(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    providerId: Id | null,
    record: () => Promise<Id>,
  ): Promise<Id> {
    await lockRequest(tx, requestId);
    const live = (await this.ofRequest(requestId, tx)).find((one) => one.providerId === providerId && isLive(one));
    if (!live || judgeIntroduction('agree', live, ['first_desk'])) return record();
    await this.write(tx, live, { state: 'agreed', agreedAt: this.clock.now() });
    const solutionId = await record();
    await tx.update(Introduction, { id: live.id }, { solutionId });
    await this.recordAct(tx, actor, live, 'agree');
    return solutionId;
  }

  /** Ends those of childminders who no longer receive children. A family that had chosen one of them is told. */
  async endOfClosed(tx: Tx): Promise<void> {
    for (const introduction of await tx.find(Introduction, { where: { state: In([...LIVE]) } })) {
      const { provider } = await this.book.read(introduction.providerId, undefined, tx);
      if (!this.book.isOver(provider)) continue;
      const request = (await lockRequest(tx, introduction.requestId))!;
      await this.decline(tx, introduction, 'system', CHILDMINDER_CLOSED);
      await this.notices.tellFamilyOver(tx, introduction, request);
      await this.recordAct(tx, SYSTEM, introduction, 'decline');
    }
  }

  private async endAll(tx: Tx, requestIds: readonly Id[]): Promise<void> {
    const live = (await tx.find(Introduction, { where: { requestId: In([...requestIds]) } })).filter(isLive);
    for (const introduction of live) {
      await this.decline(tx, introduction, 'system', REQUEST_CLOSED);
      await this.notices.tellChildminderOver(tx, introduction);
      await this.recordAct(tx, SYSTEM, introduction, 'decline');
    }
  }

  private async act(
    actor: Actor,
    introductionId: Id,
    action: IntroductionAction,
    work: (tx: Tx, introduction: Introduction, request: ChildRequest) => Promise<void>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const found = await tx.findOne(Introduction, { id: introductionId });
      // The request first, as whoever moves it does.
      const request = found && (await lockRequest(tx, found.requestId));
      const introduction = await tx.lock(Introduction, { id: introductionId });
      if (!request || !introduction) throw new NotFound('introduction');
      const as = actsOnIntroductionAs(actor, { ...request, providerId: introduction.providerId });
      if (as.length === 0) throw new NotFound('introduction');
      if (isDone(action, introduction)) return;
      const refusal = judgeIntroduction(action, introduction, as);
      if (refusal) throw new DomainError(refusal);
      await work(tx, introduction, request);
      await this.recordAct(tx, actor, introduction, action);
    });
  }

  private async lockOwn(tx: Tx, actor: Actor, requestId: Id): Promise<ChildRequest> {
    const request = (await findRequest(tx, requestId)) && (await lockRequest(tx, requestId));
    if (!request || !triagesRequest(actor, request)) throw new NotFound('request');
    return request;
  }

  private decline(
    tx: Tx,
    introduction: Introduction,
    declinedBy: Introduction['declinedBy'],
    reason: DeclineReason,
  ): Promise<void> {
    return this.write(tx, introduction, { state: 'declined', declinedAt: this.clock.now(), declinedBy, reason });
  }

  private async write(tx: Tx, { id, state }: Introduction, patch: Partial<Introduction>): Promise<void> {
    await tx.update(Introduction, { id, state }, patch);
  }

  private async recordAct(tx: Tx, actor: Actor, { requestId, id }: Introduction, act: string): Promise<void> {
    await this.audit.changed(
      tx,
      actor,
      `introduction.${act}`,
      { kind: 'request', id: requestId },
      { introduction: id },
    );
  }
}

const asFamily = ({ kind }: Actor): 'family' | 'first_desk' => (kind === 'family' ? 'family' : 'first_desk');
