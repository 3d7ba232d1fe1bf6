import { Injectable } from '@nestjs/common';
import { Grids } from '../../admission/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Explained } from '../../matching/index.js';
import { UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { Queue } from '../../../foundation/platform/queue/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Slices } from '../../../foundation/platform/threads/index.js';
import { sessionActor } from '../session/session-actor.js';
import { explain, type CaseReasons, type ExplainedOutcome } from '../domain/case-explanation.js';
import { recordOf, type SessionRecord } from '../domain/claim-causes.js';
import { sectionCutOffs, type SectionCutOff } from '../domain/published-cut-offs.js';
import { contradiction } from '../domain/reason-facts.js';
import { sectionSeats, type SectionSeats } from '../domain/section-seats.js';
import { wishedBy } from '../domain/snapshot.js';
import { tiedCaseOf } from '../domain/tie-rules.js';
import { explainCases } from '../domain/told-cases.js';
import { ownPointsOf } from '../sitting/own-points.js';
import { Candidacy, type CommissionSession } from '../persistence/commission.entities.js';
import { RequestListing } from '../planning/request-listing.js';
import { SessionTasks } from '../planning/session-tasks.js';
import { SessionClosings } from '../session/session-closings.js';
import { SessionRecords } from '../session/session-records.js';
import { SittingDays } from '../session/sitting-days.js';
import { Attendances } from '../sitting/attendances.js';
import { CaseReasonFacts } from '../sitting/case-reason-facts.js';
import { SittingBoard } from '../sitting/sitting-board.js';
import { WithdrawnCases } from '../sitting/withdrawn-cases.js';
import { ClosingCases, type ClosingCase, type ClosingContext } from './closing-cases.js';
import { SEATS_LEFT } from './closing-jobs.js';
import { ConditionalPlaces } from './conditional-places.js';
import { LaterPlaces } from './later-places.js';
import { DecisionEffects, type DecidedCases, type SeatedCase } from './decision-effects.js';

/** Closes a session. Every decision takes effect, or none does. */
@Injectable()
export class Closing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly records: SessionRecords,
    private readonly board: SittingBoard,
    private readonly cases: ClosingCases,
    private readonly effects: DecisionEffects,
    private readonly attendances: Attendances,
    private readonly days: SittingDays,
    private readonly closings: SessionClosings,
    private readonly conditional: ConditionalPlaces,
    private readonly tasks: SessionTasks,
    private readonly reasons: CaseReasonFacts,
    private readonly withdrawn: WithdrawnCases,
    private readonly grids: Grids,
    private readonly queue: Queue,
    private readonly listing: RequestListing,
    private readonly later: LaterPlaces,
  ) {}

  /**
   * Ends the cases, has the minutes written, makes offers, moves requests and writes letters, in one transaction.
   * @param nobodyPresent the person knows that no member is noted as present
   * @throws DomainError naming the undecided cases, or the one whose place is gone meanwhile, or that nobody is noted
   * as present; nothing is done then
   */
  closeSession(
    actor: Actor,
    sessionId: Id,
    expectedVersion?: number,
    nobodyPresent = false,
  ): Promise<CommissionSession> {
    return this.unitOfWork.run(async (tx) => {
      const locked = await this.records.lockForAction(tx, actor, sessionId, 'close', expectedVersion);
      await this.attendances.assertQuorum(tx, locked);
      if (!nobodyPresent) await this.attendances.assertSomebody(tx, locked);
      const cases = await tx.find(Candidacy, {
        where: { sessionId, state: 'frozen' },
        order: { rank: 'ASC', agendaNumber: 'ASC' },
      });
      this.closings.tellApproaching(cases.length);
      const undecided = cases
        .filter((candidacy) => candidacy.decision === null)
        .map((candidacy) => candidacy.agendaNumber);
      if (undecided.length > 0) {
        throw new DomainError(
          refuse('session.undecided', { count: undecided.length, numbers: undecided.sort((a, b) => a - b).join(', ') }),
        );
      }
      await this.withdrawn.assertNone(tx, sessionId);
      const context: ClosingContext = {
        session: locked.session,
        day: dayOf(locked.session.startsAt),
        body: locked.body,
        actor: sessionActor(sessionId, actor),
      };
      const { cutOffs, seats, explained } = await this.explain(tx, locked.session, cases);
      const decided = await this.naming(cases, () => this.decideAll(tx, context, explained));
      const session = await this.records.saveTransition(
        tx,
        actor,
        locked,
        'close',
        { closedAt: this.clock.now(), cutOffs, seats },
        { cases: cases.length },
      );
      await this.days.endDay(tx, sessionId);
      await this.tasks.endQuestions(tx, sessionId);
      // Before families are written to: the minutes are printed by a thread meanwhile (decision 0141).
      await this.closings.tellClosed(tx, session);
      await this.naming(cases, () => this.carryOut(tx, context, decided));
      return session;
    });
  }

  /**
   * Finds the explanations for each family and for the public, from what members decided.
   * @returns the cases with their explanations, which are written as the cases end
   */
  private async explain(
    tx: Tx,
    session: CommissionSession,
    cases: readonly Candidacy[],
  ): Promise<{ cutOffs: SectionCutOff[]; seats: SectionSeats[] | null; explained: Candidacy[] }> {
    if (cases.length === 0) return { cutOffs: [], seats: null, explained: [] };
    const { kept, outcome, first } = await this.board.readBoard(tx, session.id);
    const record = recordOf(first, outcome.places, cases, kept.computedAt);
    const explained = { ...outcome.explained(cases.map(({ dossierId }) => dossierId)), own: ownPointsOf(cases) };
    const { grid } = await this.grids.findVersion(session.gridId!, tx);
    const reasons = await this.findReasons(explained, cases);
    await this.assertReasonsHold(session, explained, record, cases, reasons);
    const told = explainCases(
      explained,
      cases.map((frozen) => ({ ...frozen, wished: wishedBy(frozen.snapshot) })),
      { cases: cases.map(tiedCaseOf), seed: kept.seed, tieBreak: grid.tieBreak },
      { record, reasonsOf: ({ id }) => reasons.get(id)! },
    );
    return {
      cutOffs: sectionCutOffs(explained.explanations.cutOffs()),
      seats: sectionSeats(outcome.instance, outcome.places),
      explained: cases.map((candidacy) => ({ ...candidacy, explanation: told.get(candidacy.id)! })),
    };
  }

  /** Why each case misses its better wishes. A session of thousands takes long: others are answered meanwhile. */
  private async findReasons(explained: ExplainedOutcome, cases: readonly Candidacy[]): Promise<Map<Id, CaseReasons>> {
    const reasons = new Map<Id, CaseReasons>();
    const slices = new Slices();
    for (const { id, dossierId, snapshot } of cases) {
      reasons.set(id, explain(explained, dossierId, id, wishedBy(snapshot)));
      await slices.giveWay();
    }
    return reasons;
  }

  /** Checks the reasons of all cases again. A later decision may have made the reason of an earlier one untrue. */
  private async assertReasonsHold(
    session: CommissionSession,
    explained: Explained,
    record: SessionRecord,
    cases: readonly Candidacy[],
    reasons: ReadonlyMap<Id, CaseReasons>,
  ): Promise<void> {
    const untrue: Candidacy[] = [];
    const slices = new Slices();
    for (const candidacy of cases) {
      await slices.giveWay();
      if (candidacy.reason === null || candidacy.decision === 'admit') continue;
      const facts = this.reasons.factsIn(
        session,
        explained,
        record,
        candidacy,
        null,
        reasons.get(candidacy.id)!.misses,
      );
      // What was proposed to this case has gone to another child, or to nobody. The decision is marked as departing
      // from the proposal, so something had been proposed.
      const departs = candidacy.decision === 'wait' && candidacy.kept === false;
      const proposed = departs ? { ...facts, proposed: candidacy.proposedSectionId ?? '' } : facts;
      if (contradiction(candidacy.reason, proposed) !== null) untrue.push(candidacy);
    }
    if (untrue.length === 0) return;
    throw new DomainError(
      refuse('session.reasonsContradicted', {
        count: untrue.length,
        numbers: untrue
          .map(({ agendaNumber }) => agendaNumber)
          .sort((a, b) => a - b)
          .join(', '),
      }),
    );
  }

  /** Holds the seats that members gave, and ends every case as they decided. */
  private async decideAll(tx: Tx, context: ClosingContext, candidacies: readonly Candidacy[]): Promise<DecidedCases> {
    const cases = await this.cases.readCases(tx, context, candidacies);
    const left = cases.filter(({ withoutObject }) => !withoutObject);
    const decidedAs = (decision: Candidacy['decision']) =>
      left.filter(({ candidacy }) => candidacy.decision === decision);
    const { seated, waiting } = await this.seatAll(tx, context, decidedAs('admit'));
    const decided = {
      without: cases.filter(({ withoutObject }) => withoutObject),
      seated,
      waiting,
      kept: await this.later.tellAll(tx, context, decidedAs('wait'), seated),
      refused: decidedAs('refuse'),
      deferred: decidedAs('defer'),
    };
    await this.effects.endCases(tx, decided);
    return decided;
  }

  /** Makes the offers, moves the requests and tells the families. */
  private async carryOut(tx: Tx, context: ClosingContext, decided: DecidedCases): Promise<void> {
    if (decided.without.some(({ candidacy }) => candidacy.decision === 'admit'))
      await this.queue.plan(tx, SEATS_LEFT, { sessionId: context.session.id });
    await this.effects.tellGivenWay(tx, context, decided.without);
    await this.effects.admitCases(tx, context, decided.seated);
    await this.effects.awaitRelease(tx, context, decided.waiting);
    await this.effects.keepWaiting(tx, context, decided.kept);
    await this.effects.refuseCases(tx, context, decided.refused);
    for (const deferred of decided.deferred) await this.effects.deferCase(tx, context, deferred);
    for (const { request, elsewhere } of [...decided.waiting, ...decided.kept, ...decided.refused])
      if (elsewhere.some(({ state }) => state !== 'waiting')) await this.listing.tellNextSession(tx, request.id);
  }

  /**
   * Holds the seats of all admissions. Where another child still holds the seats and is offered better ones, the
   * admission waits for that child's answer. An admission whose seats nothing will free is refused.
   */
  private async seatAll(
    tx: Tx,
    context: ClosingContext,
    admitted: readonly ClosingCase[],
  ): Promise<{ seated: SeatedCase[]; waiting: ClosingCase[] }> {
    // Cases are seated one by one only where places are given up, because what is free then depends on the offers
    // before.
    if (!admitted.some(({ candidacy }) => candidacy.snapshot?.current))
      return { seated: await this.effects.seatCases(tx, context, admitted), waiting: [] };
    const [seated, without]: [SeatedCase[], ClosingCase[]] = [[], []];
    for (const admission of admitted) {
      if (await this.conditional.hasRoom(tx, context.session, admission.candidacy))
        seated.push(...(await this.effects.seatCases(tx, context, [admission])));
      else without.push(admission);
    }
    const offered = seated.map(({ candidacy }) => candidacy);
    const awaiting = new Set(
      await this.conditional.listWaiting(
        tx,
        context.session,
        offered,
        without.map(({ candidacy }) => candidacy),
      ),
    );
    const [waiting, stuck] = [
      without.filter(({ candidacy }) => awaiting.has(candidacy)),
      without.filter(({ candidacy }) => !awaiting.has(candidacy)),
    ];
    const circle = await this.conditional.inCircle(
      tx,
      context.session,
      offered,
      stuck.map(({ candidacy }) => candidacy),
    );
    if (circle.length > 0)
      throw new DomainError(
        refuse('session.circle', {
          numbers: circle
            .map(({ agendaNumber }) => agendaNumber)
            .sort((a, b) => a - b)
            .join(', '),
        }),
      );
    return { seated: [...seated, ...(await this.effects.seatCases(tx, context, stuck))], waiting };
  }

  private async naming<T>(cases: readonly Candidacy[], work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.named(error, cases);
    }
  }

  /** The same error with the numbers of the cases that it concerns. */
  private named(error: unknown, cases: readonly Candidacy[]): unknown {
    const about = error instanceof DomainError && cases.find(({ requestId }) => requestId === error.about);
    if (!about) return error;
    const { code, facts } = error.refusal;
    const said = code.startsWith('seats.')
      ? refuse('session.seatGone')
      : code.startsWith('session.')
        ? error.refusal
        : refuse('session.caseBlocked');
    return new DomainError({ code: said.code, facts: { ...facts, number: about.agendaNumber } });
  }
}
