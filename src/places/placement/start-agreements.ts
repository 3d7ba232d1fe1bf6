import { Injectable } from '@nestjs/common';
import { FamilyMessages, findRequest, type ChildRequest } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { OpeningDays } from '../../offer/supply/index.js';
import { countHalfDays } from './domain/seat-claim.js';
import { ChildSeats } from './child-seats.js';
import { judgeFirstDay, judgeWholeTime } from './domain/first-day.js';
import { judgeStart, type StartDates } from './domain/start-dates.js';
import { Offer, Placement } from './persistence/placement.entities.js';
import { PlaceWords } from './place-words.js';
import { SolutionLines } from './solution-lines.js';
import { isFamilyOf } from './placement.policy.js';
import { lockPlacement } from './place-locks.js';
import { Placements } from './placements.js';
import { Seats } from './seats.js';
import { START_AGREED, START_PROPOSED } from './message-kinds.js';

/**
 * The agreement between a family that has accepted and its director: on which day the adaptation begins, and on which
 * day the child comes for its whole time.
 */
@Injectable()
export class StartAgreements {
  constructor(
    private readonly clock: Clock,
    private readonly placements: Placements,
    private readonly seats: Seats,
    private readonly children: ChildSeats,
    private readonly places: PlaceWords,
    private readonly opening: OpeningDays,
    private readonly messages: FamilyMessages,
    private readonly audit: Audit,
    private readonly lines: SolutionLines,
  ) {}

  /**
   * Records the dates that the director proposes. Nothing moves until the family agrees.
   * @param agreed whether the family has already agreed, by telephone or at the nursery
   * @throws NotFound | DomainError
   */
  async proposeDates(tx: Tx, actor: Actor, placementId: Id, dates: StartDates, agreed: boolean): Promise<void> {
    const placement = await this.placements.findHeld(tx, actor, placementId);
    const request = await this.judged(tx, placement, dates);
    // Only what is proposed from now on: a family may still agree to what it was told before.
    const empty =
      judgeFirstDay(placement.slots, dates.adaptationFrom) ?? judgeWholeTime(placement.slots, dates.startFrom);
    if (empty) throw new DomainError(empty);
    await tx.update(Placement, { id: placementId }, { ...dates, datesState: 'proposed', datesAt: this.clock.now() });
    await this.audit.changed(
      tx,
      actor,
      'placement.proposeDates',
      { kind: 'placement', id: placementId },
      { ...dates, agreed },
    );
    if (agreed) await this.settleSeats(tx, placement, dates);
    await this.tellFamily(tx, request, placement, dates, agreed ? START_AGREED : START_PROPOSED);
  }

  /**
   * The family agrees to the proposed dates.
   * @throws NotFound when the place is another family's
   * @throws DomainError when no dates are proposed, or they are no longer possible
   */
  async agreeDates(tx: Tx, actor: Actor, placementId: Id): Promise<void> {
    const placement = await lockPlacement(tx, placementId);
    const request = placement?.requestId ? await findRequest(tx, placement.requestId) : null;
    if (!placement || !request || !isFamilyOf(actor, request)) throw new NotFound('placement');
    const { adaptationFrom, startFrom, datesState, state } = placement;
    if (state !== 'held' || datesState !== 'proposed' || !adaptationFrom || !startFrom)
      throw new DomainError(refuse('placement.noDates'));
    await this.judged(tx, placement, { adaptationFrom, startFrom });
    await this.settleSeats(tx, placement, { adaptationFrom, startFrom });
    await this.audit.changed(tx, actor, 'placement.agreeDates', { kind: 'placement', id: placementId });
    await this.tellFamily(tx, request, placement, { adaptationFrom, startFrom }, START_AGREED);
  }

  private async judged(tx: Tx, placement: Placement, dates: StartDates): Promise<ChildRequest> {
    const request = placement.requestId ? await findRequest(tx, placement.requestId) : null;
    if (!request) throw new DomainError(refuse('placement.noFamily'));
    const offer = placement.offerId ? await tx.findOne(Offer, { id: placement.offerId }) : null;
    const refusal = judgeStart(
      { ...placement, offeredFrom: offer?.from ?? placement.from, isTransfer: request.transferFromId !== null },
      dates,
      this.clock.today(),
    );
    if (refusal) throw new DomainError(refusal);
    // Only a new day is judged. A closing may have been declared since the place's own first day was agreed.
    for (const day of [dates.adaptationFrom, dates.startFrom])
      if (day !== placement.from) await this.opening.judgeStart(tx, placement.sectionId, day);
    return request;
  }

  /**
   * Adapts the held seats to the new first day. Days before it are released. Days that it adds, within the offer, have
   * to be free.
   */
  private async settleSeats(tx: Tx, placement: Placement, { adaptationFrom }: StartDates): Promise<void> {
    const between = (from: Day, to: Day) => ({ ...placement, from, to });
    if (adaptationFrom > placement.from)
      await this.seats.releaseSeats(tx, between(placement.from, addDays(adaptationFrom, -1)));
    if (adaptationFrom < placement.from) {
      const more = between(adaptationFrom, addDays(placement.from, -1));
      await this.children.refuseSecond(tx, more, placement.id);
      if (countHalfDays(more.slots, more.from, more.to) > 0) await this.seats.holdSeats(tx, more);
    }
    await tx.update(
      Placement,
      { id: placement.id },
      { from: adaptationFrom, datesState: 'agreed', datesAt: this.clock.now() },
    );
    await this.lines.changeLines(tx, { placementId: placement.id }, { from: adaptationFrom });
  }

  private async tellFamily(
    tx: Tx,
    request: ChildRequest,
    placement: Placement,
    { adaptationFrom, startFrom }: StartDates,
    kind: typeof START_PROPOSED,
  ): Promise<void> {
    const place = this.places.argsOf({ ...placement, from: adaptationFrom }, request);
    await this.messages.writeMessage(tx, {
      dossierId: request.dossierId,
      requestIds: [request.id],
      kind,
      args: (words) => ({
        ...place(words),
        adaptation: words.fullDay(adaptationFrom),
        start: words.fullDay(startFrom),
      }),
    });
  }
}
