import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Forgetting } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { DomainError, NotFound, refuse } from '../kernel/refusal.js';
import type { Day } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import type { Reader, Tx } from '../platform/database/index.js';
import { actorRef, type Actor } from '../platform/security/index.js';
import { isRange, type CriteriaGrid, type Expert } from './domain/grid.js';
import { publishedItems } from './domain/published-grid.js';
import { Grids } from './grids.js';
import { CriterionRecord } from './persistence/admission.entities.js';

export interface NewOpinion {
  readonly criterion: string;
  /** Null where the grid wants none: the criterion is said to hold. */
  readonly points: number | null;
  readonly expert: Expert;
  readonly on: Day;
}

/** What counts of a request beside the family's own answers. */
export interface RecordedCriteria {
  readonly seen: readonly string[];
  readonly opinions: Readonly<Record<string, number | null>>;
}

/** Proofs seen and experts' opinions, by whom and when. The caller has looked whether the request is the actor's. */
@Injectable()
export class CriterionRecords implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly grids: Grids,
    private readonly audit: Audit,
    private readonly forgetting: Forgetting,
  ) {}

  onModuleInit(): void {
    this.forgetting.onForget(async (tx, _dossierId, requestIds) => {
      await tx.delete(CriterionRecord, { requestId: In([...requestIds]) });
    });
  }

  /** Oldest first, what was withdrawn included. */
  async ofRequest(from: Reader, requestId: Id): Promise<CriterionRecord[]> {
    return from.find(CriterionRecord, { where: { requestId }, order: { recordedAt: 'ASC', id: 'ASC' } });
  }

  /** What counts: of several opinions on one criterion, the last. */
  async counted(from: Reader, requestId: Id): Promise<RecordedCriteria> {
    const standing = (await this.ofRequest(from, requestId)).filter(({ withdrawnAt }) => withdrawnAt === null);
    return {
      seen: [...new Set(standing.filter(({ kind }) => kind === 'proof').map(({ criterion }) => criterion))],
      opinions: Object.fromEntries(standing.filter(({ kind }) => kind === 'opinion').map(({ criterion, points }) => [criterion, points])),
    };
  }

  /** @throws DomainError when the grid in force asks no opinion on it, or other points */
  async recordOpinion(tx: Tx, actor: Actor, requestId: Id, opinion: NewOpinion): Promise<void> {
    const item = this.itemOf((await this.grids.inForce(tx)).grid, opinion.criterion, 'expert');
    if (isRange(item)) this.assertWithin(item.range, opinion.points);
    if (isRange(item) && !item.by.includes(opinion.expert)) throw new DomainError(refuse('criterion.expert'));
    if (opinion.on > this.clock.today()) throw new DomainError(refuse('criterion.futureDay'));
    await this.withdrawOf(tx, actor, requestId, opinion.criterion, 'opinion');
    const { criterion, expert, on } = opinion;
    await this.insert(tx, actor, { requestId, criterion, kind: 'opinion', points: isRange(item) ? opinion.points : null, expert, on });
  }

  async recordProof(tx: Tx, actor: Actor, requestId: Id, criterion: string): Promise<void> {
    this.itemOf((await this.grids.inForce(tx)).grid, criterion, 'family');
    if ((await this.counted(tx, requestId)).seen.includes(criterion)) return;
    await this.insert(tx, actor, { requestId, criterion, kind: 'proof', points: null, expert: null, on: this.clock.today() });
  }

  /** What was recorded by mistake, or holds no more: it stays written, and counts no longer. @throws NotFound */
  async withdraw(tx: Tx, actor: Actor, requestId: Id, recordId: Id): Promise<void> {
    const record = (await this.ofRequest(tx, requestId)).find(({ id, withdrawnAt }) => id === recordId && withdrawnAt === null);
    if (!record) throw new NotFound('record');
    await this.withdrawOf(tx, actor, requestId, record.criterion, record.kind);
  }

  private itemOf(grid: CriteriaGrid, criterion: string, asked: 'expert' | 'family') {
    const found = publishedItems(grid).find(({ item, source }) => item.code === criterion && (source === 'expert') === (asked === 'expert'));
    if (!found) throw new DomainError(refuse('criterion.notInGrid'));
    return found.item;
  }

  private assertWithin([least, most]: readonly [number | null, number | null], points: number | null): void {
    if (points === null || least === null || most === null || points < least || points > most) {
      throw new DomainError(refuse('criterion.range', { least: least ?? 0, most: most ?? 0 }));
    }
  }

  private async insert(tx: Tx, actor: Actor, record: Pick<CriterionRecord, 'requestId' | 'criterion' | 'kind' | 'points' | 'expert' | 'on'>): Promise<void> {
    const id = newId();
    await tx.insert(CriterionRecord, { id, ...record, recordedBy: actorRef(actor), recordedAt: this.clock.now(), withdrawnAt: null, withdrawnBy: null });
    const { requestId, criterion, kind, points } = record;
    await this.audit.changed(tx, actor, `criterion.${kind}`, { kind: 'request', id: requestId }, { criterion, ...(points === null ? {} : { points }) });
  }

  private async withdrawOf(tx: Tx, actor: Actor, requestId: Id, criterion: string, kind: CriterionRecord['kind']): Promise<void> {
    const standing = (await this.ofRequest(tx, requestId)).filter((one) => one.criterion === criterion && one.kind === kind && one.withdrawnAt === null);
    for (const { id } of standing) {
      await tx.update(CriterionRecord, { id }, { withdrawnAt: this.clock.now(), withdrawnBy: actorRef(actor) });
      await this.audit.changed(tx, actor, 'criterion.withdraw', { kind: 'request', id: requestId }, { criterion, kind });
    }
  }
}
