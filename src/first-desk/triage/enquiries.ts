import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import {
  findDossierByNumber,
  findRequestsOf,
  lockRequests,
  lockRequestToWrite,
  triagesRequest,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { type Actor, actorRef } from '../../foundation/platform/security/index.js';
import type { ImportedContact } from '../../lists/waiting-lists/index.js';
import { ENQUIRY_CHANNELS, type CallSubject } from './domain/enquiry-words.js';
import { deskThatNotesFor, desksWhoseEnquiriesAreReadBy, mayReadEnquiry } from './enquiry.policy.js';
import { FollowUps } from './follow-ups.js';
import { Enquiry } from './persistence/triage.entities.js';

export interface NewEnquiry {
  readonly channel: Enquiry['channel'];
  readonly communeCode: string | null;
  readonly subject: string;
  readonly note: string | null;
  readonly minutes: number | null;
  /** The number of the dossier that it is about, as it was typed; null where there is none. */
  readonly dossierNumber: string | null;
}

type LinkedFamily = Pick<Enquiry, 'dossierId' | 'requestId' | 'communeCode'>;

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

  /** @throws DomainError when no family of the actor's desk has this number */
  async logEnquiry(actor: Actor, { dossierNumber, ...enquiry }: NewEnquiry): Promise<Id> {
    const deskId = deskThatNotesFor(actor);
    if (deskId === null) throw new NotFound('desk');
    return this.unitOfWork.run(async (tx) => {
      const family = dossierNumber === null ? null : await this.lockFamily(tx, actor, dossierNumber);
      return this.insertEnquiry(tx, actor, {
        ...enquiry,
        deskId,
        communeCode: enquiry.communeCode ?? family?.communeCode ?? null,
        dossierId: family?.dossierId ?? null,
        requestId: family?.requestId ?? null,
        reference: null,
      });
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
        reference: null,
      });
      if (subject === 'call_answered') await this.followUps.recordHeard(tx, actor, request.id);
    });
  }

  private async insertEnquiry(
    tx: Tx,
    actor: Actor,
    enquiry: Omit<Enquiry, 'id' | 'at' | 'loggedBy' | 'recordedAt'>,
  ): Promise<Id> {
    const id = newId();
    await tx.insert(Enquiry, { id, at: this.clock.now(), loggedBy: actorRef(actor), recordedAt: null, ...enquiry });
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

  /** @throws NotFound when it is not there or of another desk */
  async readEnquiry(actor: Actor, enquiryId: Id): Promise<Enquiry> {
    const enquiry = await this.reader.findOne(Enquiry, { id: enquiryId });
    if (!enquiry || !mayReadEnquiry(actor, enquiry)) throw new NotFound('enquiry');
    return enquiry;
  }
}
