import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  desksTriagedBy,
  findDossiers,
  findRequests,
  triagesRequest,
  type ChildRequest,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { KnownAccount } from '../../territory/accounts/index.js';
import { RequestAgents } from '../request-agents/index.js';
import { mayHandleBulkAct } from './bulk-act.policy.js';
import { BulkRows } from './bulk-rows.js';
import { BulkRuns } from './bulk-runs.js';
import { BulkSessions, type ChoosableSession } from './bulk-sessions.js';
import {
  choicesOf,
  followingActs,
  lackedChoice,
  MOST_AT_ONCE,
  NO_CHOICES,
  type BulkActCode,
  type BulkChoices,
} from './domain/bulk-act.js';
import { BulkAct, BulkActRow } from './persistence/bulk-act.entities.js';

/** How many rows one unit of work tries. Each unit holds SQLite's only writer. */
const TRIED_TOGETHER = 10;

/** One row as its person may see it: without the request where it is no longer hers. */
export interface BulkLine {
  readonly row: BulkActRow;
  readonly request: ChildRequest | null;
  /** The number of its dossier. */
  readonly number: string | null;
}

export interface BulkView {
  readonly act: BulkAct;
  /** In the order of the list from which they were chosen. */
  readonly lines: readonly BulkLine[];
  /** The sessions that the requests can be listed for, or taken off, the one that concerns most of them first. */
  readonly sessions: readonly ChoosableSession[];
  /** The colleagues to whom requests can be given; nobody for another act. */
  readonly agents: readonly KnownAccount[];
}

/**
 * Acts on many requests (docs/decisions/0183): prepared from a list, previewed by trying each row and undoing it, then
 * pressed once and done row by row ({@link BulkRuns}).
 */
