import { Injectable } from '@nestjs/common';
import {
  changedAnswers,
  ChildAdditions,
  Completions,
  CriterionQuestions,
  Dossiers,
  RequestDates,
  TriageActs,
  triagesRequest,
  type CorrectedDate,
  type DossierForm,
  type OpenAnswers,
  type RequestFile,
  type Told,
} from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Conflict, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { SeenRequest } from './desk-moves.js';
import { FollowUps } from './follow-ups.js';
import { DeskRequests } from './desk-requests.js';

/** The answers of one request, with what its pages show beside them. */
export interface AnsweredRequest {
  readonly file: RequestFile;
  /** With this one child. */
  readonly form: DossierForm;
}

/**
 * `complete`: nothing is missing or unasked any more, and a request that waited for that goes on. `whole`: the same of a
 * request that did not wait. `needed`: what was asked for is there and the request goes on,
 * while other answers are still missing, or may still be asked for the points that they give. `moved`: the family now
 * belongs to another desk.
 */
export type Noted = 'noted' | 'complete' | 'whole' | 'needed' | 'moved';

/** What the desk notes for a family that answers by telephone, at the counter or by letter. */
@Injectable()
export class DeskAnswers {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: DeskRequests,
    private readonly dossiers: Dossiers,
    private readonly acts: TriageActs,
    private readonly completions: Completions,
    private readonly criteria: CriterionQuestions,
    private readonly followUps: FollowUps,
    private readonly additions: ChildAdditions,
    private readonly dates: RequestDates,
  ) {}

  /** @throws NotFound when the request is not of the actor's desk; DomainError when it was joined into another */
  async readAnswers(actor: Actor, requestId: Id): Promise<AnsweredRequest> {
    const file = await this.requests.readFile(actor, requestId);
    return { file, form: (await this.acts.formOf(this.reader, requestId)).form };
  }

  /** What the family has not answered yet, with the points at stake. */
  listOpen(form: DossierForm): Promise<OpenAnswers> {
    return this.criteria.listOpen(form);
  }

  /**
   * Writes the answers of one page. The last one that was asked for closes the completion in the same unit of work. The
   * desk may correct what a commission judges, because that commission judges a copy.
   */
  async writeAnswers(
    actor: Actor,
    { requestId, version }: SeenRequest,
    told: Told,
    change: (form: DossierForm) => DossierForm,
  ): Promise<Noted> {
    const noted = await this.unitOfWork.run(async (tx): Promise<Noted> => {
      await this.requireSeen(tx, actor, requestId, version);
      const { form } = await this.acts.formOf(tx, requestId);
      const changed = await this.acts.writeAnswers(tx, actor, requestId, changedAnswers(form, change(form)), {
        version,
        told,
      });
      if (!triagesRequest(actor, changed)) return 'moved';
      await this.recordIfHeard(tx, actor, requestId, told);
      const completed = await this.completions.completeAnswered(tx, actor, changed.dossierId);
      if (!completed.includes(requestId)) return changed.gaps.length === 0 ? 'whole' : 'noted';
      return changed.gaps.length > 0 ? 'needed' : 'complete';
    });
    if ((noted !== 'complete' && noted !== 'whole') || !(await this.mayAskMore(requestId))) return noted;
    return noted === 'complete' ? 'needed' : 'noted';
  }

  private async mayAskMore(requestId: Id): Promise<boolean> {
    const { questions, agreements } = await this.listOpen((await this.acts.formOf(this.reader, requestId)).form);
    return questions.length > 0 || agreements;
  }

  /** Adds a child to the dossier of the request. @returns the request of the added child */
  async addChild(actor: Actor, { requestId, version }: SeenRequest, told: Told): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await this.requireSeen(tx, actor, requestId, version);
      return this.additions.addChild(tx, actor, requestId, { version, told });
    });
  }

  /** Corrects the date on which the request was first made. */
  async correctDate(actor: Actor, { requestId, version }: SeenRequest, corrected: CorrectedDate): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.requireSeen(tx, actor, requestId, version);
      await this.dates.correctDate(tx, actor, { requestId, version }, corrected);
      await this.recordIfHeard(tx, actor, requestId, corrected.told);
    });
  }

  /** Writes what the family agrees to, whatever became of its request. */
  async writeAgreements(
    actor: Actor,
    { requestId, version }: SeenRequest,
    told: Told,
    change: (form: DossierForm) => DossierForm,
  ): Promise<Noted> {
    await this.unitOfWork.run(async (tx) => {
      await this.requireSeen(tx, actor, requestId, version);
      const { form } = await this.acts.formOf(tx, requestId);
      await this.acts.writeAgreements(tx, actor, requestId, change(form), { version, told });
      await this.recordIfHeard(tx, actor, requestId, told);
    });
    return 'noted';
  }

  /** What the family itself said, it said to its desk. */
  private async recordIfHeard(tx: Tx, actor: Actor, requestId: Id, { knownBy }: Told): Promise<void> {
    if (knownBy === 'phone' || knownBy === 'counter') await this.followUps.recordHeard(tx, actor, requestId);
  }

  /** Checked before anything is written, so that the person learns what has changed, and not only that nothing was saved. */
  private async requireSeen(tx: Tx, actor: Actor, requestId: Id, version: number): Promise<RequestFile> {
    const file = await this.dossiers.loadRequest(tx, requestId);
    if (!triagesRequest(actor, file.request)) throw new NotFound('request');
    if (file.request.version !== version) throw new Conflict(refuse('request.changed', { state: file.request.state }));
    return file;
  }
}
