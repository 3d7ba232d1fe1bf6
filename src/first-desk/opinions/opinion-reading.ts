import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  Dossiers,
  findJoinedInto,
  findRequests,
  findRequestsOf,
  type ChildRequest,
  type DeskNotice,
  type RequestFile,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { dayOf } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { isForDesk, stateOf } from './domain/asked-opinion.js';
import { desksAsking, mayAskOpinions } from './opinions.policy.js';
import { listUnseen, type Listed } from './persistence/asked-opinions.queries.js';
import { AskedOpinion } from './persistence/opinions.entities.js';

/** A question with the request that holds it now. */
export interface ListedOpinion {
  readonly row: AskedOpinion;
  readonly request: ChildRequest;
}

/** What was asked of whom, for those who may read it. */
@Injectable()
export class OpinionReading {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
  ) {}

  /** What was asked about a request of the actor's desk, and about what was joined to it; latest first. @throws NotFound */
  async readAtDesk(actor: Actor, requestId: Id): Promise<{ file: RequestFile; rows: AskedOpinion[] }> {
    const file = await this.dossiers.requestFile(actor, requestId);
    if (!mayAskOpinions(actor, file.request)) throw new NotFound('request');
    const rows = (await this.listOf([requestId])).get(requestId) ?? [];
    return { file, rows };
  }

  /** What waits at the desks of an actor. @param most rows */
  async listUnseen(actor: Actor, listed: Listed, most: number): Promise<ListedOpinion[]> {
    const found = await listUnseen(this.reader, desksAsking(actor), { listed, today: this.clock.today(), most });
    if (found.length === 0) return [];
    const rows = await this.reader.find(AskedOpinion, { where: { id: In(found.map(({ id }) => id)) } });
    const requests = await findRequests(this.reader, [...new Set(found.map(({ requestId }) => requestId))]);
    const [byId, ofRequest] = [
      new Map(rows.map((row) => [row.id, row])),
      new Map(requests.map((request) => [request.id, request])),
    ];
    return found.map(({ id, requestId }) => ({ row: byId.get(id)!, request: ofRequest.get(requestId)! }));
  }

  /** By request, latest first, with what was joined to it. The caller authorises. */
  async listOf(requestIds: readonly Id[]): Promise<Map<Id, AskedOpinion[]>> {
    if (requestIds.length === 0) return new Map();
    const joined = new Map(
      (await findJoinedInto(this.reader, requestIds)).map(({ id, joinedIntoId }) => [id, joinedIntoId!]),
    );
    const rows = await this.reader.find(AskedOpinion, {
      where: { requestId: In([...requestIds, ...joined.keys()]) },
      order: { askedAt: 'DESC', id: 'DESC' },
    });
    return groupedBy(rows, ({ requestId }) => (requestIds.includes(requestId) ? requestId : joined.get(requestId)!));
  }

  /** What the page of a request tells its desk. */
  async listNotices(requestIds: readonly Id[]): Promise<Map<Id, DeskNotice>> {
    const all = await this.listOf(requestIds);
    const today = this.clock.today();
    return new Map(
      requestIds.flatMap((requestId): [Id, DeskNotice][] => {
        const rows = all.get(requestId) ?? [];
        const [first] = [
          ...rows.filter((row) => isForDesk(row, today)),
          ...rows.filter((row) => stateOf(row, today) === 'waiting'),
        ];
        if (rows.length === 0) return [];
        const says = first && {
          key: 'askedOpinion.notice.said',
          args: { state: stateOf(first, today), name: first.name, day: first.until },
        };
        return [
          [
            requestId,
            {
              says: says ?? null,
              isForDesk: first !== undefined && isForDesk(first, today),
              path: 'avis',
              link: 'askedOpinion.see',
            },
          ],
        ];
      }),
    );
  }

  /** What was asked about the children of a family, latest first. */
  async listOfFamily(actor: Actor): Promise<ListedOpinion[]> {
    if (actor.kind !== 'family' || actor.dossierId === null) throw new NotFound('dossier');
    const requests = await findRequestsOf(this.reader, actor.dossierId);
    const all = await this.listOf(requests.filter(({ joinedIntoId }) => joinedIntoId === null).map(({ id }) => id));
    return requests.flatMap((request) => (all.get(request.id) ?? []).map((row) => ({ row, request })));
  }

  /** Whether anything was asked about these requests. */
  async hasAny(requestIds: readonly Id[]): Promise<boolean> {
    return (await this.reader.count(AskedOpinion, { requestId: In([...requestIds]) })) > 0;
  }

  /** The names of the people who gave opinions, by what the record of an opinion says of its author. */
  async namesOf(refs: readonly string[]): Promise<Map<Id, string>> {
    const ids = refs.flatMap((ref) => (ref.startsWith('expert:') ? [ref.slice('expert:'.length)] : []));
    if (ids.length === 0) return new Map();
    const rows = await this.reader.find(AskedOpinion, { where: { id: In(ids) } });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** What the family may have: all but how the person is reached. The caller authorises. */
  async listOfAll(requestIds: readonly Id[]): Promise<Map<Id, object[]>> {
    const rows = [...(await this.listOf(requestIds))];
    return new Map(rows.map(([id, all]) => [id, all.map((row) => this.exported(row))]));
  }

  private exported(row: AskedOpinion): object {
    const { criterion, name, role, note, agreedBy, agreedOn, askedAt, until, endedAt } = row;
    const { points, reason, words, declined, held } = row;
    const state = stateOf(row, this.clock.today());
    const asked = { criterion, name, role, note, agreedBy, agreedOn, askedOn: dayOf(askedAt), until, state };
    return { ...asked, endedAt, points, reason, words, declined, held };
  }
}
