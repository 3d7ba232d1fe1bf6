import { Injectable } from '@nestjs/common';
import {
  AnswerLocks,
  essentialGaps,
  RequestMoves,
  TriageActs,
  type ChildForm,
  type ChildRequest,
  type DossierForm,
  type RequestState,
} from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import { DomainError, refuse } from '../kernel/refusal.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { FamilyFiles } from './family-files.js';

/** Once a commission judges the request, or a place is offered, what was said stays as it was said. */
const CHANGEABLE: readonly RequestState[] = ['submitted', 'in_triage', 'incomplete', 'oriented', 'waiting_list'];
export const mayChange = (state: RequestState): boolean => CHANGEABLE.includes(state);

/** Answers given after sending: what was missing, or what has changed. */
@Injectable()
export class FamilyAnswers {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FamilyFiles,
    private readonly acts: TriageActs,
    private readonly moves: RequestMoves,
    private readonly locks: AnswerLocks,
  ) {}

  /** The answers of one request as they are now. @throws NotFound; DomainError when they can no longer change */
  async current(actor: Actor, requestId: Id): Promise<{ form: DossierForm; request: ChildRequest }> {
    await this.files.request(actor, requestId);
    const { form, request } = await this.acts.formOf(this.reader, requestId);
    const judged = await this.locks.refusalFor(this.reader, requestId);
    if (judged) throw new DomainError(judged);
    if (!mayChange(request.state)) throw new DomainError(refuse('family.tooLate'));
    return { form, request };
  }

  /**
   * Writes the answers of one page; a request that waited for nothing else goes back to the desk in the same unit of
   * work.
   */
  async write(
    actor: Actor,
    requestId: Id,
    expectedVersion: number,
    change: (form: DossierForm) => DossierForm,
  ): Promise<ChildRequest> {
    return this.unitOfWork.run(async (tx) => {
      const { form, request } = await this.acts.formOf(tx, requestId);
      if (!mayChange(request.state)) throw new DomainError(refuse('family.tooLate'));
      const next = change(form);
      const changed = await this.acts.answer(
        tx,
        actor,
        requestId,
        {
          child: this.changedChild(form, next),
          ...(next.adults === form.adults ? {} : { adults: next.adults }),
          ...(next.household === form.household ? {} : { household: next.household }),
        },
        { version: expectedVersion },
      );
      const complete = request.state === 'incomplete' && essentialGaps(changed.gaps).length === 0;
      return complete ? this.moves.move(tx, actor, requestId, 'complete') : changed;
    });
  }

  /** Wishes are written anew only when they change: their rows are what others point at. */
  private changedChild(form: DossierForm, next: DossierForm): Partial<ChildForm> {
    const [before, after] = [form.children[0]!, next.children[0]!];
    const { wishes, ...rest } = after;
    return wishes === before.wishes ? rest : after;
  }
}
