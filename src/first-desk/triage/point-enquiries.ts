import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError } from '../../foundation/kernel/refusal.js';
import type { Day, Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { judgeCallBack } from './domain/enquiry-days.js';
import { countOfPoints, type PointSubjectCount } from './persistence/point-enquiries.queries.js';
import { Enquiry } from './persistence/triage.entities.js';

export type { PointSubjectCount } from './persistence/point-enquiries.queries.js';

export interface PointEnquiry {
  readonly subject: string;
  readonly who: string | null;
  readonly phone: string | null;
  readonly communeCode: string | null;
  readonly note: string | null;
  /** The day on which the point calls back; null where nobody waits for a call. */
  readonly callBackOn: Day | null;
}

/** Contacts with the points d'accueil. They count as every other; the point that noted one works with it, and no desk. */
@Injectable()
export class PointEnquiries {
  constructor(
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /**
   * The caller says at which point the actor works.
   * @throws DomainError when nobody can be called back on this day
   */
  async logEnquiry(
    actor: Actor,
    { pointId, deskId }: { readonly pointId: Id; readonly deskId: string },
    enquiry: PointEnquiry,
  ): Promise<void> {
    const refusal = enquiry.callBackOn && judgeCallBack(enquiry.callBackOn, this.clock.today());
    if (refusal) throw new DomainError(refusal);
    await this.unitOfWork.run(async (tx) => {
      const id = newId();
      await tx.insert(Enquiry, {
        id,
        ...{ pointId, deskId },
        ...enquiry,
        at: this.clock.now(),
        channel: 'visit',
        minutes: null,
        dossierId: null,
        requestId: null,
        loggedBy: actorRef(actor),
        recordedAt: null,
        reference: null,
        callBackBy: enquiry.callBackOn && actorRef(actor),
      });
      await this.audit.changed(tx, actor, 'enquiry.log', { kind: 'enquiry', id });
    });
  }

  /** What these points noted, those to call back first, then the latest. */
  async listOf(pointIds: readonly Id[], most: number): Promise<Enquiry[]> {
    const where = { pointId: In([...pointIds]) };
    const due = await this.listToCall(pointIds, most);
    const latest = await this.reader.find(Enquiry, { where, order: { at: 'DESC', id: 'DESC' }, take: most });
    return [...due, ...latest.filter(({ callBackOn }) => callBackOn === null)].slice(0, most);
  }

  /** Whom these points call back, the first day first. */
  async listToCall(pointIds: readonly Id[], most: number): Promise<Enquiry[]> {
    return this.reader.find(Enquiry, {
      where: { pointId: In([...pointIds]), callBackOn: Not(IsNull()) },
      order: { callBackOn: 'ASC', id: 'ASC' },
      take: most,
    });
  }

  /** How many each point noted from `since` on and before `before`, by month and subject. */
  countOf(pointIds: readonly Id[], since: Instant, before: Instant): Promise<PointSubjectCount[]> {
    return countOfPoints(this.reader, pointIds, since, before);
  }
}
