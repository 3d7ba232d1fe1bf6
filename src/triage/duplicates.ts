import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ChildRequest, Dossiers, lifecycleActorsOf, PossibleDuplicate, TriageActs, type RequestFile } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import { NotFound } from '../kernel/refusal.js';
import { Audit } from '../platform/audit/index.js';
import { listOf, Reader, UnitOfWork } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { desksOf } from './first-desk.js';

/** Two requests that may be one child's, with what the list of pairs shows of each. */
export interface Pair {
  readonly pair: PossibleDuplicate;
  readonly first: ChildRequest;
  readonly second: ChildRequest;
}

export interface ComparedPair {
  readonly pair: PossibleDuplicate;
  readonly first: RequestFile;
  readonly second: RequestFile;
}

const PAIR_PAGE = 50;

/** Possible duplicates, for a person to judge. Both sides must be of the agent's desk: a pair shows each family to who judges it. */
@Injectable()
export class Duplicates {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly dossiers: Dossiers,
    private readonly acts: TriageActs,
    private readonly audit: Audit,
  ) {}

  /** The likeliest first. */
  async open(actor: Actor): Promise<{ pairs: Pair[]; count: number }> {
    const desks = listOf('desk', desksOf(actor));
    const from = `FROM possible_duplicate p JOIN child_request a ON a.id = p.first_id JOIN child_request b ON b.id = p.second_id
      WHERE p.state = 'open' AND a.desk_id IN (${desks.sql}) AND b.desk_id IN (${desks.sql})`;
    const rows = await this.reader.sql<{ id: Id }>(`SELECT p.id AS "id" ${from} ORDER BY p.score DESC, p.id LIMIT ${PAIR_PAGE}`, desks.parameters);
    const [total] = await this.reader.sql<{ count: number | string }>(`SELECT COUNT(*) AS "count" ${from}`, desks.parameters);
    const pairs = await this.reader.find(PossibleDuplicate, { where: { id: In(rows.map(({ id }) => id)) }, order: { score: 'DESC', id: 'ASC' } });
    return { pairs: await this.withRequests(pairs), count: Number(total?.count ?? 0) };
  }

  async ofRequest(actor: Actor, requestId: Id): Promise<Pair[]> {
    const pairs = await this.reader.find(PossibleDuplicate, {
      where: [{ firstId: requestId, state: 'open' }, { secondId: requestId, state: 'open' }], order: { score: 'DESC', id: 'ASC' },
    });
    return (await this.withRequests(pairs)).filter((pair) => isOf(actor, pair));
  }

  /** Both sides in full; the reads are audited. @throws NotFound when it is not there or a side is not the actor's */
  async compare(actor: Actor, pairId: Id): Promise<ComparedPair> {
    const { pair } = await this.mine(actor, pairId);
    const sides: [RequestFile, RequestFile] = [await this.dossiers.loadRequest(this.reader, pair.firstId), await this.dossiers.loadRequest(this.reader, pair.secondId)];
    for (const { request } of sides) await this.audit.read(actor, { kind: 'request', id: request.id });
    return { pair, first: sides[0], second: sides[1] };
  }

  /** @returns the request that is kept */
  async join(actor: Actor, pairId: Id): Promise<Id> {
    await this.mine(actor, pairId);
    return this.unitOfWork.run((tx) => this.acts.join(tx, actor, pairId));
  }

  async setAside(actor: Actor, pairId: Id): Promise<void> {
    await this.mine(actor, pairId);
    await this.unitOfWork.run((tx) => this.acts.setAside(tx, actor, pairId));
  }

  private async mine(actor: Actor, pairId: Id): Promise<Pair> {
    const pair = await this.reader.findOne(PossibleDuplicate, { id: pairId });
    const [found] = pair ? await this.withRequests([pair]) : [];
    if (!found || !isOf(actor, found)) throw new NotFound('pair');
    return found;
  }

  private async withRequests(pairs: readonly PossibleDuplicate[]): Promise<Pair[]> {
    const requests = await this.reader.find(ChildRequest, { where: { id: In(pairs.flatMap(({ firstId, secondId }) => [firstId, secondId])) } });
    const byId = new Map(requests.map((request) => [request.id, request]));
    return pairs.flatMap((pair) => {
      const [first, second] = [byId.get(pair.firstId), byId.get(pair.secondId)];
      return first && second ? [{ pair, first, second }] : [];
    });
  }
}

const isOf = (actor: Actor, { first, second }: Pair): boolean =>
  [first, second].every((request) => lifecycleActorsOf(actor, request, []).includes('first_desk'));
