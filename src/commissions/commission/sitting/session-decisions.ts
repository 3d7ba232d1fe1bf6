import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Claim, Explained, Instance, Outcome, Place } from '../../matching/index.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { explain } from '../domain/case-explanation.js';
import { choicesOf, currentPlaceOf } from '../domain/case-places.js';
import { causeOf, recordOf, type SessionRecord } from '../domain/claim-causes.js';
import { claimChanges, claimKey } from '../domain/claim-changes.js';
import type { DecidedColumns } from '../domain/decision-acts.js';
import { isKept, judgeDecision, proposalAsDecision, REASON_LISTS, type Decision } from '../domain/decisions.js';
import { judgeGivenDay } from '../domain/first-days.js';
import { judgeWeek } from '../domain/given-weeks.js';
import { entryOf } from '../domain/snapshot.js';
import { maskOfNames, slotOfName } from '../domain/periods.js';
import { contradiction, waitingReason } from '../domain/reason-facts.js';
import { movedCases } from '../domain/moved-cases.js';
import { Room } from '../domain/room.js';
import { isListing } from '../domain/session-lifecycle.js';
import type { CaseLine } from '../persistence/case-line.queries.js';
import { Candidacy, CommissionSession } from '../persistence/commission.entities.js';
import { SessionRecords } from '../session/session-records.js';
import { Attendances } from './attendances.js';
import { CaseReasonFacts } from './case-reason-facts.js';
import { DecisionActs } from './decision-acts.js';
import { Recusals } from './recusals.js';
import { sectionIdOf } from './section-ids.js';
import { othersToDecide, SittingBoard, UNDECIDED, type Board } from './sitting-board.js';

/**
 * A value that stands for the claims shown on a page, and the cases whose proposal changes. A decision is only taken
 * when the person has seen exactly these.
 */
export const seenEffect = (instance: Instance, claims: readonly Claim[], moved: readonly Id[]): string =>
  createHash('sha256')
    .update([...claims.map((claim) => claimKey(instance, claim)), ...moved].join())
    .digest('hex')
    .slice(0, 16);

