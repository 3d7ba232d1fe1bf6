import { Injectable } from '@nestjs/common';
import { SeatRoom, type Instance, type Target } from '../admission/index.js';
import type { Id } from '../kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../kernel/refusal.js';
import { Audit } from '../platform/audit/index.js';
import type { Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { Supply } from '../supply/index.js';
import { CaseBook } from './case-book.js';
import { isKept, judgeDecision, proposalAsDecision, type Decision } from './domain/decisions.js';
import { maskOfNames, slotOfName } from './domain/session-instance.js';
import { isListing } from './domain/session-lifecycle.js';
import { Candidacy, CommissionSession } from './persistence/commission.entities.js';
import { sectionIdOf } from './section-ids.js';
import { SessionRecords } from './session-records.js';

/** What members decide in session: keep the proposal, or amend it with a reason of the list. */
@Injectable()
export class SessionDecisions {
  constructor(
    private readonly records: SessionRecords,
    private readonly book: CaseBook,
    private readonly supply: Supply,
    private readonly audit: Audit,
  ) {}

  /** Keeps the proposal of every case not decided yet. @param expectedVersion of the session as the person saw it */
  async keepAll(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const claimed = await this.records.claim(tx, actor, sessionId, 'decide', expectedVersion);
    const { instance, misses } = await this.book.proposalNow(tx, sessionId);
    for (const one of await this.book.inRank(tx, sessionId)) {
      if (one.decision !== null) continue;
      const decision = proposalAsDecision(one.proposedSectionId, misses[one.id]?.[0]?.code ?? null);
      await this.write(tx, one, decision, this.book.targetIn(instance, one.id, decision.sectionId));
    }
    return this.records.advance(tx, actor, claimed, 'decide', {}, { all: true });
  }

  /**
   * Decides one case; the proposal of those not decided yet follows.
   * @param decision `keep` for the proposal as it stands
   * @param expectedVersion of the candidacy as the person saw it
   * @throws DomainError when the decision lacks a reason, or its section has no place left on a half-day
   */
  async decide(tx: Tx, actor: Actor, candidacyId: Id, decision: Decision | 'keep', expectedVersion?: number): Promise<void> {
    const { candidacy, claimed } = await this.claimCase(tx, actor, candidacyId, expectedVersion);
    const { instance, misses } = await this.book.proposalNow(tx, candidacy.sessionId);
    const wanted = decision === 'keep' ? proposalAsDecision(candidacy.proposedSectionId, misses[candidacyId]?.[0]?.code ?? null) : decision;
    const refusal = judgeDecision(wanted, candidacy.proposedSectionId);
    if (refusal) throw new DomainError(refusal);
    if (wanted.kind === 'defer') await this.assertCanDeferTo(tx, claimed.session, wanted.deferredToId!);
    const target = wanted.kind === 'admit' ? await this.seatFor(tx, instance, candidacy, wanted.sectionId!) : null;
    await this.write(tx, candidacy, wanted, target);
    await this.book.proposeAgain(tx, candidacy.sessionId);
    await this.records.advance(tx, actor, claimed, 'decide');
    await this.audit.changed(tx, actor, `candidacy.${wanted.kind}`, { kind: 'candidacy', id: candidacyId });
  }

  /** Takes a decision back: the case follows the proposal again. */
  async takeBack(tx: Tx, actor: Actor, candidacyId: Id, expectedVersion?: number): Promise<void> {
    const { candidacy, claimed } = await this.claimCase(tx, actor, candidacyId, expectedVersion);
    await this.book.takeBack(tx, candidacy);
    await this.book.proposeAgain(tx, candidacy.sessionId);
    await this.records.advance(tx, actor, claimed, 'decide');
  }

  private async claimCase(tx: Tx, actor: Actor, candidacyId: Id, expectedVersion?: number) {
    const seen = await tx.findOne(Candidacy, { id: candidacyId });
    if (!seen) throw new NotFound('candidacy');
    const claimed = await this.records.claim(tx, actor, seen.sessionId, 'decide');
    // Read again once the session is held: another decision may have passed first.
    const candidacy = (await tx.findOne(Candidacy, { id: candidacyId }))!;
    if (expectedVersion !== undefined && expectedVersion !== candidacy.version) throw new Conflict(refuse('candidacy.changed'));
    if (candidacy.state !== 'frozen') throw new DomainError(refuse('candidacy.gone', { number: candidacy.agendaNumber }));
    return { candidacy, claimed };
  }

  private async assertCanDeferTo(tx: Tx, session: CommissionSession, toId: Id): Promise<void> {
    const to = await tx.findOne(CommissionSession, { id: toId });
    if (!to || to.id === session.id || to.bodyId !== session.bodyId || !isListing(to.state)) throw new DomainError(refuse('decision.sessionNeeded'));
  }

  /** Places are counted against what is already decided: the proposals of the others give way. */
  private async seatFor(tx: Tx, instance: Instance, candidacy: Candidacy, sectionId: Id): Promise<Target> {
    const target = this.book.targetIn(instance, candidacy.id, sectionId);
    if (!target) throw new DomainError(refuse('decision.sectionNotWished'));
    const decided = (await this.book.inRank(tx, candidacy.sessionId)).filter((one) => one.id !== candidacy.id && one.decision === 'admit');
    const room = new SeatRoom(instance);
    for (const one of decided) room.take(this.book.decidedTarget(instance, one)!);
    const [full] = room.fullSlots(target);
    if (full === undefined) return target;
    const holders = decided.filter((one) => this.book.decidedTarget(instance, one)!.slots.includes(full) && one.decidedSectionId === sectionId);
    const numbers = holders.map((one) => one.agendaNumber).sort((a, b) => a - b).join(', ');
    throw new DomainError(refuse(holders.length > 0 ? 'decision.seatsTaken' : 'decision.seatsFull', { slot: slotOfName(full), numbers, section: sectionId }));
  }

  private async write(tx: Tx, candidacy: Candidacy, decision: Decision, target: Target | null): Promise<void> {
    await this.book.write(tx, candidacy, {
      decision: decision.kind, decidedSectionId: sectionIdOf(this.supply, target), decidedSlots: target ? maskOfNames(target.slots) : null,
      reason: decision.reason, deferredToId: decision.deferredToId, kept: isKept(decision, candidacy.proposedSectionId),
    });
  }
}
