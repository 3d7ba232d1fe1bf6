import { Injectable } from '@nestjs/common';
import {
  CriterionRecords,
  Grids,
  publishedItems,
  type CriterionRecord,
  type GridInForce,
  type NewOpinion,
  type Points,
  type PublishedItem,
} from '../../commissions/admission/index.js';
import { AskedProofs, PointsToday, type AwaitedProof } from '../../commissions/commission/index.js';
import { AnswerLocks, lockRequestToWrite, triagesRequest, type RequestFile } from '../../dossier/dossier/index.js';
import { isId, type Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { OpinionReading } from '../opinions/index.js';
import { DeskRequests } from './desk-requests.js';

/** The points of one request as they stand today, and all that was ever recorded of them. */
export interface RequestPointsView {
  readonly file: RequestFile;
  /** Null while no grid is in force. */
  readonly counted: {
    readonly grid: GridInForce;
    readonly points: Points;
    readonly asked: readonly PublishedItem[];
  } | null;
  /** Oldest first. */
  readonly records: readonly CriterionRecord[];
  /** The proofs that the family was asked to show before a session. */
  readonly awaited: readonly AwaitedProof[];
  readonly names: ReadonlyMap<Id, string>;
  /**
   * Whether a session is judging the request. It judges the facts from when its list was fixed, so what is recorded
   * now counts for the next session.
   */
  readonly judged: boolean;
}

/**
 * The points of a request, with the proofs and opinions behind them. Only its desk may change them. Every method throws
 * NotFound when the request is not the actor's.
 */
@Injectable()
export class RequestPoints {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: DeskRequests,
    private readonly grids: Grids,
    private readonly counting: PointsToday,
    private readonly records: CriterionRecords,
    private readonly locks: AnswerLocks,
    private readonly proofs: AskedProofs,
    private readonly opinions: OpinionReading,
  ) {}

  async readView(actor: Actor, requestId: Id): Promise<RequestPointsView> {
    const file = await this.requests.readFile(actor, requestId);
    const records = await this.records.ofRequest(this.reader, requestId);
    return {
      file,
      records,
      awaited: await this.proofs.findAwaited([requestId]),
      counted: await this.counted(file),
      names: await this.namesOf(
        records.flatMap(({ recordedBy, withdrawnBy }) => [recordedBy, withdrawnBy ?? recordedBy]),
      ),
      judged: (await this.locks.refusalFor(this.reader, requestId)) !== null,
    };
  }

  /** A criterion of the grid in force that takes an expert's opinion. @throws NotFound */
  async opinionOn(
    actor: Actor,
    requestId: Id,
    criterion: string,
  ): Promise<{ file: RequestFile; item: PublishedItem['item'] }> {
    const file = await this.requests.readFile(actor, requestId);
    const grid = await this.grids.findInForce();
    const found = grid && expertItems(grid).find(({ item }) => item.code === criterion);
    if (!found) throw new NotFound('criterion');
    return { file, item: found.item };
  }

  recordProof(actor: Actor, requestId: Id, criterion: string): Promise<void> {
    return this.ofOwnDesk(actor, requestId, (tx) => this.records.recordProof(tx, actor, requestId, criterion));
  }

  recordOpinion(actor: Actor, requestId: Id, opinion: NewOpinion): Promise<void> {
    return this.ofOwnDesk(actor, requestId, (tx) => this.records.recordOpinion(tx, actor, requestId, opinion));
  }

  withdrawRecord(actor: Actor, requestId: Id, recordId: Id): Promise<void> {
    return this.ofOwnDesk(actor, requestId, (tx) => this.records.withdrawRecord(tx, actor, requestId, recordId));
  }

  /**
   * Checks in the unit that writes whose request it is, because it may have gone to another desk since the page was
   * shown.
   */
  private ofOwnDesk(actor: Actor, requestId: Id, work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const request = isId(requestId) ? await lockRequestToWrite(tx, requestId) : null;
      if (!request || !triagesRequest(actor, request)) throw new NotFound('request');
      await work(tx);
    });
  }

  private async namesOf(refs: readonly string[]): Promise<Map<Id, string>> {
    return new Map([...(await this.requests.namesOf(refs)), ...(await this.opinions.namesOf(refs))]);
  }

  private async counted(file: RequestFile): Promise<RequestPointsView['counted']> {
    const counted = await this.counting.countRequest(file);
    return counted && { grid: counted.grid, points: counted.points, asked: expertItems(counted.grid) };
  }
}

const expertItems = ({ grid }: GridInForce): PublishedItem[] =>
  publishedItems(grid).filter(({ source }) => source === 'expert');
