import { Injectable } from '@nestjs/common';
import { Grids, lotOf, Proposals, type KeptProposal } from '../../admission/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Outcome, Place } from '../../matching/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { withReserved } from '../domain/insertion-reserve.js';
import { choicesOf } from '../domain/case-places.js';
import { cameBack, isPart, reopenedWeeks } from '../domain/reopened-cases.js';
import { Room } from '../domain/room.js';
import { sessionOrder } from '../domain/session-order.js';
import type { SessionRules } from '../domain/sitting-rules.js';
import type { CaseLine } from '../persistence/case-line.queries.js';
import type { Body, Candidacy, CommissionSession } from '../persistence/commission.entities.js';
import { Candidacies } from '../planning/candidacies.js';
import { SessionRecords } from '../session/session-records.js';
import { CaseLines } from './case-lines.js';
import { SessionInputs } from './session-inputs.js';
import { SessionInstances } from './session-instances.js';
import { SittingBoard, UNDECIDED, type Board } from './sitting-board.js';

/** Ranks the cases, and computes the proposal from the places that are free on the dates of each child. */
@Injectable()
export class Preparation {
  constructor(
    private readonly records: SessionRecords,
    private readonly candidacies: Candidacies,
    private readonly proposals: Proposals,
    private readonly board: SittingBoard,
    private readonly grids: Grids,
    private readonly inputs: SessionInputs,
    private readonly instances: SessionInstances,
    private readonly lines: CaseLines,
  ) {}

  /** @param facts for the audit, the reason why this was done when no person pressed the button */
  async prepareSession(
    tx: Tx,
    actor: Actor,
    sessionId: Id,
    expectedVersion?: number,
    facts: Record<string, number> = {},
  ): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'prepare', expectedVersion);
    const cases = await this.candidacies.runningIn(tx, sessionId);
    const { rules } = await this.compute(tx, locked.session, locked.body, cases);
    return this.records.saveTransition(tx, actor, locked, 'prepare', { rules }, { cases: cases.length, ...facts });
  }

  /**
   * Reads the places again while the session sits. A decision whose places are gone is taken back, so that members
   * decide again; so is one to keep a child waiting when a half-day that it lacked has come back, and an admission to a
   * part of the week when more of the week is then possible.
   */
  async refreshSession(
    tx: Tx,
    actor: Actor,
    sessionId: Id,
    expectedVersion?: number,
    facts: Record<string, number> | null = null,
  ): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'refresh', expectedVersion);
    const cases = await this.candidacies.runningIn(tx, sessionId);
    const earlier = (await this.proposals.findLatest(tx, sessionId))!;
    const { kept, rules } = await this.compute(tx, locked.session, locked.body, cases);
    const { instance } = kept;
    const board = await this.board.boardOf(tx, kept);
    const seated: Place[] = [];
    const takenBack = board.cases.filter((line) => {
      const place = this.board.decidedPlace(instance, line);
      const stands =
        line.decision !== 'admit' || (place !== null && new Room(instance, seated).fullSlots(place).length === 0);
      if (stands && place) seated.push(place);
      return !stands;
    });
    const takenIds = takenBack.map(({ id }) => id);
    const reopened = await this.listReopened(tx, earlier, board, takenIds);
    await this.board.changeCases(tx, board, new Map([...takenIds, ...reopened].map((id) => [id, UNDECIDED])));
    return this.records.saveTransition(tx, actor, locked, 'refresh', { rules }, facts);
  }

  /**
   * The children who lack, or have a part of their week for want of, a half-day that has come back since the places were
   * read before.
   * @param takenBack the cases that are decided again anyway
   */
  private async listReopened(
    tx: Tx,
    earlier: KeptProposal,
    { kept, cases }: Board,
    takenBack: readonly Id[],
  ): Promise<Id[]> {
    const { instance } = kept;
    const waiting = cases.filter(({ decision }) => decision === 'wait');
    const shortened = cases.flatMap((line): [CaseLine, Place][] => {
      const place = takenBack.includes(line.id) ? null : this.board.decidedPlace(instance, line);
      return place && isPart(place, choicesOf(instance, line.dossierId, line.id)) ? [[line, place]] : [];
    });
    if (waiting.length + shortened.length === 0) return [];
    const before = await this.readBefore(tx, earlier);
    const gone = Object.keys(before.instance.children).filter((id) => !Object.hasOwn(instance.children, id));
    const waits = waiting
      .filter(({ id, dossierId }) => cameBack(before, instance, gone, dossierId, id))
      .map(({ id }) => id);
    const weeks = reopenedWeeks(
      new Map(
        shortened
          .filter(([{ id, dossierId }, place]) => cameBack(before, instance, gone, dossierId, id, place))
          .map(([{ id }, place]) => [id, place]),
      ),
      (ids) => {
        const open = new Set([...takenBack, ...waits, ...ids]);
        const cleared = cases.map((line) => (open.has(line.id) ? { ...line, ...UNDECIDED } : line));
        return this.board.computeOutcomeIn(tx, kept, cleared).places;
      },
    );
    return [...waits, ...weeks];
  }

  /** What everybody had of the places as they were read before, those included who have withdrawn since. */
  private async readBefore(tx: Tx, kept: KeptProposal): Promise<Outcome> {
    const known = (await this.lines.readLines(tx, kept.sessionId)).filter(({ id }) =>
      Object.hasOwn(kept.instance.children, id),
    );
    return this.board.computeOutcomeIn(tx, kept, known);
  }

  private async compute(
    tx: Tx,
    session: CommissionSession,
    body: Body,
    cases: readonly Candidacy[],
  ): Promise<{ kept: KeptProposal; rules: SessionRules }> {
    // The draw is made only once. Preparing again uses the same lots.
    const seed = await this.proposals.seedOf(tx, session.id);
    const { grid } = await this.grids.findVersion(session.gridId!, tx);
    const { tieBreak, ranked } = sessionOrder(
      cases.map(({ requestId, dossierId, points, snapshot }) => ({
        id: requestId,
        family: dossierId,
        points: points ?? 0,
        requestedAt: snapshot!.requestedAt,
        birth: snapshot!.birth,
      })),
      seed,
      grid.tieBreak,
    );
    const candidacyOf = new Map(cases.map((candidacy) => [candidacy.requestId, candidacy]));
    const input = await this.inputs.readInput(
      tx,
      session,
      body,
      tieBreak.map((requestId) => candidacyOf.get(requestId)!),
    );
    const kept = await this.proposals.keepProposal(tx, session.id, {
      seed,
      ...(await this.instances.readInstance(tx, session.id, input)),
      lots: Object.fromEntries(cases.map(({ id, requestId }) => [id, lotOf(seed, requestId)])),
    });
    const outcome = this.proposals.computeOutcomeIn(tx, kept);
    await this.board.writeAll(
      tx,
      ranked.map((requestId, index) => {
        const candidacy = candidacyOf.get(requestId)!;
        return { candidacy, patch: { rank: index + 1, ...this.board.proposedIn(outcome, candidacy.id) } };
      }),
    );
    return {
      kept,
      rules: {
        ...input.rules,
        ...(input.rules.guarantees ? { guarantees: withReserved(input.rules.guarantees, kept.instance) } : {}),
      },
    };
  }
}
