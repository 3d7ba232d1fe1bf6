import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { isHeldApart, type HeldAnswers } from '../answers/answer-writer.js';
import { desksTriagedBy } from '../lifecycle/request.policy.js';
import { isApart, mayDecideField } from '../lifecycle/home.policy.js';
import { Arrivals, type Chosen } from './arrivals.js';
import { findRequestsToConfirm, findToConfirmAmong } from '../persistence/open-changes.queries.js';
import { Adult, ChildRequest, Dossier } from '../persistence/dossier.entities.js';
import { maySettleChange } from './arrival.policy.js';
import type { ProposedChange } from '../persistence/proposed-change.entities.js';
import { ProposedChanges } from '../answers/proposed-changes.js';

/** The page shows this many of the latest decisions. */
const MOST_DECIDED = 50;
/** So many requests with changes are found for a list. */
const MOST_LISTED = 1_000;

export interface ChangesOfFamily {
  readonly held: HeldAnswers;
  /** The changes that wait, oldest first. */
  readonly open: readonly ProposedChange[];
  /** Latest first. */
  readonly decided: readonly ProposedChange[];
  /** Children that were sent, by the id of their request. */
  readonly sent: ReadonlyMap<Id, ChildRequest>;
  /** Deposits that have a child still waiting. */
  readonly arrivals: readonly Dossier[];
}

export type ChangeAct =
  { readonly act: 'take' | 'keep'; readonly chosen: Chosen } | { readonly act: 'reopen' | 'release'; readonly id: Id };

/** The page of proposed changes: what it shows, and each of its decisions in one unit of work. */
@Injectable()
export class ChangeDecisions {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly changes: ProposedChanges,
    private readonly arrivals: Arrivals,
  ) {}

  /** The read is audited. @throws NotFound when the dossier is not the actor's to judge */
  async readChanges(actor: Actor, dossierId: Id): Promise<ChangesOfFamily> {
    const held = await this.arrivals.readHeldAnswers(this.reader, actor, dossierId);
    await this.audit.read(actor, { kind: 'dossier', id: dossierId });
    // How another home is reached is read and decided by that home alone.
    const own = (change: ProposedChange): boolean =>
      maySettleChange(actor, change) && mayDecideField(actor, isHeldApart(held), change.field);
    const [open, decided] = [
      await this.changes.listOpen(this.reader, dossierId),
      await this.changes.listDecided(this.reader, dossierId, MOST_DECIDED),
    ].map((changes) => changes.filter(own)) as [ProposedChange[], ProposedChange[]];
    const sent = await this.reader.find(ChildRequest, {
      where: { id: In([...open, ...decided].flatMap(({ sentRequestId }) => sentRequestId ?? [])) },
    });
    const waiting = new Set(sent.map((request) => request.dossierId));
    const arrivals = (
      await this.reader.find(Dossier, { where: { arrivedForId: dossierId }, order: { submittedAt: 'ASC', id: 'ASC' } })
    ).filter(({ id }) => waiting.has(id));
    return { held, open, decided, sent: new Map(sent.map((request) => [request.id, request])), arrivals };
  }

  /** How many changes wait, for a person who may decide them. */
  async countWaiting(actor: Actor, dossierId: Id): Promise<number> {
    const dossier = await this.reader.findOne(Dossier, { id: dossierId });
    const apart = dossier !== null && isApart(dossier, await this.reader.find(Adult, { where: { dossierId } }));
    const open = await this.changes.listOpen(this.reader, dossierId);
    return open.filter((change) => maySettleChange(actor, change) && mayDecideField(actor, apart, change.field)).length;
  }

  /** The open requests of the actor's desks with changes that wait. */
  findWaiting(actor: Actor): Promise<Id[]> {
    return findRequestsToConfirm(this.reader, desksTriagedBy(actor), MOST_LISTED);
  }

  /** Those of some requests with changes that wait. */
  findWaitingAmong(requestIds: readonly Id[]): Promise<Set<Id>> {
    return findToConfirmAmong(this.reader, requestIds);
  }

  async decideChange(actor: Actor, dossierId: Id, decision: ChangeAct): Promise<void> {
    await this.unitOfWork.run((tx) => this.applyDecision(tx, actor, dossierId, decision));
  }

  private applyDecision(tx: Tx, actor: Actor, dossierId: Id, decision: ChangeAct): Promise<void> {
    switch (decision.act) {
      case 'take':
        return this.arrivals.takeAnswers(tx, actor, dossierId, decision.chosen);
      case 'keep':
        return this.arrivals.keepAnswers(tx, actor, dossierId, decision.chosen);
      case 'reopen':
        return this.arrivals.reopenChange(tx, actor, dossierId, decision.id);
      case 'release':
        return this.arrivals.releaseArrival(tx, actor, dossierId, decision.id);
    }
  }
}
