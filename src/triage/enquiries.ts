import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { NotFound } from '../kernel/refusal.js';
import { Audit } from '../platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../platform/database/index.js';
import { type Actor, actorRef } from '../platform/security/index.js';
import type { ImportedContact } from '../waiting-lists/index.js';
import { ENQUIRY_CHANNELS, type CallSubject } from './domain/enquiry-words.js';
import { deskThatNotesFor, desksWhoseEnquiriesAreReadBy, mayReadEnquiry } from './enquiry.policy.js';
import { FollowUps } from './follow-ups.js';
import { Enquiry } from './persistence/triage.entities.js';

export interface NewEnquiry {
  readonly channel: Enquiry['channel'];
  readonly communeCode: string | null;
  readonly subject: string;
  readonly note: string | null;
}

/** The most enquiries that a page shows. */
export const ENQUIRY_PAGE = 50;

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

  async logEnquiry(actor: Actor, enquiry: NewEnquiry): Promise<Id> {
    const deskId = deskThatNotesFor(actor);
    if (deskId === null) throw new NotFound('desk');
    return this.unitOfWork.run((tx) =>
      this.insertEnquiry(tx, actor, { ...enquiry, deskId, dossierId: null, requestId: null, reference: null }),
    );
  }

  /** Records the contact that an imported row stands for: the family once asked its nursery for a place. */
  async logImported(tx: Tx, contact: ImportedContact): Promise<void> {
    await tx.insert(Enquiry, { ...contact, channel: 'list', subject: 'waiting_list', note: null, reference: null });
  }

  async dropImported(tx: Tx, id: Id): Promise<void> {
    await tx.delete(Enquiry, { id });
  }

  /** Records a call about a request of the actor's desk. One that was answered closes the act of ringing the family. */
  async logCall(
    actor: Actor,
    request: { id: Id; dossierId: Id; deskId: string; communeCode: string | null },
    subject: CallSubject,
    note: string | null,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.insertEnquiry(tx, actor, {
        channel: 'phone',
        communeCode: request.communeCode,
        subject,
        note,
        deskId: request.deskId,
        dossierId: request.dossierId,
        requestId: request.id,
        reference: null,
      });
      if (subject === 'call_answered') await this.followUps.recordHeard(tx, actor, request.id);
    });
  }

  private async insertEnquiry(tx: Tx, actor: Actor, enquiry: Omit<Enquiry, 'id' | 'at' | 'loggedBy'>): Promise<Id> {
    const id = newId();
    await tx.insert(Enquiry, { id, at: this.clock.now(), loggedBy: actorRef(actor), ...enquiry });
    await this.audit.changed(tx, actor, 'enquiry.log', { kind: 'enquiry', id });
    return id;
  }

  /**
   * The latest contacts with the actor's desks. Those of imported lists are left out, because there are hundreds of
   * them.
   */
  async listLatest(actor: Actor): Promise<Enquiry[]> {
    return this.reader.find(Enquiry, {
      where: { deskId: In(desksWhoseEnquiriesAreReadBy(actor)), channel: In([...ENQUIRY_CHANNELS, 'monenfant']) },
      order: { at: 'DESC', id: 'DESC' },
      take: ENQUIRY_PAGE,
    });
  }

  async ofRequest(requestId: Id): Promise<Enquiry[]> {
    return this.reader.find(Enquiry, { where: { requestId }, order: { at: 'DESC', id: 'DESC' } });
  }

  /** @throws NotFound when it is not there or of another desk */
  async readEnquiry(actor: Actor, enquiryId: Id): Promise<Enquiry> {
    const enquiry = await this.reader.findOne(Enquiry, { id: enquiryId });
    if (!enquiry || !mayReadEnquiry(actor, enquiry)) throw new NotFound('enquiry');
    return enquiry;
  }
}
