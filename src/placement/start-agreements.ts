import { Injectable } from '@nestjs/common';
import { ChildRequest, FamilyMessages } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import { DomainError, NotFound, refuse } from '../kernel/refusal.js';
import { addDays, type Day } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import type { Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { OpeningDays, Supply } from '../supply/index.js';
import { countHalfDays } from './domain/seat-claim.js';
import { ChildSeats } from './child-seats.js';
import { judgeStart, type StartDates } from './domain/start-dates.js';
import { Offer, Placement } from './persistence/placement.entities.js';
import { SolutionLines } from './solution-lines.js';
import { lockPlacement } from './place-locks.js';
import { Placements } from './placements.js';
import { Seats } from './seats.js';

/**
 * After a family has accepted, its director and it agree on when the adaptation begins and when the child comes its
 * whole time.
 */
@Injectable()
export class StartAgreements {
  constructor(
    private readonly clock: Clock,
    private readonly placements: Placements,
    private readonly seats: Seats,
    private readonly children: ChildSeats,
    private readonly supply: Supply,
    private readonly opening: OpeningDays,
    private readonly messages: FamilyMessages,
    private readonly audit: Audit,
    private readonly lines: SolutionLines,
  ) {}

  /**
   * Dates that the director proposes; nothing moves until the family agrees.
   * @param agreed the family has said yes already, on the telephone or at the nursery
   * @throws NotFound | DomainError
   */
  async propose(tx: Tx, actor: Actor, placementId: Id, dates: StartDates, agreed: boolean): Promise<void> {
    const placement = await this.placements.held(tx, actor, placementId);
    const request = await this.judged(tx, placement, dates);
    await tx.update(Placement, { id: placementId }, { ...dates, datesState: 'proposed', datesAt: this.clock.now() });
    await this.audit.changed(
      tx,
      actor,
      'placement.proposeDates',
      { kind: 'placement', id: placementId },
      { ...dates, agreed },
    );
    if (agreed) await this.settle(tx, placement, dates);
    await this.tell(tx, request, placement, dates, agreed ? 'start-agreed' : 'start-proposed');
  }

  /**
   * The family says yes. @throws NotFound when it is another family's; DomainError when nothing is proposed, or no
   * longer possible
   */
  async agree(tx: Tx, actor: Actor, placementId: Id): Promise<void> {
    const placement = await lockPlacement(tx, placementId);
    const request = placement?.requestId ? await tx.findOne(ChildRequest, { id: placement.requestId }) : null;
    if (!placement || !request || actor.kind !== 'family' || actor.dossierId !== request.dossierId)
      throw new NotFound('placement');
    const { adaptationFrom, startFrom, datesState, state } = placement;
    if (state !== 'held' || datesState !== 'proposed' || !adaptationFrom || !startFrom)
      throw new DomainError(refuse('placement.noDates'));
    await this.judged(tx, placement, { adaptationFrom, startFrom });
    await this.settle(tx, placement, { adaptationFrom, startFrom });
    await this.audit.changed(tx, actor, 'placement.agreeDates', { kind: 'placement', id: placementId });
    await this.tell(tx, request, placement, { adaptationFrom, startFrom }, 'start-agreed');
  }

  private async judged(tx: Tx, placement: Placement, dates: StartDates): Promise<ChildRequest> {
    const request = placement.requestId ? await tx.findOne(ChildRequest, { id: placement.requestId }) : null;
    if (!request) throw new DomainError(refuse('placement.noFamily'));
    const offer = placement.offerId ? await tx.findOne(Offer, { id: placement.offerId }) : null;
    const refusal = judgeStart(
      { ...placement, offeredFrom: offer?.from ?? placement.from, isTransfer: request.transferFromId !== null },
      dates,
      this.clock.today(),
    );
    if (refusal) throw new DomainError(refusal);
    // The day that the place has already is no new one: a closing may have been declared since.
    for (const day of [dates.adaptationFrom, dates.startFrom])
      if (day !== placement.from) await this.opening.judgeStart(tx, placement.sectionId, day);
    return request;
  }

  /** The seats follow the entry: what comes before it is free, what it takes again within the offer has to be. */
  private async settle(tx: Tx, placement: Placement, { adaptationFrom }: StartDates): Promise<void> {
    const between = (from: Day, to: Day) => ({ ...placement, from, to });
    if (adaptationFrom > placement.from)
      await this.seats.release(tx, between(placement.from, addDays(adaptationFrom, -1)));
    if (adaptationFrom < placement.from) {
      const more = between(adaptationFrom, addDays(placement.from, -1));
      await this.children.refuseSecond(tx, more, placement.id);
      if (countHalfDays(more.slots, more.from, more.to) > 0) await this.seats.hold(tx, more);
    }
    await tx.update(
      Placement,
      { id: placement.id },
      { from: adaptationFrom, datesState: 'agreed', datesAt: this.clock.now() },
    );
    await this.lines.change(tx, { placementId: placement.id }, { from: adaptationFrom });
  }

  private async tell(
    tx: Tx,
    { dossierId }: ChildRequest,
    { sectionId }: Placement,
    { adaptationFrom, startFrom }: StartDates,
    kind: 'start-proposed' | 'start-agreed',
  ): Promise<void> {
    const provider = this.supply.provider(this.supply.section(sectionId)!.providerId)?.name ?? '';
    await this.messages.write(tx, dossierId, kind, ({ day }) => ({
      provider,
      adaptation: day(adaptationFrom),
      start: day(startFrom),
    }));
  }
}
