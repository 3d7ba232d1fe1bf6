import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Id } from '../kernel/ids.js';
import { NotFound } from '../kernel/refusal.js';
import type { Day, Instant } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import { Reader, type Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import type { NextActOwner } from './domain/next-act.js';
import type { RequestState } from './domain/request-lifecycle.js';
import { mayRead, readableRequests } from './dossier-scope.js';
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

export interface InboxFilter {
  readonly state?: RequestState;
  readonly communeCode?: string;
  readonly providerId?: Id;
  /** Whose act is awaited. */
  readonly owner?: NextActOwner;
  /** Part of a child's or an adult's surname, or a dossier number. */
  readonly text?: string;
  /** Only what is due on or before this day. */
  readonly dueBy?: Day;
  /** The last row of the page before (keyset). */
  readonly after?: { due: Day; id: Id };
}

export interface InboxRow {
  readonly id: Id;
  readonly dossierId: Id;
  readonly number: string;
  readonly firstName: string | null;
  readonly surname: string | null;
  readonly birthDate: Day | null;
  readonly dueDate: Day | null;
  readonly communeCode: string | null;
  readonly state: RequestState;
  readonly wantedFrom: Day | null;
  readonly nextAct: string;
  readonly nextActDue: Day;
  readonly nextActOwner: string;
  readonly submittedAt: Instant;
}

export const INBOX_PAGE = 50;

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

  /** Open requests by state, and of these how many are overdue on a day, within what the actor may see. */
  async inboxCounts(actor: Actor, today: Day): Promise<{ state: RequestState; count: number; overdue: number }[]> {
    const scope = readableRequests(actor);
    const rows = await this.reader.sql<{ state: RequestState; count: number | string; overdue: number | string }>(
      `SELECT r.state AS "state", COUNT(*) AS "count", SUM(CASE WHEN r.next_act_due < :today THEN 1 ELSE 0 END) AS "overdue"
       FROM child_request r WHERE ${scope.sql} AND r.next_act_due IS NOT NULL AND r.joined_into_id IS NULL GROUP BY r.state`,
      { ...scope.parameters, today },
    );
    return rows.map((row) => ({ state: row.state, count: Number(row.count), overdue: Number(row.overdue) }));
  }

  /** Open requests by next act due, then id; at most {@link INBOX_PAGE}. */
  async inbox(actor: Actor, filter: InboxFilter): Promise<InboxRow[]> {
    const scope = readableRequests(actor);
    const conditions = [scope.sql, 'r.next_act_due IS NOT NULL', 'r.joined_into_id IS NULL'];
    const parameters = { ...scope.parameters };
    const add = (condition: string, values: Record<string, string>): void => {
      conditions.push(condition);
      Object.assign(parameters, values);
    };
    if (filter.state) add('r.state = :state', { state: filter.state });
    if (filter.communeCode) add('r.commune_code = :commune', { commune: filter.communeCode });
    if (filter.providerId) add('EXISTS (SELECT 1 FROM wish wp WHERE wp.request_id = r.id AND wp.provider_id = :provider)', { provider: filter.providerId });
    if (filter.owner) add('r.next_act_owner = :owner', { owner: filter.owner });
    if (filter.dueBy) add('r.next_act_due <= :dueBy', { dueBy: filter.dueBy });
    if (filter.text) {
      add(`(LOWER(r.surname) LIKE :text ESCAPE '\\' OR LOWER(r.first_name) LIKE :text ESCAPE '\\' OR d.number = :number)`, {
        text: `${filter.text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`, number: filter.text.toUpperCase(),
      });
    }
    if (filter.after) add('(r.next_act_due > :due OR (r.next_act_due = :due AND r.id > :id))', filter.after);
    return this.reader.sql<InboxRow>(
      `SELECT r.id AS "id", r.dossier_id AS "dossierId", d.number AS "number", r.first_name AS "firstName", r.surname AS "surname",
              r.birth_date AS "birthDate", r.due_date AS "dueDate", r.commune_code AS "communeCode", r.state AS "state",
              r.wanted_from AS "wantedFrom", r.next_act AS "nextAct", r.next_act_due AS "nextActDue", r.next_act_owner AS "nextActOwner",
              r.submitted_at AS "submittedAt"
       FROM child_request r JOIN dossier d ON d.id = r.dossier_id
       WHERE ${conditions.join(' AND ')}
       ORDER BY r.next_act_due, r.id LIMIT ${INBOX_PAGE}`,
      parameters,
    );
  }
}