@Injectable()
export class BulkActs {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly rows: BulkRows,
    private readonly runs: BulkRuns,
    private readonly sessions: BulkSessions,
    private readonly agents: RequestAgents,
  ) {}

  /**
   * Prepares an act. Requests that are not of the actor's desks are left out, as if they did not exist.
   * @returns its id
   * @throws DomainError when no request is left
   */
  async prepareAct(actor: Actor, code: BulkActCode, requestIds: readonly Id[], chosen = NO_CHOICES): Promise<Id> {
    if (actor.kind !== 'staff') throw new NotFound('bulk');
    const known = new Map((await findRequests(this.reader, [...new Set(requestIds)])).map((one) => [one.id, one]));
    const requests = [...known.keys()]
      .sort((one, other) => requestIds.indexOf(one) - requestIds.indexOf(other))
      .map((id) => known.get(id)!)
      .filter((request) => triagesRequest(actor, request))
      .slice(0, MOST_AT_ONCE);
    if (requests.length === 0) throw new DomainError(refuse('bulk.nobody'));
    const [session] = await this.sessions.listFor(code, requests);
    const choices: BulkChoices = {
      tracks: code === 'orient' ? ['commission'] : [],
      sessionId: chosen.sessionId ?? session?.id ?? null,
      reason: chosen.reason,
      agentId: code === 'give' ? actor.accountId : null,
    };
    const id = newId();
    await this.unitOfWork.run(async (tx) => {
      await tx.insert(BulkAct, {
        id,
        at: this.clock.now(),
        accountId: actor.accountId,
        act: code,
        choices,
        startedAt: null,
      });
      await tx.insert(
        BulkActRow,
        requests.map((request, position) => ({
          id: newId(),
          bulkActId: id,
          requestId: request.id,
          version: request.version,
          position,
          state: 'waiting' as const,
          refusal: null,
          channels: [],
          at: null,
        })),
      );
    });
    await this.tryAll(actor, id);
    return id;
  }

  /** Chooses anew what is done to all, and previews it again. @throws DomainError once it was started */
  async chooseAgain(actor: Actor, bulkActId: Id, choices: BulkChoices): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const act = await this.requireOwn(tx, actor, bulkActId);
      if (act.startedAt !== null) throw new DomainError(refuse('bulk.started'));
      const offered = await this.sessions.listFor(act.act, await this.requestsOf(tx, bulkActId));
      if (choices.sessionId !== null && !offered.some(({ id }) => id === choices.sessionId))
        throw new DomainError(refuse('bulk.session'));
      await tx.update(BulkAct, { id: bulkActId }, { choices: choicesOf(act.act, choices) });
    });
    await this.tryAll(actor, bulkActId);
  }

  /** Tries every row as it is now, a few in each unit of work. */
  private async tryAll(actor: Actor, bulkActId: Id): Promise<void> {
    const act = (await this.reader.findOne(BulkAct, { id: bulkActId }))!;
    if (lackedChoice(act.act, act.choices) !== null) return;
    const rows = await this.readRows(this.reader, bulkActId);
    for (let start = 0; start < rows.length; start += TRIED_TOGETHER)
      await this.unitOfWork.run(async (tx) => {
        for (const row of rows.slice(start, start + TRIED_TOGETHER)) {
          const { refusal, channels } = await this.rows.tryRow(tx, actor, act, row);
          const state = refusal ? 'refused' : 'waiting';
          await tx.update(BulkActRow, { id: row.id }, { state, refusal, channels: [...channels] });
        }
      });
  }

  /**
   * Does what was previewed to the rows that were not refused. It starts once, however many times this is called.
   * @param shown the choices that the person saw the preview of
   * @throws Conflict when another tab has chosen otherwise since
   */
  async startAct(actor: Actor, bulkActId: Id, shown: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const act = await this.requireOwn(tx, actor, bulkActId);
      if (act.startedAt !== null) return;
      if (shown !== choicesKey(act.choices)) throw new Conflict(refuse('bulk.otherChoices'));
      if (lackedChoice(act.act, act.choices) !== null) throw new DomainError(refuse('bulk.choice'));
      await tx.update(BulkAct, { id: bulkActId }, { startedAt: this.clock.now() });
      await this.runs.planRows(tx, bulkActId);
      await this.audit.changed(tx, actor, 'bulk.start', { kind: 'bulk', id: bulkActId }, { act: act.act });
    });
  }

  /** Goes on with the rows that are left, after the queue has given up. */
  async resumeAct(actor: Actor, bulkActId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { startedAt } = await this.requireOwn(tx, actor, bulkActId);
      if (startedAt !== null) await this.runs.planRows(tx, bulkActId);
    });
  }

  /** Prepares another act on the requests that this one was done to. @returns its id */
  async prepareNext(actor: Actor, bulkActId: Id, next: BulkActCode): Promise<Id> {
    const act = await this.readOwn(actor, bulkActId);
    if (!followingActs(act.act, act.choices).includes(next)) throw new NotFound('bulk');
    const done = (await this.readRows(this.reader, bulkActId)).filter(({ state }) => state === 'done');
    const { sessionId } = act.choices;
    return this.prepareAct(
      actor,
      next,
      done.map(({ requestId }) => requestId),
      { ...NO_CHOICES, sessionId: next === 'unlist' || act.act === 'unlist' ? sessionId : null },
    );
  }

  /** @throws NotFound when it is another person's */
  async readAct(actor: Actor, bulkActId: Id): Promise<BulkView> {
    const act = await this.readOwn(actor, bulkActId);
    const rows = await this.readRows(this.reader, bulkActId);
    const requests = await findRequests(
      this.reader,
      rows.map(({ requestId }) => requestId),
    );
    const own = new Map(requests.filter((one) => triagesRequest(actor, one)).map((one) => [one.id, one]));
    const dossiers = await findDossiers(
      this.reader,
      [...own.values()].map(({ dossierId }) => dossierId),
    );
    const numbers = new Map(dossiers.map(({ id, number }) => [id, number]));
    return {
      act,
      lines: rows.map((row) => {
        const request = own.get(row.requestId) ?? null;
        return { row, request, number: request && (numbers.get(request.dossierId) ?? null) };
      }),
      sessions: act.startedAt === null ? await this.sessions.listFor(act.act, [...own.values()]) : [],
      agents: act.act === 'give' ? await this.agents.listAgents(desksTriagedBy(actor)) : [],
    };
  }

  private async readOwn(actor: Actor, bulkActId: Id): Promise<BulkAct> {
    const act = await this.reader.findOne(BulkAct, { id: bulkActId });
    if (!act || !mayHandleBulkAct(actor, act)) throw new NotFound('bulk');
    return act;
  }

  private async requireOwn(tx: Tx, actor: Actor, bulkActId: Id): Promise<BulkAct> {
    const act = await tx.lock(BulkAct, { id: bulkActId });
    if (!act || !mayHandleBulkAct(actor, act)) throw new NotFound('bulk');
    return act;
  }

  private readRows(from: Reader | Tx, bulkActId: Id): Promise<BulkActRow[]> {
    return from.find(BulkActRow, { where: { bulkActId }, order: { position: 'ASC' } });
  }

  private async requestsOf(tx: Tx, bulkActId: Id): Promise<ChildRequest[]> {
    return findRequests(
      tx,
      (await this.readRows(tx, bulkActId)).map(({ requestId }) => requestId),
    );
  }
}

/** The choices as a form carries them, in few letters, so that what is pressed is what was previewed. */
export const choicesKey = ({ tracks, sessionId, reason, agentId, text, day }: BulkChoices): string =>
  createHash('sha256')
    .update([tracks.join(' '), sessionId, reason, agentId, day, text].map((one) => one ?? '').join('~'))
    .digest('hex');
