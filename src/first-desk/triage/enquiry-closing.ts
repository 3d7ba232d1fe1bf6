import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { judgeClosing, MOST_CLOSED } from './domain/enquiry-closing.js';
import type { AnswerMeans } from './domain/enquiry-words.js';
import type { SeenEnquiry } from './enquiry-acts.js';
import { mayReadEnquiry } from './enquiry.policy.js';
import { Enquiry } from './persistence/triage.entities.js';

/** One enquiry, with the reason why it is not closed; null where it is. */
export interface ClosingLine {
  readonly enquiry: Enquiry;
  readonly refusal: Refusal | null;
}

/** How all of them were answered. */
export interface ClosingAnswer {
  readonly means: AnswerMeans;
  readonly answer: string | null;
}

/** How many are closed in one unit of work. Each unit holds SQLite's only writer. */
const CLOSED_TOGETHER = 25;

/** Closes many enquiries at once: nobody is called back, and nobody waits for an answer any more. */
@Injectable()
export class EnquiryClosing {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** What closing would do to each of these. Those of other desks are left out, as if they did not exist. */
  async previewClosing(actor: Actor, ids: readonly Id[]): Promise<ClosingLine[]> {
    const wanted = [...new Set(ids)].slice(0, MOST_CLOSED);
    const found = await this.reader.find(Enquiry, { where: { id: In(wanted) } });
    const byId = new Map(found.filter((one) => mayReadEnquiry(actor, one)).map((one) => [one.id, one]));
    return wanted.flatMap((id) => {
      const enquiry = byId.get(id);
      return enquiry ? [{ enquiry, refusal: judgeClosing(enquiry) }] : [];
    });
  }

  /** Closes those that can be. @returns each as it is now, with why it was not closed */
  async closeEnquiries(actor: Actor, seen: readonly SeenEnquiry[], given: ClosingAnswer): Promise<ClosingLine[]> {
    const lines: ClosingLine[] = [];
    const wanted = seen.slice(0, MOST_CLOSED);
    for (let start = 0; start < wanted.length; start += CLOSED_TOGETHER)
      lines.push(
        ...(await this.unitOfWork.run(async (tx) => {
          const closed: ClosingLine[] = [];
          for (const one of wanted.slice(start, start + CLOSED_TOGETHER)) {
            const line = await this.closeIn(tx, actor, one, given);
            if (line) closed.push(line);
          }
          return closed;
        })),
      );
    return lines;
  }

  private async closeIn(
    tx: Tx,
    actor: Actor,
    { id, version }: SeenEnquiry,
    { means, answer }: ClosingAnswer,
  ): Promise<ClosingLine | null> {
    const enquiry = await tx.lock(Enquiry, { id });
    if (!enquiry || !mayReadEnquiry(actor, enquiry)) return null;
    const refusal = judgeClosing(enquiry) ?? (enquiry.version === version ? null : refuse('enquiry.changed'));
    if (refusal) return { enquiry, refusal };
    const by = actorRef(actor);
    const answered =
      enquiry.answeredOn === null ? { answerMeans: means, answer, answeredOn: this.clock.today(), answeredBy: by } : {};
    // Whoever was answered by voice was reached; nobody says so of the others.
    const called = enquiry.callBackOn !== null && means === 'spoken' ? { calledBackAt: this.clock.now() } : {};
    const patch = {
      ...answered,
      ...(enquiry.callBackOn === null ? {} : { callBackOn: null, callBackBy: by, ...called }),
      awaitsAnswer: false,
      version: version + 1,
    };
    await tx.update(Enquiry, { id }, patch);
    await this.audit.changed(tx, actor, 'enquiry.close', { kind: 'enquiry', id });
    return { enquiry: { ...enquiry, ...patch }, refusal: null };
  }
}
