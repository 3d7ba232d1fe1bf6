import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { expectingSideOf, holdsBirth, judgeJoin, type Side } from '../domain/duplicates/joining.js';
import { DuplicateJoins } from './duplicate-joins.js';
import { DuplicatePairs } from '../duplicates/duplicate-pairs.js';
import { lockFamiliesOf } from '../lifecycle/family-locks.js';
import { triagesRequest } from '../lifecycle/request.policy.js';
import { mayJudgePair } from './pair.policy.js';
import type { ChildRequest } from '../persistence/dossier.entities.js';
import { PossibleDuplicate, RequestJoin } from '../persistence/duplicate.entities.js';

/**
 * Why a person sets a pair aside. `still_expected`: one of the two has ended, and the child of the other is expected
 * whether it is the same or not; it is said of no other pair. Each is a sentence of the catalogue (`reason.<code>`). */
export const ASIDE_REASONS = ['siblings', 'namesakes', 'family_said', 'not_same_child', 'still_expected'] as const;
export type AsideReason = (typeof ASIDE_REASONS)[number];

export type JoinOutcome = { readonly keptId: Id } | { readonly awaitedDesk: string };

/**
 * What a person decides about a possible duplicate. Every method throws NotFound when neither request belongs to the
 * actor's desk, and DomainError when somebody else decided first.
 */
@Injectable()
export class DuplicateActs {
  constructor(
    private readonly pairs: DuplicatePairs,
    private readonly joins: DuplicateJoins,
    private readonly audit: Audit,
  ) {}

  /**
   * Says that both are one child. They are joined at once when one desk follows both; otherwise when the second desk
   * agrees.
   */
  async joinPair(tx: Tx, actor: Actor, pairId: Id): Promise<JoinOutcome> {
    const { pair, first, second } = await this.lock(tx, actor, pairId, 'open');
    const verdict = judgeJoin(sideOf(first), sideOf(second));
    if (!verdict.ok) throw new DomainError(verdict.refusal);
    const mine = [first, second].filter((request) => triagesRequest(actor, request));
    const deskId = mine[0]!.deskId;
    if (mine.length === 1 && pair.claimedByDesk === null) {
      await tx.update(PossibleDuplicate, { id: pairId }, { claimedByDesk: deskId });
      await this.pairs.recordJudgement(tx, actor, pairId, 'claimed', { deskId });
      return { awaitedDesk: (mine[0] === first ? second : first).deskId };
    }
    if (mine.length === 1 && pair.claimedByDesk === deskId) throw new DomainError(refuse('duplicate.alreadyClaimed'));
    const [kept, joined] = verdict.kept === 'first' ? [first, second] : [second, first];
    await this.joins.joinRequests(tx, actor, kept, joined, pairId);
    await this.closePair(tx, actor, pairId, 'joined', { deskId });
    return { keptId: kept.id };
  }

  async setAside(tx: Tx, actor: Actor, pairId: Id, reason: AsideReason): Promise<void> {
    const { first, second } = await this.lock(tx, actor, pairId, 'open');
    const [one, other] = [expectingSideOf(first), expectingSideOf(second)];
    if (reason === 'still_expected' && !holdsBirth(one, other) && !holdsBirth(other, one))
      throw new DomainError(refuse('duplicate.nothingHeld'));
    await this.closePair(tx, actor, pairId, 'set_aside', { deskId: deskOf(actor, first, second), reason });
  }

  /** Puts a pair that was set aside up for judgement again. */
  async reopenPair(tx: Tx, actor: Actor, pairId: Id): Promise<void> {
    const { first, second } = await this.lock(tx, actor, pairId, 'set_aside');
    await tx.update(PossibleDuplicate, { id: pairId }, { state: 'open', claimedByDesk: null });
    await this.pairs.recordJudgement(tx, actor, pairId, 'reopened', { deskId: deskOf(actor, first, second) });
  }

  /**
   * Undoes a join: two requests again as they were, and a pair to judge. @throws DomainError with what has happened
   * since
   */
  async undoJoin(tx: Tx, actor: Actor, pairId: Id): Promise<void> {
    const { first, second } = await this.lock(tx, actor, pairId, 'joined');
    const [join] = await tx.find(RequestJoin, {
      where: { pairId, undoneAt: IsNull() },
      order: { id: 'DESC' },
      take: 1,
    });
    if (!join) throw new NotFound('join');
    const deskId = deskOf(actor, first, second);
    await this.joins.undoJoin(tx, actor, join);
    await tx.update(PossibleDuplicate, { id: pairId }, { state: 'open', claimedByDesk: null });
    await this.pairs.recordJudgement(tx, actor, pairId, 'undone', { deskId });
  }

  /**
   * Separates a child that was joined automatically on arrival, because it is another child. @returns its new request
   */
  async separateRequest(tx: Tx, actor: Actor, keptId: Id, joinId: Id): Promise<Id> {
    const { requests } = await lockFamiliesOf(tx, [keptId]);
    const join = await tx.lock(RequestJoin, { id: joinId });
    if (join?.keptId !== keptId || join.joinedId !== null || !triagesRequest(actor, requests.get(keptId)!))
      throw new NotFound('join');
    const requestId = await this.joins.undoJoin(tx, actor, join);
    await this.audit.changed(tx, actor, 'request.separate', { kind: 'request', id: keptId });
    return requestId;
  }

  private async lock(
    tx: Tx,
    actor: Actor,
    pairId: Id,
    state: PossibleDuplicate['state'],
  ): Promise<{ pair: PossibleDuplicate; first: ChildRequest; second: ChildRequest }> {
    const seen = await tx.findOne(PossibleDuplicate, { id: pairId });
    if (!seen) throw new NotFound('pair');
    const { requests } = await lockFamiliesOf(tx, [seen.firstId, seen.secondId]);
    const pair = await tx.lock(PossibleDuplicate, { id: pairId });
    const [first, second] = [requests.get(seen.firstId)!, requests.get(seen.secondId)!];
    if (!pair || !mayJudgePair(actor, first, second)) throw new NotFound('pair');
    if (pair.state !== state)
      throw new DomainError(refuse(pair.state === 'open' ? 'duplicate.notJudged' : 'duplicate.alreadyJudged'));
    return { pair, first, second };
  }

  private async closePair(
    tx: Tx,
    actor: Actor,
    pairId: Id,
    state: 'joined' | 'set_aside',
    said: { deskId: string; reason?: string },
  ): Promise<void> {
    await tx.update(PossibleDuplicate, { id: pairId }, { state, claimedByDesk: null });
    await this.pairs.recordJudgement(tx, actor, pairId, state, said);
  }
}

const deskOf = (actor: Actor, first: ChildRequest, second: ChildRequest): string =>
  (triagesRequest(actor, first) ? first : second).deskId;
const sideOf = ({ state, joinedIntoId }: ChildRequest): Side => ({ state, isJoined: joinedIntoId !== null });
