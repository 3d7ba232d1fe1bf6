import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { Clock } from '../kernel/clock.js';
import { DomainError, refuse } from '../kernel/refusal.js';
import type { Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { Attendances } from './attendances.js';
import { sessionActor } from './body-scope.js';
import { CaseBook } from './case-book.js';
import { ConditionalPlaces } from './conditional-places.js';
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
    private readonly conditional: ConditionalPlaces,
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
    await this.applyAll(tx, context, cases);
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

  /** An admission whose seats are still held by a child that is offered better ones waits for that child's answer; one that nothing will free is refused. */
  private async applyAll(tx: Tx, context: ClosingContext, cases: readonly Candidacy[]): Promise<void> {
    const [offered, without]: [Candidacy[], Candidacy[]] = [[], []];
    const givesUp = cases.some(({ decision, snapshot }) => decision === 'admit' && snapshot?.current);
    for (const one of cases) {
      const blocked = givesUp && one.decision === 'admit' && !(await this.conditional.hasRoom(tx, context.session, one));
      if (!blocked) await this.apply(tx, context, one);
      (blocked ? without : offered).push(one);
    }
    const waiting = await this.conditional.waiting(tx, context.session, offered.filter(({ decision }) => decision === 'admit'), without);
    const circle = await this.conditional.inCircle(tx, context.session, offered, without.filter((one) => !waiting.includes(one)));
    if (circle.length > 0) throw new DomainError(refuse('session.circle', { numbers: circle.map(({ agendaNumber }) => agendaNumber).sort((a, b) => a - b).join(', ') }));
    for (const one of without) {
      if (waiting.includes(one)) await this.effects.awaitRelease(tx, context, one);
      else await this.apply(tx, context, one);
    }
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
