import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThanOrEqual, type FindOptionsWhere } from 'typeorm';
import {
  Drafts,
  findArrivals,
  findDossiers,
  findJoinedInto,
  findRequests,
  findRequestsOf,
  Receipts,
  type Deposit,
  type Draft,
  type Intake,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { findStaffNames } from '../../territory/accounts/index.js';
import { isFollowed, seenSince, stageOf, type Stage } from './domain/filings.js';
import { PointFiling, ReceptionPoint } from './persistence/reception-points.entities.js';
import { mayFollowFiling, mayHideFromPoints, pointsFollowedBy } from './reception-points.policy.js';

/** So many deposits are listed, the latest first: more than a town hall has in a year. */
export const MOST_FILINGS = 500;

/** What a point sees of one child that it filed. */
export interface FollowedFiling {
  readonly filing: PointFiling;
  readonly firstName: string | null;
  readonly stage: Stage;
  /** What is missing; where the point does not follow it, what was missing when it was filed. */
  readonly gaps: readonly string[];
}

/** Who filed a request, for its desk and its family. */
export interface NotedFiling {
  readonly id: Id;
  readonly requestId: Id;
  readonly point: string;
  readonly kind: PointFiling['kind'];
  readonly filedAt: string;
  readonly by: string | null;
  readonly isHidden: boolean;
}

/** What points d'accueil filed, and what they may know of it afterwards. */
@Injectable()
export class PointFilings {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly audit: Audit,
    private readonly receipts: Receipts,
    private readonly drafts: Drafts,
  ) {}

  /** Keeps who filed what, in the transaction that takes it in. */
  async noteFiling(tx: Tx, actor: Actor, draft: Draft, intake: Intake): Promise<void> {
    if (draft.pointId === null) return;
    const filing = {
      pointId: draft.pointId,
      draftId: draft.id,
      kind: draft.completesId === null ? ('filed' as const) : ('completed' as const),
      filedAt: this.clock.now(),
      filedBy: actor.kind === 'staff' ? actor.accountId : '',
      dossierId: intake.dossierId,
      number: intake.number,
      hiddenAt: null,
    };
    const requests = await findRequests(
      tx,
      intake.children.map(({ requestId }) => requestId),
    );
    for (const { id: requestId, firstName, gaps } of requests)
      await tx.insert(PointFiling, { id: newId(), ...filing, requestId, firstName, gaps });
  }

  /** What the actor's points filed and still follow, the latest first. */
  listFollowed(actor: Actor): Promise<FollowedFiling[]> {
    return this.listFollowedOf(pointsFollowedBy(actor), MOST_FILINGS);
  }

  /** @throws NotFound where the actor's point does not follow it, or never did */
  async readFiling(actor: Actor, filingId: Id): Promise<FollowedFiling> {
    const found = (await this.listFollowed(actor)).find(({ filing }) => filing.id === filingId);
    if (!found || !mayFollowFiling(actor, found.filing)) throw new NotFound('filing');
    return found;
  }

  /** The receipt as it was given, whatever became of the deposit. @throws NotFound as {@link readFiling} */
  async readReceipt(actor: Actor, filingId: Id): Promise<Deposit> {
    const { draftId: id, dossierId, filedAt } = (await this.readFiling(actor, filingId)).filing;
    return this.receipts.ofDraft(actor, { id, dossierId, updatedAt: filedAt, origin: 'counter' }, 'receipt');
  }

  /** What these points filed and still follow. The caller authorises. @param most rows; all of them when absent */
  async listFollowedOf(pointIds: readonly Id[], most?: number): Promise<FollowedFiling[]> {
    const months = await this.settings.get('pointFollowMonths');
    const since = seenSince(this.clock.today(), months);
    const filings = await this.reader.find(PointFiling, {
      where: { pointId: In([...pointIds]), hiddenAt: IsNull(), filedAt: MoreThanOrEqual(since) },
      order: { filedAt: 'DESC', id: 'DESC' },
      ...(most === undefined ? {} : { take: most }),
    });
    const seen = filings.filter(({ requestId }) => requestId !== null);
    const requests = new Map(
      (
        await findRequests(
          this.reader,
          seen.flatMap(({ requestId }) => requestId ?? []),
        )
      ).map((one) => [one.id, one]),
    );
    const dossierIds = [...new Set(seen.flatMap(({ dossierId }) => dossierId ?? []))];
    const dossiers = new Map((await findDossiers(this.reader, dossierIds)).map((one) => [one.id, one]));
    return seen.flatMap((filing) => {
      const request = requests.get(filing.requestId!);
      if (!request) return [];
      const followed = isFollowed(request, filing, dossiers.get(filing.dossierId!));
      // What the point does not follow looks as it did when it was filed, as a new family's does on its first day.
      const { firstName, gaps } = followed ? request : filing;
      return [{ filing, firstName, stage: stageOf(request, followed), gaps }];
    });
  }

  /** By request: which points filed it, or what was joined to it. The caller authorises. */
  async listFilers(requestIds: readonly Id[]): Promise<NotedFiling[]> {
    const joined = new Map(
      (await findJoinedInto(this.reader, requestIds)).map(({ id, joinedIntoId }) => [id, joinedIntoId!]),
    );
    const noted = await this.noted({ requestId: In([...requestIds, ...joined.keys()]) });
    return noted.map((one) => ({ ...one, requestId: joined.get(one.requestId) ?? one.requestId }));
  }

  /** By request, for the copy of its data that a family may have. The caller authorises. */
  async listOfAll(requestIds: readonly Id[]): Promise<Map<Id, object[]>> {
    const noted = await this.listFilers(requestIds);
    return new Map(
      [...groupedBy(noted, ({ requestId }) => requestId)].map(([requestId, filings]) => [
        requestId,
        filings.map(({ point, kind, filedAt, isHidden }) => ({ point, kind, filedAt, isHidden })),
      ]),
    );
  }

  /** Which points filed what a family has. @throws NotFound when the dossier is not the actor's */
  async listForFamily(actor: Actor): Promise<NotedFiling[]> {
    return this.listFilers(await this.requestsOf(actor));
  }

  /** From now on these points follow the family no more. Their figures stay as they are. */
  async hideFromPoints(actor: Actor): Promise<void> {
    const requestIds = await this.requestsOf(actor, { besides: true });
    await this.unitOfWork.run(async (tx) => {
      const filings = await tx.find(PointFiling, { where: { requestId: In(requestIds) } });
      await this.drafts.closeToTypers(
        tx,
        filings.map(({ draftId }) => draftId),
      );
      await tx.update(PointFiling, { requestId: In(requestIds), hiddenAt: IsNull() }, { hiddenAt: this.clock.now() });
      for (const id of requestIds) await this.audit.changed(tx, actor, 'reception-point.hide', { kind: 'request', id });
    });
  }

  /** @param besides whether those of deposits that wait beside the family's dossier count too */
  private async requestsOf(actor: Actor, { besides = false } = {}): Promise<Id[]> {
    const dossierId = actor.kind === 'family' ? actor.dossierId : null;
    if (dossierId === null || !mayHideFromPoints(actor, { dossierId })) throw new NotFound('dossier');
    const waiting = besides ? await findArrivals(this.reader, dossierId) : [];
    const requests = await Promise.all(
      [dossierId, ...waiting.map(({ id }) => id)].map((id) => findRequestsOf(this.reader, id)),
    );
    const ids = requests.flat().map(({ id }) => id);
    return besides ? [...ids, ...(await findJoinedInto(this.reader, ids)).map(({ id }) => id)] : ids;
  }

  private async noted(where: FindOptionsWhere<PointFiling>): Promise<NotedFiling[]> {
    const filings = await this.reader.find(PointFiling, { where, order: { filedAt: 'ASC', id: 'ASC' } });
    if (filings.length === 0) return [];
    const points = new Map((await this.reader.find(ReceptionPoint)).map(({ id, name }) => [id, name]));
    const names = await findStaffNames(
      this.reader,
      filings.map(({ filedBy }) => `staff:${filedBy}`),
    );
    return filings.map(({ id, requestId, pointId, kind, filedAt, filedBy, hiddenAt }) => ({
      ...{ id, requestId: requestId!, kind, filedAt },
      point: points.get(pointId) ?? '',
      by: names.get(filedBy) ?? null,
      isHidden: hiddenAt !== null,
    }));
  }

  /** The family is forgotten: what was filed stays a number of its month. */
  async forgetFamily(tx: Tx, requestIds: readonly Id[]): Promise<void> {
    const nobody = { requestId: null, dossierId: null, number: null, firstName: null, gaps: [] };
    await tx.update(PointFiling, { requestId: In([...requestIds]) }, nobody);
  }
}
