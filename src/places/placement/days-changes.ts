import { Injectable } from '@nestjs/common';
import { FamilyMessages, findRequest } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import type { SlotMask } from '../../foundation/kernel/week-schedule.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { ChildSeats } from './child-seats.js';
import { lastDayOf } from './domain/placement-path.js';
import { countHalfDays } from './domain/seat-claim.js';
import { Placement } from './persistence/placement.entities.js';
import { PlaceWords } from './place-words.js';
import { SolutionLines } from './solution-lines.js';
import { Placements } from './placements.js';
import { Seats } from './seats.js';
import { TemporaryPlaces } from './temporary-places.js';
import { DAYS_CHANGED } from './message-kinds.js';

/** Changes the half-days of a place from a day on. */
@Injectable()
export class DaysChanges {
  constructor(
    private readonly clock: Clock,
    private readonly placements: Placements,
    private readonly seats: Seats,
    private readonly temporary: TemporaryPlaces,
    private readonly children: ChildSeats,
    private readonly messages: FamilyMessages,
    private readonly places: PlaceWords,
    private readonly audit: Audit,
    private readonly lines: SolutionLines,
  ) {}

  /**
   * Gives a place other half-days from a day until its last day, and tells the family. A part that has not begun
   * changes as a whole. A part that has begun ends the day before, and a new part of the same place follows it. Later
   * parts that had the same half-days change too. Asking for the same change again changes nothing.
   * @throws DomainError when the day is not within this part, the half-days are the same, or one of them is not free
   */
  async changeDays(tx: Tx, actor: Actor, placementId: Id, slots: SlotMask, from: Day): Promise<void> {
    const part = await this.placements.findHeld(tx, actor, placementId);
    const [next] = await this.laterParts(tx, part);
    if (next && next.from === from && next.slots === slots && next.sectionId === part.sectionId) return;
    if (slots === part.slots) throw new DomainError(refuse('placement.sameDays'));
    const today = this.clock.today();
    // A part that has begun keeps the half-days on which the child has already come, so it is split at the day of the
    // change.
    const toCome = part.from > today;
    const first = toCome ? part.from : part.from === today ? addDays(today, 1) : today;
    if (from < first || from > part.to)
      throw new DomainError(refuse('placement.daysFrom', { from: first, to: part.to }));
    if (countHalfDays(slots, from, part.to) === 0) throw new DomainError(refuse('seats.nothing'));
    const later = await this.withSameDays(tx, part);
    await this.swapSeats(tx, { ...part, from }, slots);
    if (toCome && from === part.from) await tx.update(Placement, { id: part.id }, { slots });
    else await this.splitPart(tx, part, slots, from);
    for (const laterPart of later) await this.rewriteDays(tx, laterPart, slots);
    await this.lines.changeLines(tx, { placementId: later.at(-1)?.id ?? placementId }, { slots });
    await this.temporary.followHome(tx, part.childId);
    await this.audit.changed(tx, actor, 'placement.changeDays', { kind: 'placement', id: placementId }, { from });
    await this.tellFamily(tx, { ...part, slots, from });
  }

  /** Writes other half-days on the same part. The seats of the added half-days have to be free. */
  async rewriteDays(tx: Tx, part: Placement, slots: SlotMask): Promise<void> {
    await this.swapSeats(tx, part, slots);
    await tx.update(Placement, { id: part.id }, { slots });
  }

  /** The later parts of the place that have the same half-days as this one, soonest first: they change together. */
  async withSameDays(tx: Tx, part: Placement): Promise<Placement[]> {
    return (await this.laterParts(tx, part)).filter(({ slots }) => slots === part.slots);
  }

  private async laterParts(tx: Tx, { childId, offerId, from }: Placement): Promise<Placement[]> {
    return (await tx.lockAll(Placement, { childId, state: 'held' }))
      .filter((part) => part.offerId === offerId && part.from > from)
      .sort((a, b) => a.from.localeCompare(b.from));
  }

  private async swapSeats(tx: Tx, part: Placement, slots: SlotMask): Promise<void> {
    const [more, less] = [slots & ~part.slots, part.slots & ~slots];
    if (more) {
      const claim = { ...part, slots: more };
      await this.children.refuseSecond(tx, claim, part.id);
      if (countHalfDays(more, part.from, part.to) > 0) await this.seats.holdSeats(tx, claim);
    }
    if (less) await this.seats.releaseSeats(tx, { ...part, slots: less });
  }

  /**
   * Ends a part the day before and writes the next one, in the same section. What is still to be decided about the
   * child goes with the new part.
   */
  private async splitPart(tx: Tx, part: Placement, slots: SlotMask, from: Day): Promise<void> {
    const next: Placement = { ...part, id: newId(), from, slots, beforeEnd: null, createdAt: this.clock.now() };
    const ended = { to: addDays(from, -1), pathTo: null, ratification: null, beforeEnd: null };
    await tx.update(Placement, { id: part.id }, ended);
    await tx.insert(Placement, next);
    await this.lines.changeLines(tx, { placementId: part.id }, { placementId: next.id, slots });
    if (next.requestId) await this.placements.planEnd(tx, next.id, lastDayOf(next));
    await this.placements.planEnd(tx, part.id, ended.to);
  }

  private async tellFamily(tx: Tx, changed: Placement): Promise<void> {
    const request = changed.requestId ? await findRequest(tx, changed.requestId) : null;
    if (request)
      await this.messages.writeMessage(tx, {
        dossierId: request.dossierId,
        requestIds: [request.id],
        kind: DAYS_CHANGED,
        args: this.places.argsOf(changed, request),
      });
  }
}
