import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { Clock } from '../kernel/clock.js';
import { DomainError, refuse } from '../kernel/refusal.js';
import type { Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { Attendances } from './attendances.js';
import { sessionActor } from './body-scope.js';
import { CaseBook } from './case-book.js';
import { explain } from './domain/case-explanation.js';
import { sectionCutOffs, type SectionCutOff } from './domain/published-cut-offs.js';
import { writeExplanations } from './persistence/candidacy.queries.js';
import { DecisionEffects, type ClosingContext } from './decision-effects.js';
import { Candidacy, type CommissionSession } from './persistence/commission.entities.js';
import { SessionClosings } from './session-closings.js';
import { SessionRecords } from './session-records.js';
import { SittingDays } from './sitting-days.js';

/** The end of a session: every decision takes effect, or none does. */
@Injectable()
export class Closing {
  constructor(
    private readonly clock: Clock,
    private readonly records: SessionRecords,
    private readonly book: CaseBook,
    private readonly effects: DecisionEffects,
    private readonly attendances: Attendances,
    private readonly days: SittingDays,
    private readonly closings: SessionClosings,
  ) {}

  /**
   * One transaction: offers made, letters written, requests moved.
   * @throws DomainError naming the cases not decided, or the one whose place has gone meanwhile; nothing is then done
   */
  async close(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const claimed = await this.records.claim(tx, actor, sessionId, 'close', expectedVersion);
    await this.attendances.assertQuorum(tx, claimed);
    const cases = await tx.find(Candidacy, { where: { sessionId, state: 'frozen' }, order: { rank: 'ASC', agendaNumber: 'ASC' } });
    const undecided = cases.filter((one) => one.decision === null).map((one) => one.agendaNumber);
    if (undecided.length > 0) {
      throw new DomainError(refuse('session.undecided', { count: undecided.length, numbers: undecided.sort((a, b) => a - b).join(', ') }));
    }
    const context: ClosingContext = { session: claimed.session, body: claimed.body, actor: sessionActor(sessionId, actor) };
    const cutOffs = await this.explain(tx, sessionId, cases);
    for (const one of cases) await this.apply(tx, context, one);
    const session = await this.records.advance(tx, actor, claimed, 'close', { closedAt: this.clock.now(), cutOffs }, { cases: cases.length });
    await this.days.end(tx, sessionId);
    await this.closings.tell(tx, session);
    return session;
  }

  /** What each family will read of it, and the public, from what members decided. */
  private async explain(tx: Tx, sessionId: Id, cases: readonly Candidacy[]): Promise<SectionCutOff[]> {
    if (cases.length === 0) return [];
    const explained = (await this.book.outcomeNow(tx, sessionId)).explained(cases.map(({ dossierId }) => dossierId));
    await writeExplanations(tx, cases.map(({ id, dossierId }) => ({ id, explanation: explain(explained, dossierId, id) })));
    return sectionCutOffs(explained.explanations.cutOffs());
  }

  private async apply(tx: Tx, context: ClosingContext, candidacy: Candidacy): Promise<void> {
    try {
      await this.effects.apply(tx, context, candidacy);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const code = error.refusal.code.startsWith('seats.') ? 'session.seatGone' : 'session.caseBlocked';
      throw new DomainError(refuse(code, { ...error.refusal.facts, number: candidacy.agendaNumber }));
    }
  }
}
