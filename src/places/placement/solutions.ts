import { Injectable } from '@nestjs/common';
import { findRequest, RequestMoves, type ToldAtDesk } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { SlotMask, WeekSchedule } from '../../foundation/kernel/week-schedule.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { coversNeed, needSlots } from './domain/coverage.js';
import { daysInTurn, type DaysFrom } from './domain/days-in-turn.js';
import { lastDayOf } from './domain/placement-path.js';
import { partsOfLine, SolutionLines } from './solution-lines.js';
import { Offer, Placement, Solution, type SolutionKind } from './persistence/placement.entities.js';

export interface NewSolution {
  readonly kind: SolutionKind;
  readonly providerId: Id | null;
  readonly providerLabel: string | null;
  readonly week: WeekSchedule | null;
  /** Its half-days, where its hours are not known. */
  readonly slots?: SlotMask;
  readonly from: Day;
  readonly to: Day | null;
}

/** A solution line as it is on a day, with the half-days that it will have next. */
export interface SolutionOnDay extends Solution {
  readonly next: DaysFrom | null;
}

/**
 * Solutions: what answers a request, line by line. A nursery on two days and a childminder on three are one answer in
 * two lines.
 */
@Injectable()
export class Solutions {
  constructor(
    private readonly clock: Clock,
    private readonly moves: RequestMoves,
    private readonly lines: SolutionLines,
  ) {}

  async ofRequest(from: Reader | Tx, requestId: Id): Promise<Solution[]> {
    return from.find(Solution, { where: { requestId }, order: { from: 'ASC', id: 'ASC' } });
  }

  /**
   * The lines of a request as they are on a day. The half-days of a place may change from a later day on: `next` says
   * so, while the line itself already has the half-days on which the child will go on.
   */
  async onDay(from: Reader | Tx, requestId: Id, day: Day): Promise<SolutionOnDay[]> {
    const lines = await this.ofRequest(from, requestId);
    const parts = lines.some(({ placementId }) => placementId !== null)
      ? await from.find(Placement, { where: { requestId } })
      : [];
    return lines.map((line) => {
      const inTurn = daysInTurn(partsOfLine(line, parts));
      const reached = inTurn.filter((days) => days.from <= day).length;
      const next = inTurn[Math.max(reached, 1)] ?? null;
      return { ...line, slots: inTurn[Math.max(reached, 1) - 1]?.slots ?? line.slots, next };
    });
  }

  async addPlace(tx: Tx, actor: Actor, offer: Offer, placement: Placement): Promise<void> {
    await this.addSolution(
      tx,
      actor,
      offer.requestId,
      offer.slots,
      {
        kind: 'place',
        providerId: offer.providerId,
        providerLabel: null,
        week: null,
        from: offer.from,
        to: lastDayOf(offer),
      },
      placement.id,
    );
  }

  /** Whether what the request has so far covers its need. */
  async isCovered(tx: Tx | Reader, requestId: Id): Promise<boolean> {
    const request = await findRequest(tx, requestId);
    if (!request) throw new NotFound('request');
    const lines = (await this.ofRequest(tx, requestId)).filter((line) => line.endedAt === null);
    return coversNeed(needSlots(request.need.week), lines, this.clock.today());
  }

  /**
   * Records an agreement with a childminder, a MAM or a carer at home. The request is then placed, or partly placed
   * when half-days remain open. @returns the id of the line
   */
  async recordAgreement(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    solution: NewSolution,
    suffices: boolean,
    expectedVersion?: number,
  ): Promise<Id> {
    const id = await this.addSolution(tx, actor, requestId, needSlots(solution.week), solution);
    const needCovered = suffices || (await this.isCovered(tx, requestId));
    await this.moves.move(tx, actor, requestId, 'recordAgreement', {
      facts: { needCovered },
      expectedVersion,
      history: { kind: solution.kind },
    });
    return id;
  }

  /**
   * A solution the family found by itself.
   * @param told who told it and how it is known, where a desk notes it
   * @returns the id of the line
   */
  async reportElsewhere(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    solution: NewSolution,
    suffices: boolean,
    expectedVersion?: number,
    told?: ToldAtDesk,
  ): Promise<Id> {
    const id = await this.addSolution(tx, actor, requestId, solution.slots ?? needSlots(solution.week), solution);
    const openOffer = (await tx.count(Offer, { requestId, state: 'open' })) > 0;
    await this.moves.move(tx, actor, requestId, 'reportSolution', {
      facts: { needCovered: suffices, openOffer },
      expectedVersion,
      history: { kind: solution.kind, ...told },
    });
    return id;
  }

  private async addSolution(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    slots: SlotMask,
    solution: NewSolution,
    placementId: Id | null = null,
  ): Promise<Id> {
    const id = newId();
    await this.lines.addLine(tx, {
      id,
      requestId,
      ...solution,
      placementId,
      slots,
      recordedBy: actorRef(actor),
      recordedAt: this.clock.now(),
      endedAt: null,
    });
    return id;
  }
}
