import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { adultsSeenBy } from './home.policy.js';
import { mayReadRequest } from './request.policy.js';
import {
  Adult,
  ChildRequest,
  Dossier,
  Orientation,
  RequestHistory,
  SealedForm,
  Wish,
} from '../persistence/dossier.entities.js';
import { listDossiersAfter } from '../persistence/dossiers.queries.js';

/** One request with everything that a person sees beside it on one screen. */
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

/** Reads dossiers and requests within what the actor may see. A request of somebody else is "not found". */
@Injectable()
export class Dossiers {
  constructor(
    private readonly reader: Reader,
    private readonly audit: Audit,
  ) {}

  /** One request, for one screen. The read is audited. @throws NotFound when it does not exist or is not the actor's */
  async requestFile(actor: Actor, requestId: Id): Promise<RequestFile> {
    const [file] = await this.readableFiles(actor, [requestId]);
    await this.audit.read(actor, { kind: 'request', id: requestId });
    return file!;
  }

  /**
   * {@link requestFile} for a list of several families, in the order asked for. The read of each is audited, and each
   * counts among those that lists name.
   */
  async requestFiles(actor: Actor, requestIds: readonly Id[]): Promise<RequestFile[]> {
    const files = await this.readableFiles(actor, requestIds);
    await this.audit.readListed(
      actor,
      requestIds,
      requestIds.map((id) => ({ action: 'request.read', subject: { kind: 'request', id } })),
    );
    return files;
  }

  /** @throws NotFound when one of them is not there or not the actor's */
  private async readableFiles(actor: Actor, requestIds: readonly Id[]): Promise<RequestFile[]> {
    const files = await this.loadRequests(this.reader, requestIds);
    const isReadable = ({ request, wishes }: RequestFile): boolean =>
      mayReadRequest(
        actor,
        request,
        wishes.flatMap((wish) => wish.providerId ?? []),
      );
    if (!files.every(isReadable)) throw new NotFound('request');
    return files.map((file) => ({ ...file, adults: adultsSeenBy(actor, file.dossier, file.adults) }));
  }

  /** The dossier of one family. The read is audited. @throws NotFound when it does not exist or is not the actor's */
  async dossierFile(actor: Actor, dossierId: Id): Promise<DossierFile> {
    const dossier = await this.reader.findOne(Dossier, { id: dossierId });
    if (!dossier) throw new NotFound('dossier');
    const requests = await this.reader.find(ChildRequest, {
      where: { dossierId },
      order: { submittedAt: 'ASC', id: 'ASC' },
    });
    const wishes = await this.reader.find(Wish, { where: { requestId: In(requests.map((request) => request.id)) } });
    const readable = requests.some((request) =>
      mayReadRequest(
        actor,
        request,
        wishes.filter((wish) => wish.requestId === request.id).flatMap((wish) => wish.providerId ?? []),
      ),
    );
    if (!readable) throw new NotFound('dossier');
    await this.audit.read(actor, { kind: 'dossier', id: dossierId });
    const adults = await this.reader.find(Adult, { where: { dossierId }, order: { rank: 'ASC' } });
    return { dossier, adults: adultsSeenBy(actor, dossier, adults), requests };
  }

  /** Reads a request for a use case that authorises by itself. The read is not audited. @throws NotFound */
  async loadRequest(from: Reader | Tx, requestId: Id): Promise<RequestFile> {
    const [file] = await this.loadRequests(from, [requestId]);
    return file!;
  }

  /** {@link loadRequest} for many at once, in the order asked for. @throws NotFound when one of them is not there */
  async loadRequests(from: Reader | Tx, requestIds: readonly Id[]): Promise<RequestFile[]> {
    const ofRequests = { requestId: In([...requestIds]) };
    const requests = new Map(
      (await from.find(ChildRequest, { where: { id: In([...requestIds]) } })).map((request) => [request.id, request]),
    );
    const dossierIds = [...new Set([...requests.values()].map(({ dossierId }) => dossierId))];
    const ofDossiers = { dossierId: In(dossierIds) };
    const dossiers = new Map(
      (await from.find(Dossier, { where: { id: In(dossierIds) } })).map((dossier) => [dossier.id, dossier]),
    );
    const adults = groupedBy(
      await from.find(Adult, { where: ofDossiers, order: { rank: 'ASC' } }),
      ({ dossierId }) => dossierId,
    );
    const wishes = groupedBy(
      await from.find(Wish, { where: ofRequests, order: { rank: 'ASC' } }),
      ({ requestId }) => requestId,
    );
    const tracks = groupedBy(
      await from.find(Orientation, { where: ofRequests, order: { decidedAt: 'ASC' } }),
      ({ requestId }) => requestId,
    );
    const history = groupedBy(
      await from.find(RequestHistory, { where: ofRequests, order: { at: 'ASC', id: 'ASC' } }),
      ({ requestId }) => requestId,
    );
    const families = groupedBy(
      await from.find(ChildRequest, { where: ofDossiers, order: { submittedAt: 'ASC' } }),
      ({ dossierId }) => dossierId,
    );
    return requestIds.map((id) => {
      const request = requests.get(id);
      if (!request) throw new NotFound('request');
      const { dossierId } = request;
      return {
        request,
        dossier: dossiers.get(dossierId)!,
        adults: adults.get(dossierId) ?? [],
        wishes: wishes.get(id) ?? [],
        tracks: tracks.get(id) ?? [],
        history: history.get(id) ?? [],
        siblings: families.get(dossierId)!.filter((request) => request.id !== id),
      };
    });
  }

  /** The forms exactly as the family sent them, oldest first. */
  async sealedForms(dossierId: Id): Promise<SealedForm[]> {
    return this.reader.find(SealedForm, { where: { dossierId }, order: { at: 'ASC' } });
  }

  async historyOf(from: Reader | Tx, requestId: Id): Promise<RequestHistory[]> {
    return from.find(RequestHistory, { where: { requestId }, order: { at: 'ASC', id: 'ASC' } });
  }

  /** Ids of dossiers in order, a slice at a time. @param after '' for the first slice */
  idsAfter(from: Reader | Tx, after: Id | '', limit: number): Promise<Id[]> {
    return listDossiersAfter(from, after, limit);
  }
}
