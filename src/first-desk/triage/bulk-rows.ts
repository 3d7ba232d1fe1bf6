import { Injectable } from '@nestjs/common';
import { Dossiers, missingIn, type Track } from '../../dossier/dossier/index.js';
import { DomainError, NotFound, refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { refusedWith } from '../../foundation/kernel/refused-by.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Outbox } from '../../foundation/platform/outbox/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { DeskWords } from '../desk-words/index.js';
import { Reminders } from '../reminders/index.js';
import { RequestAgents } from '../request-agents/index.js';
import { mayActOnRequests } from './bulk-act.policy.js';
import { DeskMoves, type SeenRequest } from './desk-moves.js';
import { lackedChoice } from './domain/bulk-act.js';
import type { BulkAct, BulkActRow } from './persistence/bulk-act.entities.js';

/** What an act did to one request, or would do. */
export interface RowVerdict {
  readonly refusal: Refusal | null;
  /** By which channels the family is written to. */
  readonly channels: readonly string[];
}

/** Thrown at the end of a row that is only tried, so that all that it wrote is undone. */
class OnlyTried extends Error {
  constructor(readonly channels: readonly string[]) {
    super('tried');
  }
}

/** Does an act of many to one request, by the very act of a single press; or tries it, and undoes it. */
@Injectable()
export class BulkRows {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly deskMoves: DeskMoves,
    private readonly outbox: Outbox,
    private readonly agents: RequestAgents,
    private readonly reminders: Reminders,
    private readonly words: DeskWords,
  ) {}

  /** Does it within the unit. When it is refused, nothing of it is written. @param actor null for a closed account */
  async doRow(tx: Tx, actor: Actor | null, act: BulkAct, row: BulkActRow): Promise<RowVerdict> {
    const done = await tx.attempt(() => this.actOn(tx, actor, act, row));
    return done.ok ? { refusal: null, channels: done.value } : { refusal: refusalOf(done.error), channels: [] };
  }

  /** What {@link doRow} would do now. Nothing is written. */
  async tryRow(tx: Tx, actor: Actor, act: BulkAct, row: BulkActRow): Promise<RowVerdict> {
    const tried = await tx.attempt(async () => {
      throw new OnlyTried(await this.actOn(tx, actor, act, row));
    });
    if (tried.ok) throw new Error('A row that is only tried is undone');
    return tried.error instanceof OnlyTried
      ? { refusal: null, channels: tried.error.channels }
      : { refusal: refusalOf(tried.error), channels: [] };
  }

  /** @returns the channels of what was written to the family */
  private async actOn(tx: Tx, actor: Actor | null, act: BulkAct, row: BulkActRow): Promise<string[]> {
    if (actor === null || !mayActOnRequests(actor)) throw new NotFound('request');
    if (lackedChoice(act.act, act.choices) !== null) throw new DomainError(refuse('bulk.choice'));
    const { request } = await this.dossiers.loadRequest(tx, row.requestId);
    const before = new Set((await this.outbox.ofDossier(tx, request.dossierId)).map(({ id }) => id));
    // What somebody chose for one request is not replaced by what is chosen for many.
    if (act.act === 'orient' && request.state === 'oriented') throw new DomainError(refuse('bulk.orientedAlready'));
    await this.act(tx, actor, act, { requestId: row.requestId, version: row.version });
    return (await this.outbox.ofDossier(tx, request.dossierId))
      .filter(({ id }) => !before.has(id))
      .map(({ channel }) => channel);
  }

  private async act(tx: Tx, actor: Actor, { act, choices }: BulkAct, seen: SeenRequest): Promise<void> {
    if (act === 'takeUp') return this.deskMoves.moveRequestIn(tx, actor, seen, 'takeUp');
    if (act === 'ask') return this.askWhatIsMissing(tx, actor, seen);
    if (act === 'give') return this.agents.giveIn(tx, actor, seen.requestId, choices.agentId!);
    if (act === 'remind')
      return this.reminders.writeIn(tx, actor, seen.requestId, { text: choices.text!, day: choices.day! });
    if (act === 'write') return this.words.writeIn(tx, actor, seen.requestId, choices.text!);
    if (act === 'list') return this.deskMoves.listRequestIn(tx, actor, seen, choices.sessionId!);
    if (act === 'unlist') return this.deskMoves.unlistRequestIn(tx, actor, seen, choices.sessionId!, choices.reason!);
    await this.deskMoves.orientAndListIn(tx, actor, seen, choices.tracks as readonly Track[], choices.sessionId);
  }

  /** Each family is asked for what its own request lacks, and not for what another one does. */
  private async askWhatIsMissing(tx: Tx, actor: Actor, seen: SeenRequest): Promise<void> {
    const file = await this.dossiers.loadRequest(tx, seen.requestId);
    const { gaps } = file.request;
    if (gaps.length === 0)
      throw new DomainError(refuse('bulk.nothingMissing', { beside: missingIn(file).length > 0 ? 'yes' : 'no' }));
    await this.deskMoves.askForAnswersIn(tx, actor, seen, gaps);
  }
}

/** @throws the error itself when nobody can do anything about it: the row is then tried again */
function refusalOf(error: unknown): Refusal {
  if (error instanceof NotFound) return refuse(error.what === 'session' ? 'bulk.notListed' : 'bulk.notYours');
  const refused = refusedWith(error);
  if (!refused) throw error;
  return refused.refusal;
}
