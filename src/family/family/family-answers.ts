import { Injectable } from '@nestjs/common';
import {
  AnswerLocks,
  awaitedIn,
  changedAnswers,
  Completions,
  hasUnsaidWaits,
  TriageActs,
  type ChildRequest,
  type DossierForm,
  type RequestState,
} from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { FamilyFiles } from './family-files.js';

/**
 * A family may change its answers in these states only. In any other, a place is offered, nothing more is looked for, or
 * the request is closed. Before a commission they change until the list is frozen (AnswerLocks).
 */
const CHANGEABLE: readonly RequestState[] = [
  'submitted',
  'in_triage',
  'incomplete',
  'oriented',
  'before_commission',
  'waiting_list',
  'partly_placed',
];
export const mayChange = (state: RequestState): boolean => CHANGEABLE.includes(state);

/** What a family answers after sending its form: the missing answers, and changes. */
@Injectable()
export class FamilyAnswers {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FamilyFiles,
    private readonly acts: TriageActs,
    private readonly completions: Completions,
    private readonly locks: AnswerLocks,
  ) {}

  /**
   * The answers of one request as they are now. @throws NotFound; DomainError when they can no longer change
   * @returns `awaited`: what an incomplete request waits for, in the codes of the dossier. `apart`: the adults live in
   * two homes, and none reads how another is reached. `waitsUnsaid`: nothing is noted of how long it can wait
   */
  async readAnswers(
    actor: Actor,
    requestId: Id,
  ): Promise<{ form: DossierForm; request: ChildRequest; awaited: string[]; apart: boolean; waitsUnsaid: boolean }> {
    const file = await this.files.readRequest(actor, requestId);
    const { form, request, apart } = await this.acts.formOf(this.reader, requestId);
    const judged = await this.locks.refusalFor(this.reader, requestId);
    if (judged) throw new DomainError(judged);
    if (!mayChange(request.state)) throw new DomainError(refuse('family.tooLate'));
    const awaited = request.state === 'incomplete' ? awaitedIn(file) : [];
    return { form, request, awaited, apart, waitsUnsaid: hasUnsaidWaits(file.dossier.origin, request.need) };
  }

  /**
   * Writes the answers of one page. When nothing that a request waited for is missing any more, it goes back to the desk
   * in the same unit of work.
   */
  async writeAnswers(
    actor: Actor,
    requestId: Id,
    expectedVersion: number,
    change: (form: DossierForm) => DossierForm,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { form, request } = await this.acts.formOf(tx, requestId);
      if (!mayChange(request.state)) throw new DomainError(refuse('family.tooLate'));
      const changed = await this.acts.writeAnswers(tx, actor, requestId, changedAnswers(form, change(form)), {
        version: expectedVersion,
      });
      await this.completions.completeAnswered(tx, actor, changed.dossierId);
    });
  }

  /**
   * What the family agreed to, as it is now. It is read and changed at any time: no commission judges it.
   * @throws NotFound
   */
  async readAgreements(actor: Actor, requestId: Id): Promise<{ form: DossierForm; request: ChildRequest }> {
    await this.files.readRequest(actor, requestId);
    return this.acts.formOf(this.reader, requestId);
  }

  /** Writes what the family agrees to. Whoever no longer may see its contacts does not from then on. */
  async writeAgreements(
    actor: Actor,
    requestId: Id,
    expectedVersion: number,
    change: (form: DossierForm) => DossierForm,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { form, request } = await this.acts.formOf(tx, requestId);
      await this.acts.writeAgreements(tx, actor, requestId, change(form), { version: expectedVersion });
      await this.completions.completeAnswered(tx, actor, request.dossierId);
    });
  }
}