/** The decisions of members in session: keep the proposal, or change it for a reason of the list. */
@Injectable()
export class SessionDecisions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly records: SessionRecords,
    private readonly board: SittingBoard,
    private readonly supply: Supply,
    private readonly audit: Audit,
    private readonly attendances: Attendances,
    private readonly recusals: Recusals,
    private readonly reasons: CaseReasonFacts,
    private readonly acts: DecisionActs,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps the proposal of every undecided case. @param expectedVersion the version of the session that the person saw
   */
  keepAll(actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    return this.unitOfWork.run(async (tx) => {
      const locked = await this.records.lockForAction(tx, actor, sessionId, 'decide', expectedVersion);
      const { kept, outcome, first, cases } = await this.board.readBoard(tx, sessionId);
      const hidden = await this.recusals.hiddenFrom(tx, actor, sessionId);
      const undecided = cases.filter(({ decision, dossierId }) => decision === null && !hidden.has(dossierId));
      await this.attendances.assertQuorum(
        tx,
        locked,
        await this.recusals.recusedOf(
          tx,
          sessionId,
          undecided.map(({ dossierId }) => dossierId),
        ),
      );
      const explained = outcome.explained(undecided.map(({ dossierId }) => dossierId));
      const record = recordOf(first, outcome.places, cases, kept.computedAt);
      const decided = undecided.map((line) => {
        const decision = asProposed(() => ({ explained, record }), line);
        const place = this.board.placeIn(outcome.instance, line, decision.sectionId, decision.slots ?? null);
        return { line, after: this.columnsOf(line, decision, place) };
      });
      await this.board.writeAll(
        tx,
        decided.map(({ line, after }) => ({ candidacy: line, patch: after })),
      );
      const session = await this.records.saveTransition(tx, actor, locked, 'decide', {}, { all: true });
      await this.acts.recordAct(tx, actor, session, 'keep_all', decided);
      return session;
    });
  }

  /**
   * Decides one case. The proposals of the undecided cases follow.
   * @param decision `keep` for the present proposal
   * @param expectedVersion the version of the candidacy that the person saw
   * @param accepted what the person was shown ({@link seenEffect}); absent where nobody is shown anything
   * @throws DomainError when a reason is missing, when the section has no place left on a half-day, or when the
   * decision creates claims, or changes what is proposed to others, and the person was not shown that
   */
  decideCase(
    actor: Actor,
    candidacyId: Id,
    decision: Decision | 'keep',
    expectedVersion?: number,
    accepted?: string,
  ): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { candidacy, locked } = await this.claimCase(tx, actor, candidacyId, expectedVersion);
      await this.attendances.assertQuorum(
        tx,
        locked,
        await this.recusals.recusedOf(tx, candidacy.sessionId, [candidacy.dossierId]),
      );
      const board = await this.board.readBoard(tx, candidacy.sessionId);
      const { kept, outcome, first, cases } = board;
      const wanted =
        decision === 'keep'
          ? asProposed(
              () => ({
                explained: outcome.explained([candidacy.dossierId]),
                record: recordOf(first, outcome.places, cases, kept.computedAt),
              }),
              candidacy,
            )
          : this.withWeek(outcome, candidacy, decision);
      const refusal =
        (decision === 'keep'
          ? null
          : (this.judgeGivenDay(locked.session, candidacy, decision) ??
            this.judgeGivenWeek(outcome, candidacy, decision))) ??
        judgeDecision(wanted, candidacy) ??
        this.contradicted(tx, locked.session, board, candidacy, wanted);
      if (refusal) throw new DomainError(refusal);
      if (wanted.kind === 'defer') await this.assertCanDeferTo(tx, locked.session, wanted.deferredToId!);
      const place = wanted.kind === 'admit' ? this.placeFor(board, candidacy, wanted) : null;
      const columns = this.columnsOf(candidacy, wanted, place);
      const after = await this.board.changeCases(tx, board, new Map([[candidacyId, columns]]));
      const { created } = claimChanges(outcome, after);
      const moved = movedCases(outcome, after, othersToDecide(board.cases, candidacyId));
      const asks = created.length > 0 || moved.length > 0;
      if (accepted !== undefined && asks && accepted !== seenEffect(after.instance, created, moved))
        throw new DomainError(
          created.length > 0
            ? refuse('decision.createsClaims', { count: new Set(created.map(({ family }) => family)).size })
            : refuse('decision.movesPlaces', { count: moved.length }),
        );
      const session = await this.records.saveTransition(tx, actor, locked, 'decide');
      await this.acts.recordAct(tx, actor, session, 'decide', [{ line: candidacy, after: columns }]);
      await this.audit.changed(
        tx,
        actor,
        `candidacy.${wanted.kind}`,
        { kind: 'candidacy', id: candidacyId },
        {
          claims: created.length,
          ...(wanted.reason ? { reason: wanted.reason } : {}),
          ...(wanted.sectionId ? { section: wanted.sectionId } : {}),
        },
      );
    });
  }

  /** Takes back a decision. The case follows the proposal again. */
  takeBack(actor: Actor, candidacyId: Id, expectedVersion?: number): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { candidacy, locked } = await this.claimCase(tx, actor, candidacyId, expectedVersion);
      await this.board.changeCases(
        tx,
        await this.board.readBoard(tx, candidacy.sessionId),
        new Map([[candidacyId, UNDECIDED]]),
      );
      const session = await this.records.saveTransition(tx, actor, locked, 'decide');
      await this.acts.recordAct(tx, actor, session, 'take_back', [{ line: candidacy, after: null }]);
      await this.audit.changed(tx, actor, 'candidacy.takeBack', { kind: 'candidacy', id: candidacyId });
    });
  }

  /**
   * Refuses a reason that a fact contradicts. A proposal that is kept can only have the reason that was found for it.
   */
  private contradicted(
    tx: Tx,
    session: CommissionSession,
    board: Board,
    candidacy: Candidacy,
    { kind, reason, sectionId }: Decision,
  ): Refusal | null {
    return reason === null || !REASON_LISTS[kind].includes(reason)
      ? null
      : contradiction(reason, this.reasons.factsBeforeIn(tx, session, board, candidacy, sectionId));
  }

  private async claimCase(tx: Tx, actor: Actor, candidacyId: Id, expectedVersion?: number) {
    const seen = await tx.findOne(Candidacy, { id: candidacyId });
    if (!seen || (await this.recusals.hiddenFrom(tx, actor, seen.sessionId)).has(seen.dossierId))
      throw new NotFound('candidacy');
    const locked = await this.records.lockForAction(tx, actor, seen.sessionId, 'decide');
    // The case is read again once the session is locked, because another decision may have come first.
    const candidacy = (await tx.findOne(Candidacy, { id: candidacyId }))!;
    if (expectedVersion !== undefined && expectedVersion !== candidacy.version)
      throw new Conflict(refuse('candidacy.changed'));
    if (candidacy.state !== 'frozen')
      throw new DomainError(refuse('candidacy.gone', { number: candidacy.agendaNumber }));
    return { candidacy, locked };
  }

  /** Refuses half-days that the family did not ask for, and fewer than it would take. */
  private judgeGivenWeek({ instance }: Outcome, candidacy: Candidacy, { sectionId, slots }: Decision): Refusal | null {
    const whole = this.board.wholeWeekIn(instance, candidacy, sectionId);
    if (whole === null || slots == null) return null;
    const { fewestDays, weekUnsaid } = candidacy.snapshot!;
    return judgeWeek(whole, slots, fewestDays, !weekUnsaid);
  }

  /** Refuses a day on which the family would not start, or on which the section does not receive the child's age. */
  private judgeGivenDay(
    { entryFrom }: Pick<CommissionSession, 'entryFrom'>,
    { snapshot }: Candidacy,
    { sectionId, from = null }: Decision,
  ): Refusal | null {
    const refused = judgeGivenDay(from, snapshot!.waits, entryOf(snapshot!, entryFrom), entryFrom);
    const section = this.supply.section(sectionId);
    if (refused || from === null || !section) return refused;
    const suits = this.supply.sectionsForChild(section.providerId, snapshot!.birth, from);
    return suits.some(({ id }) => id === section.id) ? null : refuse('decision.ageOnDay', { day: from });
  }

  private async assertCanDeferTo(tx: Tx, session: CommissionSession, toId: Id): Promise<void> {
    const to = await tx.findOne(CommissionSession, { id: toId });
    if (!to || to.id === session.id || to.bodyId !== session.bodyId || !isListing(to.state))
      throw new DomainError(refuse('decision.sessionNeeded'));
  }

  /**
   * Completes a decision with a week: the given one, or else the best of the weeks that the child would take in the
   * section.
   */
  private withWeek({ instance }: Outcome, candidacy: Candidacy, decision: Decision): Decision {
    const place = this.board.placeIn(instance, candidacy, decision.sectionId, decision.slots ?? null, decision.from);
    return { ...decision, slots: place && maskOfNames(place.slots) };
  }

  /**
   * Checks that the places are free beside the decisions so far and what others hold today. Proposals of undecided
   * cases do not count, because they give way.
   */
  private placeFor(
    { outcome: { instance }, cases }: Board,
    candidacy: Candidacy,
    { sectionId, slots, from }: Decision,
  ): Place {
    const place = this.board.placeIn(instance, candidacy, sectionId, slots ?? null, from);
    if (!place) throw new DomainError(refuse('decision.sectionNotWished'));
    const others = cases.filter((line) => line.id !== candidacy.id);
    const held = others.map((line) => ({
      line,
      place: this.board.decidedPlace(instance, line) ?? currentPlaceOf(instance, line.id),
    }));
    const [full] = new Room(
      instance,
      held.map((holder) => holder.place),
    ).fullSlots(place);
    if (full === undefined) return place;
    const holders = held.filter(
      ({ line, place: other }) => line.decidedSectionId === sectionId && other?.slots.includes(full),
    );
    const numbers = holders
      .map(({ line }) => line.agendaNumber)
      .sort((a, b) => a - b)
      .join(', ');
    throw new DomainError(
      refuse(holders.length > 0 ? 'decision.seatsTaken' : 'decision.seatsFull', {
        slot: slotOfName(full),
        numbers,
        section: sectionId!,
      }),
    );
  }

  private columnsOf(candidacy: CaseLine, decision: Decision, place: Place | null): DecidedColumns {
    return {
      decision: decision.kind,
      decidedSectionId: sectionIdOf(this.supply, place),
      decidedSlots: place && maskOfNames(place.slots),
      decidedFrom: place && (decision.from ?? null),
      reason: decision.reason,
      deferredToId: decision.deferredToId,
      kept: isKept(decision, candidacy),
      decidedAt: this.clock.now(),
    };
  }
}

/** What everybody would get, and what happened until then. */
interface Standing {
  readonly explained: Explained;
  readonly record: SessionRecord;
}

/** Adds to a proposal without a place the reason of the list that was found. */
function asProposed(standing: () => Standing, { dossierId, id, ...proposed }: CaseLine): Decision {
  return proposalAsDecision(
    proposed,
    proposed.proposedSectionId === null ? reasonFound(standing(), dossierId, id) : null,
  );
}

function reasonFound({ explained, record }: Standing, family: Id, child: Id): string {
  const { establishments } = explained.instance;
  const receivedAt =
    choicesOf(explained.instance, family, child).find(({ at }) =>
      Object.hasOwn(establishments[at]?.points ?? {}, child),
    )?.at ?? null;
  const caused = causeOf(explained, record, family);
  return waitingReason(REASON_LISTS.wait, {
    misses: explain(explained, family, child).misses,
    receivedAt,
    cause: caused?.cause ?? null,
    givenPriority: caused?.givenPriority ?? false,
  });
}
