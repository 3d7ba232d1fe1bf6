import { Injectable } from '@nestjs/common';
import { lockRequestToWrite } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, dayOf, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { CALL_PUT_OFF_BY, judgeAnswerDay, judgeCallBack } from './domain/enquiry-days.js';
import type { AnswerMeans } from './domain/enquiry-words.js';
import { mayLinkEnquiry, mayLinkTo, mayReadEnquiry } from './enquiry.policy.js';
import { Enquiry } from './persistence/triage.entities.js';

/** An enquiry as the person who acts on it saw it. */
export interface SeenEnquiry {
  readonly id: Id;
  readonly version: number;
}

export interface AnswerGiven {
  readonly means: AnswerMeans;
  readonly answer: string | null;
  readonly on: Day;
}

/** What becomes of an enquiry after it was noted. All acts are refused to who saw it before somebody else changed it. */
@Injectable()
export class EnquiryActs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Says about which request of the desk an enquiry is. @throws NotFound | Conflict | DomainError */
  async linkRequest(actor: Actor, seen: SeenEnquiry, requestId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      // The family first, as when it is forgotten: neither then waits for the other.
      const request = await lockRequestToWrite(tx, requestId);
      if (!request || !mayLinkTo(actor, request)) throw new NotFound('request');
      await this.actIn(tx, actor, seen, 'enquiry.link', (enquiry) => {
        if (!mayLinkEnquiry(actor, enquiry)) throw new NotFound('enquiry');
        if (enquiry.dossierId !== null) throw new Conflict(refuse('enquiry.linked'));
        return {
          dossierId: request.dossierId,
          requestId: request.joinedIntoId ?? request.id,
          communeCode: enquiry.communeCode ?? request.communeCode,
        };
      });
    });
  }

  /** @throws NotFound | Conflict */
  async unlink(actor: Actor, seen: SeenEnquiry): Promise<void> {
    await this.act(actor, seen, 'enquiry.unlink', (enquiry) => {
      if (!mayLinkEnquiry(actor, enquiry)) throw new NotFound('enquiry');
      return { dossierId: null, requestId: null };
    });
  }

  /** Writes down the one answer that was given. @throws NotFound | Conflict | DomainError */
  async recordAnswer(actor: Actor, seen: SeenEnquiry, { means, answer, on }: AnswerGiven): Promise<void> {
    await this.act(actor, seen, 'enquiry.answer', (enquiry) => {
      if (enquiry.answeredOn !== null) throw new Conflict(refuse('enquiry.answered'));
      const refusal = judgeAnswerDay(on, dayOf(enquiry.at), this.clock.today());
      if (refusal) throw new DomainError(refusal);
      return { awaitsAnswer: false, answerMeans: means, answer, answeredOn: on, answeredBy: actorRef(actor) };
    });
  }

  /** Promises to call back on a day, or on another day than the one promised. @throws NotFound | Conflict | DomainError */
  async planCallBack(actor: Actor, seen: SeenEnquiry, day: Day): Promise<void> {
    const refusal = judgeCallBack(day, this.clock.today());
    if (refusal) throw new DomainError(refusal);
    await this.act(actor, seen, 'enquiry.plan-call', () => ({ callBackOn: day, callBackBy: actorRef(actor) }));
  }

  /** @throws NotFound | Conflict when nobody waits for a call any more */
  async putOffCall(actor: Actor, seen: SeenEnquiry): Promise<void> {
    await this.act(actor, seen, 'enquiry.put-off-call', (enquiry) => {
      refuseCalled(enquiry);
      return { callBackOn: addDays(this.clock.today(), CALL_PUT_OFF_BY), callBackBy: actorRef(actor) };
    });
  }

  /** @throws NotFound | Conflict when nobody waits for a call any more */
  async recordCalledBack(actor: Actor, seen: SeenEnquiry): Promise<void> {
    await this.act(actor, seen, 'enquiry.call-back', (enquiry) => {
      refuseCalled(enquiry);
      return { callBackOn: null, callBackBy: actorRef(actor), calledBackAt: this.clock.now() };
    });
  }

  private async act(
    actor: Actor,
    seen: SeenEnquiry,
    action: string,
    decide: (enquiry: Enquiry) => Partial<Enquiry>,
  ): Promise<void> {
    await this.unitOfWork.run((tx) => this.actIn(tx, actor, seen, action, decide));
  }

  private async actIn(
    tx: Tx,
    actor: Actor,
    { id, version }: SeenEnquiry,
    action: string,
    decide: (enquiry: Enquiry) => Partial<Enquiry>,
  ): Promise<void> {
    const enquiry = await tx.lock(Enquiry, { id });
    if (!enquiry || !mayReadEnquiry(actor, enquiry)) throw new NotFound('enquiry');
    // What was done twice has a sentence of its own.
    const patch = decide(enquiry);
    if (enquiry.version !== version) throw new Conflict(refuse('enquiry.changed'));
    await tx.update(Enquiry, { id }, { ...patch, version: version + 1 });
    await this.audit.changed(tx, actor, action, { kind: 'enquiry', id });
  }
}

function refuseCalled({ callBackOn }: Enquiry): void {
  if (callBackOn === null) throw new Conflict(refuse('enquiry.calledBack'));
}
