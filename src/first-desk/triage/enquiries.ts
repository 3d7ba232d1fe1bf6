import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import {
  findDossierByNumber,
  findRequests,
  findRequestsOf,
  lockRequests,
  lockRequestToWrite,
  triagesRequest,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { type Actor, actorRef } from '../../foundation/platform/security/index.js';
import type { ImportedContact } from '../../lists/waiting-lists/index.js';
import { judgeCallBack } from './domain/enquiry-days.js';
import type { AnswerMeans, CallSubject } from './domain/enquiry-words.js';
import { deskThatNotesFor, mayReadEnquiry } from './enquiry.policy.js';
import { FollowUps } from './follow-ups.js';
import { Enquiry } from './persistence/triage.entities.js';

export interface NewEnquiry {
  /** The name that the person left; null where nobody left one. */
  readonly who: string | null;
  readonly phone: string | null;
  readonly channel: Enquiry['channel'];
  readonly communeCode: string | null;
  readonly subject: string;
  readonly note: string | null;
  readonly minutes: number | null;
  /** The number of the dossier that it is about, as it was typed; null where there is none. */
  readonly dossierNumber: string | null;
  /** The day on which the agent calls back; null where it does not. */
  readonly callBackOn: Day | null;
  /** What was answered at once; null where the person waits for an answer. */
  readonly answered: { readonly means: AnswerMeans; readonly answer: string | null } | null;
}

/** What becomes of an enquiry after it was noted. */
type Outcome =
  | 'version'
  | 'callBackOn'
  | 'callBackBy'
  | 'calledBackAt'
  | 'awaitsAnswer'
  | 'answerMeans'
  | 'answer'
  | 'answeredOn'
  | 'answeredBy';

type LinkedFamily = Pick<Enquiry, 'dossierId' | 'requestId' | 'communeCode'>;

/** Contacts with the desk, whether or not they become a dossier. */
@Injectable()
export class Enquiries {
  constructor(
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly followUps: FollowUps,
  ) {}

  /** @throws DomainError when no family of the actor's desk has this number, or nobody can be called back on this day */
  logEnquiry(actor: Actor, enquiry: NewEnquiry): Promise<Id> {
    return this.unitOfWork.run((tx) => this.logEnquiryIn(tx, actor, enquiry));
  }

  /** {@link logEnquiry} in the unit of work of the caller. */
  async logEnquiryIn(
    tx: Tx,
    actor: Actor,
    { dossierNumber, callBackOn, answered, ...enquiry }: NewEnquiry,
  ): Promise<Id> {
    const deskId = deskThatNotesFor(actor);
    if (deskId === null) throw new NotFound('desk');
    const today = this.clock.today();
    const refusal = callBackOn && judgeCallBack(callBackOn, today);
    if (refusal) throw new DomainError(refusal);
    const family = dossierNumber === null ? null : await this.lockFamily(tx, actor, dossierNumber);
    return this.insertEnquiry(tx, actor, {
      ...enquiry,
      deskId,
      communeCode: enquiry.communeCode ?? family?.communeCode ?? null,
      dossierId: family?.dossierId ?? null,
      requestId: family?.requestId ?? null,
      callBackOn,
      callBackBy: callBackOn && actorRef(actor),
      awaitsAnswer: answered === null,
      answerMeans: answered?.means ?? null,
      answer: answered?.answer ?? null,
      answeredOn: answered && today,
      answeredBy: answered && actorRef(actor),
    });
  }

  /**
   * The family that a number names, held until the unit ends, so that nobody forgets it meanwhile. A family of another
   * desk is answered like one that does not exist.
   */
  private async lockFamily(tx: Tx, actor: Actor, number: string): Promise<LinkedFamily> {
    const named = await findDossierByNumber(tx, number);
    const own = named ? (await findRequestsOf(tx, named.id)).filter((request) => triagesRequest(actor, request)) : [];
    await lockRequests(
      tx,
      own.map(({ id }) => id),
    );
    const dossier = await findDossierByNumber(tx, number);
    if (!dossier || dossier.anonymisedAt !== null || own.length === 0)
      throw new DomainError(refuse('enquiry.noSuchDossier'));
    return { dossierId: dossier.id, requestId: own.length === 1 ? own[0]!.id : null, communeCode: dossier.communeCode };
  }

  /** Records the contact that an imported row stands for: the family once asked its nursery for a place. */
  async logImported(tx: Tx, contact: ImportedContact): Promise<void> {
    await tx.insert(Enquiry, {
      ...contact,
      channel: 'list',
      subject: 'waiting_list',
      note: null,
      minutes: null,
      recordedAt: this.clock.now(),
      reference: null,
    });
  }

  async dropImported(tx: Tx, id: Id): Promise<void> {
    await tx.delete(Enquiry, { id });
  }

  /**
   * Records a call about a request of the actor's desk. One that was answered closes the act of ringing the family.
   * @throws NotFound; DomainError when the family was forgotten
   */
  async logCall(
    actor: Actor,
    requestId: Id,
    { subject, note, minutes }: { subject: CallSubject; note: string | null; minutes: number | null },
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const request = await lockRequestToWrite(tx, requestId);
      if (!request || !triagesRequest(actor, request)) throw new NotFound('request');
      await this.insertEnquiry(tx, actor, {
        channel: 'phone',
        communeCode: request.communeCode,
        subject,
        note,
        minutes,
        deskId: request.deskId,
        dossierId: request.dossierId,
        requestId: request.id,
        who: null,
        phone: null,
      });
      if (subject === 'call_answered') await this.followUps.recordHeard(tx, actor, request.id);
    });
  }

  private async insertEnquiry(
    tx: Tx,
    actor: Actor,
    enquiry: Omit<Enquiry, 'id' | 'at' | 'loggedBy' | 'recordedAt' | 'reference' | 'pointId' | Outcome> &
      Partial<Pick<Enquiry, Outcome>>,
  ): Promise<Id> {
    const id = newId();
    await tx.insert(Enquiry, { id, at: this.clock.now(), loggedBy: actorRef(actor), recordedAt: null, ...enquiry });
    await this.audit.changed(tx, actor, 'enquiry.log', { kind: 'enquiry', id });
    return id;
  }

  /** The contacts about a request, and those about its family as a whole, latest first. */
  async ofRequest({ id: requestId, dossierId }: { readonly id: Id; readonly dossierId: Id }): Promise<Enquiry[]> {
    return this.reader.find(Enquiry, {
      where: [{ requestId }, { dossierId, requestId: IsNull() }],
      order: { at: 'DESC', id: 'DESC' },
    });
  }

  /** The request that each of these contacts leads to: its own, or the first of its family at the actor's desk. */
  async findRequestsBehind(actor: Actor, enquiries: readonly Enquiry[]): Promise<Map<Id, Id>> {
    const behind = new Map<Id, Id>();
    for (const { id, requestId, dossierId } of enquiries) {
      if (requestId !== null) behind.set(id, requestId);
      else if (dossierId !== null) {
        const own = (await findRequestsOf(this.reader, dossierId)).find((request) => triagesRequest(actor, request));
        if (own) behind.set(id, own.id);
      }
    }
    return behind;
  }

  /**
   * What is kept of contacts about these requests, by request, for the family that asks for it. Those about the family as
   * a whole stand with its first request. The caller authorises.
   */
  async listOfAll(requestIds: readonly Id[]): Promise<Map<Id, object[]>> {
    if (requestIds.length === 0) return new Map();
    const requests = await findRequests(this.reader, requestIds);
    const firstOf = new Map([...requests].reverse().map(({ id, dossierId }) => [dossierId, id]));
    const rows = await this.reader.find(Enquiry, {
      where: [{ requestId: In([...requestIds]) }, { dossierId: In([...firstOf.keys()]), requestId: IsNull() }],
      order: { at: 'ASC', id: 'ASC' },
    });
    const byRequest = groupedBy(rows, ({ requestId, dossierId }) => requestId ?? firstOf.get(dossierId!)!);
    return new Map([...byRequest].map(([id, enquiries]) => [id, enquiries.map(handedOver)]));
  }

  /** @throws NotFound when it is not there or of another desk */
  async readEnquiry(actor: Actor, enquiryId: Id): Promise<Enquiry> {
    const enquiry = await this.reader.findOne(Enquiry, { id: enquiryId });
    if (!enquiry || !mayReadEnquiry(actor, enquiry)) throw new NotFound('enquiry');
    return enquiry;
  }
}

/** What a family is handed over of a contact: all but the keys of the desk. */
const handedOver = ({
  dossierId: _dossier,
  requestId: _request,
  reference: _line,
  version: _version,
  ...kept
}: Enquiry) => kept;
