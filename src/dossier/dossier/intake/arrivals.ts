import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { actorRef, SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { AnswerWriter, isHeldApart, type HeldAnswers } from '../answers/answer-writer.js';
import { Completions } from '../answers/completions.js';
import { judgeJoin, refusalToUndo } from '../domain/duplicates/joining.js';
import { SENT_REQUEST } from '../domain/proposed-changes/fields.js';
import { DuplicateJoins } from '../joining/duplicate-joins.js';
import { DuplicatePairs } from '../duplicates/duplicate-pairs.js';
import { mayDecideField } from '../lifecycle/home.policy.js';
import { lockFamilies } from '../lifecycle/family-locks.js';
import { ChildRequest, Dossier, RequestHistory } from '../persistence/dossier.entities.js';
import { PossibleDuplicate, RequestJoin } from '../persistence/duplicate.entities.js';
import { ProposedChange } from '../persistence/proposed-change.entities.js';
import { maySettleArrivals, maySettleChange } from './arrival.policy.js';
import { ProposedChanges } from '../answers/proposed-changes.js';
import { RequestMoves } from '../lifecycle/request-moves.js';

/** Which of a dossier's proposed changes are meant: these, or all that wait. */
export type Chosen = readonly Id[] | 'all';

/**
 * Decisions of a family or its desk about later deposits. Answers are taken or rejected, children that were sent are
 * taken in, and a deposit that belongs to another family becomes a dossier of its own. Every method throws NotFound
 * when the dossier is not the actor's, and DomainError with the reason for a refusal.
 */
@Injectable()
export class Arrivals {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly writer: AnswerWriter,
    private readonly changes: ProposedChanges,
    private readonly joins: DuplicateJoins,
    private readonly pairs: DuplicatePairs,
    private readonly moves: RequestMoves,
    private readonly completions: Completions,
  ) {}

  /** The family's answers as they are held. @throws NotFound */
  async readHeldAnswers(from: Reader | Tx, actor: Actor, dossierId: Id): Promise<HeldAnswers> {
    const held = await this.writer.readHeld(from, dossierId);
    if (!maySettleArrivals(actor, held)) throw new NotFound('dossier');
    return held;
  }

  async takeAnswers(tx: Tx, actor: Actor, dossierId: Id, chosen: Chosen): Promise<void> {
    const changes = await this.lock(tx, actor, dossierId, chosen);
    await this.changes.takeChanges(
      tx,
      actor,
      dossierId,
      changes.filter(({ field }) => field !== SENT_REQUEST),
    );
    for (const change of changes.filter(({ field }) => field === SENT_REQUEST)) await this.takeIn(tx, actor, change);
    if (actor.kind === 'family') await this.completions.completeAnswered(tx, actor, dossierId);
  }

  async keepAnswers(tx: Tx, actor: Actor, dossierId: Id, chosen: Chosen): Promise<void> {
    await this.changes.keepChanges(tx, actor, dossierId, await this.lock(tx, actor, dossierId, chosen));
  }

  /** Takes back one decision: the change waits again. */
  async reopenChange(tx: Tx, actor: Actor, dossierId: Id, changeId: Id): Promise<void> {
    const seen = await tx.findOne(ProposedChange, { id: changeId, dossierId });
    if (!seen || !maySettleChange(actor, seen)) throw new NotFound('change');
    await this.lockWith(tx, actor, dossierId, [seen]);
    const change = (await tx.findOne(ProposedChange, { id: changeId, dossierId }))!;
    if (change.state === 'open') return;
    if (change.field === SENT_REQUEST && change.state === 'taken') await this.takeOut(tx, actor, change);
    else await this.changes.reopenChange(tx, actor, change);
  }

  /**
   * Says that the deposit belongs to another family. It becomes a dossier of its own, followed by its own desk, and
   * nothing of it is proposed any more.
   */
  async releaseArrival(tx: Tx, actor: Actor, dossierId: Id, arrivalId: Id): Promise<void> {
    const { dossiers } = await lockFamilies(tx, [dossierId, arrivalId]);
    await this.readHeldAnswers(tx, actor, dossierId);
    const arrival = dossiers.get(arrivalId);
    if (arrival?.arrivedForId !== dossierId) throw new NotFound('arrival');
    await this.changes.keepChanges(
      tx,
      actor,
      dossierId,
      await tx.find(ProposedChange, { where: { arrivalId, state: 'open' } }),
    );
    await tx.update(Dossier, { id: arrivalId }, { arrivedForId: null, version: arrival.version + 1 });
    for (const request of await tx.find(ChildRequest, { where: { dossierId: arrivalId }, order: { id: 'ASC' } })) {
      if (request.state === 'submitted')
        await this.moves.move(tx, SYSTEM, request.id, 'amend', {
          patch: { deskId: arrival.deskId },
          history: { arrival: 'own' },
        });
    }
    await this.audit.changed(tx, actor, 'dossier.releaseArrival', { kind: 'dossier', id: arrivalId });
  }

  private async lock(tx: Tx, actor: Actor, dossierId: Id, chosen: Chosen): Promise<ProposedChange[]> {
    const apart = isHeldApart(await this.readHeldAnswers(tx, actor, dossierId));
    const seen = (await this.changes.listOpen(tx, dossierId)).filter(
      (change) =>
        maySettleChange(actor, change) &&
        mayDecideField(actor, apart, change.field) &&
        (chosen === 'all' || chosen.includes(change.id)),
    );
    await this.lockWith(tx, actor, dossierId, seen);
    const changes = (await this.changes.listOpen(tx, dossierId)).filter(({ id }) =>
      seen.some((change) => change.id === id),
    );
    if (changes.length === 0) throw new DomainError(refuse('change.alreadyDecided'));
    return changes;
  }

  /**
   * Locks the family and the deposits that brought these changes. Of two people who decide at once, the second waits
   * here, so that each answer is decided once.
   */
  private async lockWith(tx: Tx, actor: Actor, dossierId: Id, changes: readonly ProposedChange[]): Promise<void> {
    await lockFamilies(tx, [dossierId, ...changes.flatMap(({ arrivalId }) => arrivalId ?? [])]);
    await this.readHeldAnswers(tx, actor, dossierId);
  }

  private async takeIn(tx: Tx, actor: Actor, change: ProposedChange): Promise<void> {
    const sent = await tx.findOne(ChildRequest, { id: change.sentRequestId! });
    if (sent?.state !== 'submitted') throw new DomainError(refuse('change.sentIsClosed'));
    const known = change.requestId === null ? null : await tx.findOne(ChildRequest, { id: change.requestId });
    if (known) await this.joinChild(tx, actor, known, sent);
    else await this.moveIn(tx, actor, change.dossierId, sent);
    await tx.update(
      ProposedChange,
      { id: change.id },
      { state: 'taken', decidedAt: this.clock.now(), decidedBy: actorRef(actor) },
    );
    if (change.arrivalId) await this.joins.closeEmptied(tx, change.arrivalId);
  }

  private async joinChild(tx: Tx, actor: Actor, known: ChildRequest, sent: ChildRequest): Promise<void> {
    const verdict = judgeJoin(
      { state: known.state, isJoined: known.joinedIntoId !== null },
      { state: sent.state, isJoined: sent.joinedIntoId !== null },
    );
    if (!verdict.ok) throw new DomainError(verdict.refusal);
    const pair =
      (await tx.findOne(PossibleDuplicate, { firstId: known.id, secondId: sent.id })) ??
      (await tx.findOne(PossibleDuplicate, { firstId: sent.id, secondId: known.id }));
    if (!pair) throw new NotFound('pair');
    await this.joins.joinRequests(tx, actor, known, sent, pair.id);
    await tx.update(PossibleDuplicate, { id: pair.id }, { state: 'joined', claimedByDesk: null });
    await this.pairs.recordJudgement(
      tx,
      actor,
      pair.id,
      'joined',
      actor.kind === 'staff' ? { deskId: known.deskId } : {},
    );
  }

  private async moveIn(tx: Tx, actor: Actor, dossierId: Id, sent: ChildRequest): Promise<void> {
    const { communeCode, deskId } = (await tx.findOne(Dossier, { id: dossierId }))!;
    await this.moves.move(tx, SYSTEM, sent.id, 'amend', {
      patch: { dossierId, communeCode, deskId },
      history: { arrival: 'taken' },
    });
    // The child now has the parents of this family. Writing it again finds what is missing and which requests it may
    // duplicate.
    await this.writer.writeAnswers(tx, actor, dossierId, { children: new Map([[sent.id, {}]]) });
    await this.audit.changed(tx, actor, 'request.takeIn', { kind: 'request', id: sent.id });
  }

  private async takeOut(tx: Tx, actor: Actor, change: ProposedChange): Promise<void> {
    const sent = await tx.findOne(ChildRequest, { id: change.sentRequestId! });
    const arrival = change.arrivalId === null ? null : await tx.findOne(Dossier, { id: change.arrivalId });
    if (!sent || !arrival) throw new NotFound('request');
    if (sent.joinedIntoId !== null) {
      const join = await tx.findOne(RequestJoin, { joinedId: sent.id, undoneAt: IsNull() });
      if (!join) throw new NotFound('join');
      await this.joins.undoJoin(tx, actor, join);
      if (join.pairId === null) return;
      await tx.update(PossibleDuplicate, { id: join.pairId }, { state: 'open', claimedByDesk: null });
      await this.pairs.recordJudgement(tx, actor, join.pairId, 'undone');
      return;
    }
    const since = await tx.find(RequestHistory, { where: { requestId: sent.id }, order: { at: 'ASC', id: 'ASC' } });
    const refusal = refusalToUndo({
      kept: { state: sent.state, isJoined: false },
      isForgotten: arrival.anonymisedAt !== null,
      moves: since.map(({ action }) => action),
    });
    if (refusal) throw new DomainError(refusal);
    if (sent.state !== 'submitted') throw new DomainError(refuse('change.takenUp'));
    await this.moves.move(tx, SYSTEM, sent.id, 'amend', {
      patch: { dossierId: arrival.id, communeCode: arrival.communeCode },
      history: { arrival: 'back' },
    });
    await tx.update(ProposedChange, { id: change.id }, { state: 'open', decidedAt: null, decidedBy: null });
    await this.audit.changed(tx, actor, 'request.takeOut', { kind: 'request', id: sent.id });
  }
}
