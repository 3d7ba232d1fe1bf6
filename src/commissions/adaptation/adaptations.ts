import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import {
  Dossiers,
  findJoinedInto,
  findRequests,
  lockRequestToWrite,
  needsAdaptation,
  type ChildRequest,
  type DeskNotice,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { comesBackTo, followsFor, mayFollowAtDesk } from './adaptation.policy.js';
import { DETAILS, judgeStep, type StepDone } from './domain/adaptation-step.js';
import { AdaptationStep } from './persistence/adaptation-step.entity.js';
import { listDueSteps, type DueStep } from './persistence/due-steps.queries.js';

export interface FollowedAdaptation {
  readonly request: ChildRequest;
  /** For which establishment the actor follows it; null for the desk. */
  readonly providerId: Id | null;
  /** What the actor may read, oldest first. */
  readonly steps: readonly AdaptationStep[];
}

export type DueAdaptation = Omit<DueStep, 'requestId'> & { readonly request: ChildRequest };

/**
 * Adaptations of the place of children whose family says that they need one: contact, project, place. It changes
 * nothing of the request, and no session, criterion or list reads it.
 */
@Injectable()
export class Adaptations {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound when the actor does not follow it, or nobody said that the child needs an adaptation */
  async readFollowed(actor: Actor, requestId: Id): Promise<FollowedAdaptation> {
    const file = await this.dossiers.requestFile(actor, requestId);
    const providerId = followsFor(actor, file);
    if (providerId === null && !mayFollowAtDesk(actor, file.request)) throw new NotFound('request');
    const steps = await this.listOf([requestId]);
    if (!needsAdaptation(file.request) && steps.length === 0) throw new NotFound('adaptation');
    const isRead = (step: AdaptationStep): boolean =>
      providerId === null || step.providerId === null || step.providerId === providerId;
    return { request: file.request, providerId, steps: steps.filter(isRead) };
  }

  /** What the page of a request tells its desk: the last step, or that none was made. */
  async listNotices(requestIds: readonly Id[]): Promise<Map<Id, DeskNotice>> {
    const steps = groupedBy(await this.listOf(requestIds), ({ requestId }) => requestId);
    const today = this.clock.today();
    const requests = await findRequests(this.reader, requestIds);
    return new Map(
      requests.flatMap((request): [Id, DeskNotice][] => {
        const { id } = request;
        const own = steps.get(id) ?? [];
        const last = own.at(-1);
        if (!last && !needsAdaptation(request)) return [];
        const isDue = own.some(
          ({ providerId, comeBackOn }) => providerId === null && comeBackOn !== null && comeBackOn <= today,
        );
        const says = last
          ? { key: 'adaptation.last', args: { step: last.step, day: last.day } }
          : { key: 'adaptation.nothingYet', args: {} };
        return [[id, { says, isForDesk: !last || isDue, path: 'adaptation', link: 'adaptation.follow' }]];
      }),
    );
  }

  /** What comes back to an actor until a day, the first first. @param most the most rows */
  async listDue(actor: Actor, until: Day, most: number): Promise<DueAdaptation[]> {
    const rows = await listDueSteps(this.reader, comesBackTo(actor), until, most);
    const requests = await findRequests(this.reader, [...new Set(rows.map(({ requestId }) => requestId))]);
    const byId = new Map(requests.map((request) => [request.id, request]));
    return rows.map(({ requestId, ...row }) => ({ ...row, request: byId.get(requestId)! }));
  }

  /** By request, oldest first: what is handed over to the family. The caller authorises. */
  async listOfAll(requestIds: readonly Id[]): Promise<Map<Id, AdaptationStep[]>> {
    if (requestIds.length === 0) return new Map();
    const steps = await this.reader.find(AdaptationStep, {
      where: { requestId: In([...requestIds]) },
      order: { day: 'ASC', id: 'ASC' },
    });
    return groupedBy(steps, ({ requestId }) => requestId);
  }

  /**
   * Records a step. Whoever recorded an earlier one has come back to it. The same step sent twice is one.
   * @throws NotFound | DomainError when the step says nothing or its days are wrong, or no adaptation is needed any more
   */
  async recordStep(actor: Actor, requestId: Id, done: StepDone): Promise<void> {
    const { providerId } = await this.readFollowed(actor, requestId);
    await this.unitOfWork.run(async (tx) => {
      const request = await lockRequestToWrite(tx, requestId);
      if (!request) throw new NotFound('request');
      const refusal = needsAdaptation(request) ? judgeStep(done, this.clock.today()) : refuse('adaptation.notNeeded');
      if (refusal) throw new DomainError(refusal);
      const own = await tx.find(AdaptationStep, { where: { requestId, providerId: providerId ?? IsNull() } });
      // In the order of the list, each once: so a step sent twice is found, and reads the same whatever was ticked first.
      const details = DETAILS[done.step].filter((one) => done.details.includes(one));
      if (own.some((one) => isSameStep(one, { ...done, details }))) return;
      await this.comeBack(tx, own);
      await tx.insert(AdaptationStep, {
        ...{ id: newId(), requestId, providerId },
        ...{ step: done.step, details, day: done.day, comeBackOn: done.comeBackOn },
        ...{ recordedBy: actorRef(actor), recordedAt: this.clock.now() },
      });
      await this.audit.changed(tx, actor, 'adaptation.record', { kind: 'request', id: requestId }, { step: done.step });
    });
  }

  /** Takes a step back that was recorded by mistake, by those who recorded it. @throws NotFound */
  async removeStep(actor: Actor, requestId: Id, stepId: Id): Promise<void> {
    const { providerId, steps } = await this.readFollowed(actor, requestId);
    const own = steps.find((step) => step.id === stepId && step.providerId === providerId);
    if (!own) throw new NotFound('adaptation');
    await this.unitOfWork.run(async (tx) => {
      await lockRequestToWrite(tx, own.requestId);
      await tx.delete(AdaptationStep, { id: stepId });
      await this.audit.changed(tx, actor, 'adaptation.remove', { kind: 'request', id: requestId }, { step: own.step });
    });
  }

  private async comeBack(tx: Tx, steps: readonly AdaptationStep[]): Promise<void> {
    for (const { id, comeBackOn } of steps)
      if (comeBackOn !== null) await tx.update(AdaptationStep, { id }, { comeBackOn: null });
  }

  /** The steps of these requests and of what was joined to them, each under the request that holds it now. */
  private async listOf(requestIds: readonly Id[]): Promise<AdaptationStep[]> {
    const joined = new Map(
      (await findJoinedInto(this.reader, requestIds)).map(({ id, joinedIntoId }) => [id, joinedIntoId!]),
    );
    const steps = await this.reader.find(AdaptationStep, {
      where: { requestId: In([...requestIds, ...joined.keys()]) },
      order: { day: 'ASC', id: 'ASC' },
    });
    return steps.map((step) => ({ ...step, requestId: joined.get(step.requestId) ?? step.requestId }));
  }
}

const isSameStep = (one: AdaptationStep, { step, details, day, comeBackOn }: StepDone): boolean =>
  one.step === step && one.day === day && one.comeBackOn === comeBackOn && one.details.join() === details.join();
