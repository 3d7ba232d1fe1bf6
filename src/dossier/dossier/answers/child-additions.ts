import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { countChildren } from '../domain/completeness.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { childBeside, MOST_CHILDREN } from '../domain/draft-parts.js';
import { identitiesOf } from '../domain/duplicates/identities-of.js';
import { DuplicateSearch } from '../duplicates/duplicate-search.js';
import { lockFamilies } from '../lifecycle/family-locks.js';
import { findRequest } from '../lifecycle/read-requests.js';
import { AnswerWriter } from './answer-writer.js';
import { RequestCreation } from './request-creation.js';
import { TriageActs, type Saying } from './triage-acts.js';

/** A child more in the dossier of a family that has sent it: a twin whom a list left unnamed, a brother or a sister. */
@Injectable()
export class ChildAdditions {
  constructor(
    private readonly clock: Clock,
    private readonly writer: AnswerWriter,
    private readonly creation: RequestCreation,
    private readonly search: DuplicateSearch,
    private readonly acts: TriageActs,
  ) {}

  /**
   * Makes the request of the added child. A twin asks since the same day as the other, because the family asked for
   * both.
   * @param requestId the request of the child beside whom it is added
   * @returns the request of the added child
   * @throws NotFound; Conflict when somebody else wrote meanwhile; DomainError when the dossier is full or closed
   */
  async addChild(tx: Tx, actor: Actor, requestId: Id, saying: Saying): Promise<Id> {
    const beside = await findRequest(tx, requestId);
    if (!beside) throw new NotFound('request');
    await lockFamilies(tx, [beside.dossierId]);
    const { dossier, form, requests } = await this.writer.readHeld(tx, beside.dossierId);
    if (countChildren(requests) >= MOST_CHILDREN) throw new DomainError(refuse('request.dossierFull'));
    const child = childBeside(form.children[requests.findIndex(({ id }) => id === requestId)]!);
    const sent = { ...form, children: [...form.children, child] };
    const likely = await this.search.findLikely(tx, [identitiesOf(sent).at(-1)!]);
    const added = await this.creation.createRequest(
      tx,
      actor,
      dossier,
      {
        form: sent,
        index: form.children.length,
        requestedAt: child.multipleBirth ? beside.submittedAt : this.clock.now(),
        deskNote: null,
      },
      likely.filter(({ request }) => request.dossierId !== dossier.id),
    );
    // What is missing beside it is found again: a twin was.
    await this.acts.writeAnswers(tx, actor, requestId, {}, saying);
    return added.id;
  }
}
