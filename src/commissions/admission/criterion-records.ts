import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { findJoinedInto, Forgetting } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { Hooks } from '../../foundation/kernel/hooks.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import type { CriterionSource } from './domain/criteria.js';
import { PROVABLE } from './domain/provable-criteria.js';
import type { Opinion } from './domain/facts.js';
import type { BonusItem, GridOption } from './domain/grid.js';
import { judgeOpinion, type OpinionReason } from './domain/opinion.js';
import { publishedItems } from './domain/published-grid.js';
import { Grids } from './grids.js';
import { CriterionRecord } from './persistence/admission.entities.js';

export interface NewOpinion extends Opinion {
  readonly criterion: string;
  readonly reason: OpinionReason;
}

/** What is counted of a request in addition to the family's own answers. */
export interface RecordedCriteria {
  readonly seen: Readonly<Record<string, Day>>;
  readonly opinions: Readonly<Record<string, Opinion>>;
}

/** Proofs seen and experts' opinions, by whom and when. The caller has checked that the request concerns the actor. */
@Injectable()
export class CriterionRecords implements OnModuleInit {
  /** Called in the unit that records it, when somebody has seen the proof of a criterion. */
  readonly proofSeen = new Hooks<(tx: Tx, actor: Actor, requestId: Id, criterion: string) => Promise<void>>(
    'a proof was seen',
  );

  constructor(
    private readonly clock: Clock,
    private readonly grids: Grids,
    private readonly audit: Audit,
    private readonly forgetting: Forgetting,
  ) {}

  onModuleInit(): void {
    this.forgetting.forgotten.join('admission deletes proofs and opinions', async (tx, _dossierId, requestIds) => {
      await tx.delete(CriterionRecord, { requestId: In([...requestIds]) });
    });
  }

  /**
   * All records of a request, oldest first. Withdrawn ones are included, and so are those of requests of the same
   * child that were joined to it.
   */
  async ofRequest(from: Reader, requestId: Id): Promise<CriterionRecord[]> {
    return (await this.ofRequests(from, [requestId])).get(requestId) ?? [];
  }

  /** {@link ofRequest} for many requests at once. A request without any record is absent. */
  private async ofRequests(from: Reader, requestIds: readonly Id[]): Promise<Map<Id, CriterionRecord[]>> {
    const endsIn = new Map(requestIds.map((id) => [id, id]));
    for (let joined = [...endsIn.keys()]; joined.length > 0;) {
      const found = await findJoinedInto(from, joined);
      for (const { id, joinedIntoId } of found) endsIn.set(id, endsIn.get(joinedIntoId!)!);
      joined = found.map(({ id }) => id);
    }
    const records = await from.find(CriterionRecord, {
      where: { requestId: In([...endsIn.keys()]) },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
    return groupedBy(records, ({ requestId }) => endsIn.get(requestId)!);
  }

  /**
   * The records that count for each child. Of several opinions on one criterion, the last one counts.
   * @param lines for each child, its request followed by those whose records also apply to it; earlier requests in the
   * list take precedence
   */
  async countedAll(from: Reader, lines: readonly (readonly Id[])[]): Promise<RecordedCriteria[]> {
    const records = await this.ofRequests(from, lines.flat());
    return lines.map((line) => {
      const standing = [...line]
        .reverse()
        .flatMap((id) => records.get(id) ?? [])
        .filter(({ withdrawnAt }) => withdrawnAt === null);
      return {
        seen: Object.fromEntries(
          standing.filter(({ kind }) => kind === 'proof').map(({ criterion, on }) => [criterion, on]),
        ),
        opinions: Object.fromEntries(
          standing.flatMap(({ criterion, points, expert, on }) =>
            expert === null ? [] : [[criterion, { points, expert, on }]],
          ),
        ),
      };
    });
  }

  /**
   * Records an opinion. It replaces an earlier opinion on the same criterion, which stays recorded.
   * @throws DomainError when the grid in force does not accept it
   */
  async recordOpinion(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    { criterion, points, expert, on, reason }: NewOpinion,
  ): Promise<void> {
    const item = await this.itemOf(tx, criterion, ['expert']);
    const refusal = judgeOpinion(item, { points, expert, on }, this.clock.today());
    if (refusal) throw new DomainError(refusal);
    await this.withdrawOf(tx, actor, requestId, criterion, 'opinion');
    await this.insertRecord(tx, actor, { requestId, criterion, kind: 'opinion', points, expert, reason, on });
  }

  /** Records that a proof was seen. @throws DomainError when the grid in force does not count the criterion */
  async recordProof(tx: Tx, actor: Actor, requestId: Id, criterion: string): Promise<void> {
    await this.itemOf(tx, criterion, PROVABLE);
    const [counted] = await this.countedAll(tx, [[requestId]]);
    if (criterion in counted!.seen) return;
    await this.insertRecord(tx, actor, {
      requestId,
      criterion,
      kind: 'proof',
      points: null,
      expert: null,
      reason: null,
      on: this.clock.today(),
    });
    for (const joined of this.proofSeen.all) await joined(tx, actor, requestId, criterion);
  }

  /**
   * Withdraws a record that was a mistake or is no longer true. It stays recorded and no longer counts. @throws
   * NotFound
   */
  async withdrawRecord(tx: Tx, actor: Actor, requestId: Id, recordId: Id): Promise<void> {
    const record = (await this.ofRequest(tx, requestId)).find(
      ({ id, withdrawnAt }) => id === recordId && withdrawnAt === null,
    );
    if (!record) throw new NotFound('record');
    await this.withdrawOf(tx, actor, requestId, record.criterion, record.kind);
  }

  private async itemOf(
    from: Reader,
    criterion: string,
    sources: readonly CriterionSource[],
  ): Promise<GridOption | BonusItem> {
    const { grid } = await this.grids.inForce(from);
    const found = publishedItems(grid).find(({ item, source }) => item.code === criterion && sources.includes(source));
    if (!found) throw new DomainError(refuse('criterion.notInGrid'));
    return found.item;
  }

  private async insertRecord(
    tx: Tx,
    actor: Actor,
    record: Pick<CriterionRecord, 'requestId' | 'criterion' | 'kind' | 'points' | 'expert' | 'reason' | 'on'>,
  ): Promise<void> {
    const id = newId();
    await tx.insert(CriterionRecord, {
      id,
      ...record,
      recordedBy: actorRef(actor),
      recordedAt: this.clock.now(),
      withdrawnAt: null,
      withdrawnBy: null,
    });
    const { requestId, criterion, kind, points } = record;
    await this.audit.changed(
      tx,
      actor,
      `criterion.${kind}`,
      { kind: 'request', id: requestId },
      { criterion, ...(points === null ? {} : { points }) },
    );
  }

  private async withdrawOf(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    criterion: string,
    kind: CriterionRecord['kind'],
  ): Promise<void> {
    const standing = (await this.ofRequest(tx, requestId)).filter(
      (record) => record.criterion === criterion && record.kind === kind && record.withdrawnAt === null,
    );
    for (const { id } of standing) {
      await tx.update(CriterionRecord, { id }, { withdrawnAt: this.clock.now(), withdrawnBy: actorRef(actor) });
      await this.audit.changed(
        tx,
        actor,
        'criterion.withdraw',
        { kind: 'request', id: requestId },
        { criterion, kind },
      );
    }
  }
}
