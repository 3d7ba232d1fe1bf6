import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Id } from '../kernel/ids.js';
import { NotFound } from '../kernel/refusal.js';
import { Audit } from '../platform/audit/index.js';
import { Reader, type Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { mayRead } from './dossier-scope.js';
import { Adult, ChildRequest, Dossier, Orientation, RequestHistory, SealedForm, Wish } from './persistence/dossier.entities.js';

/** One request with all that is around it: what a person sees on one screen. */
export interface RequestFile {
  readonly request: ChildRequest;
  readonly dossier: Dossier;
  readonly adults: Adult[];
  /** Best first. */
  readonly wishes: Wish[];
  readonly tracks: Orientation[];
  /** Oldest first. */
  readonly history: RequestHistory[];
  /** The other requests of the same dossier. */
  readonly siblings: ChildRequest[];
}

export interface DossierFile {
  readonly dossier: Dossier;
  readonly adults: Adult[];
  readonly requests: ChildRequest[];
}

/** Reads of dossiers and requests, each within what the actor may see; what is not theirs is not there. */
@Injectable()
export class Dossiers {
  constructor(
    private readonly reader: Reader,
    private readonly audit: Audit,
  ) {}

  /** One request, for one screen. The read is audited. @throws NotFound when it is not there or not the actor's */
  async requestFile(actor: Actor, requestId: Id): Promise<RequestFile> {
    const file = await this.loadRequest(this.reader, requestId);
    if (!mayRead(actor, file.request, file.wishes.flatMap((wish) => wish.providerId ?? []))) throw new NotFound('request');
    await this.audit.read(actor, { kind: 'request', id: requestId });
    return file;
  }

  /** One family's dossier. The read is audited. @throws NotFound when it is not there or not the actor's */
  async dossierFile(actor: Actor, dossierId: Id): Promise<DossierFile> {
    const dossier = await this.reader.findOne(Dossier, { id: dossierId });
    if (!dossier) throw new NotFound('dossier');
    const requests = await this.reader.find(ChildRequest, { where: { dossierId }, order: { submittedAt: 'ASC', id: 'ASC' } });
    const wishes = await this.reader.find(Wish, { where: { requestId: In(requests.map((request) => request.id)) } });
    const readable = requests.some((request) =>
      mayRead(actor, request, wishes.filter((wish) => wish.requestId === request.id).flatMap((wish) => wish.providerId ?? [])),
    );
    if (!readable) throw new NotFound('dossier');
    await this.audit.read(actor, { kind: 'dossier', id: dossierId });
    const adults = await this.reader.find(Adult, { where: { dossierId }, order: { rank: 'ASC' } });
    return { dossier, adults, requests };
  }

  /** Inside a use case that has its own authorisation; not audited as a read. @throws NotFound */
  async loadRequest(from: Reader | Tx, requestId: Id): Promise<RequestFile> {
    const request = await from.findOne(ChildRequest, { id: requestId });
    if (!request) throw new NotFound('request');
    const [dossier, adults, wishes, tracks, history, all] = [
      await from.findOne(Dossier, { id: request.dossierId }),
      await from.find(Adult, { where: { dossierId: request.dossierId }, order: { rank: 'ASC' } }),
      await from.find(Wish, { where: { requestId }, order: { rank: 'ASC' } }),
      await from.find(Orientation, { where: { requestId }, order: { decidedAt: 'ASC' } }),
      await from.find(RequestHistory, { where: { requestId }, order: { at: 'ASC', id: 'ASC' } }),
      await from.find(ChildRequest, { where: { dossierId: request.dossierId }, order: { submittedAt: 'ASC' } }),
    ];
    return { request, dossier: dossier!, adults, wishes, tracks, history, siblings: all.filter((one) => one.id !== requestId) };
  }

  /** What the family sent, as it sent it; oldest first. */
  async sealedForms(dossierId: Id): Promise<SealedForm[]> {
    return this.reader.find(SealedForm, { where: { dossierId }, order: { at: 'ASC' } });
  }

  async historyOf(from: Reader | Tx, requestId: Id): Promise<RequestHistory[]> {
    return from.find(RequestHistory, { where: { requestId }, order: { at: 'ASC', id: 'ASC' } });
  }

  /** Every move of every request that is or was this dossier's; oldest first. */
  async historyOfFamily(from: Reader | Tx, dossierId: Id): Promise<RequestHistory[]> {
    const requests = await from.sql<{ id: Id }>('SELECT DISTINCT request_id AS id FROM request_history WHERE dossier_id = :dossierId', { dossierId });
    return from.find(RequestHistory, { where: { requestId: In(requests.map(({ id }) => id)) }, order: { at: 'ASC', id: 'ASC' } });
  }

  /** Ids of dossiers in order, a slice at a time. @param after '' for the first slice */
  async idsAfter(from: Reader | Tx, after: Id | '', limit: number): Promise<Id[]> {
    const rows = await from.sql<{ id: Id }>(`SELECT id FROM dossier WHERE id > :after ORDER BY id LIMIT ${Math.trunc(limit)}`, { after });
    return rows.map(({ id }) => id);
  }
}
