import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { lockSections, Supply } from '../../offer/supply/index.js';
import { lastDayOf } from './domain/placement-path.js';
import { countHalfDays } from './domain/seat-claim.js';
import { Placement } from './persistence/placement.entities.js';
import { mayChangePlacementsOf } from './placement.policy.js';
import { Placements } from './placements.js';
import { Seats } from './seats.js';
import { SolutionLines } from './solution-lines.js';

/** The children of a section go on in the section that it joins, with the days and half-days that they have. */
@Injectable()
export class SectionJoins {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly placements: Placements,
    private readonly seats: Seats,
    private readonly lines: SolutionLines,
    private readonly audit: Audit,
  ) {}

  /**
   * Moves every child who holds a place of a section on a day or later. Ages are not judged: the caller gives the
   * receiving section those of both.
   * @throws NotFound when a section is not there, the two are not of one establishment, or the actor does not run it
   * @throws DomainError when the receiving section has not the seats
   */
  async joinChildren(tx: Tx, actor: Actor, sectionId: Id, intoId: Id, from: Day): Promise<void> {
    const providerId = this.supply.section(sectionId)?.providerId;
    if (!providerId || this.supply.section(intoId)?.providerId !== providerId) throw new NotFound('section');
    if (!mayChangePlacementsOf(actor, providerId)) throw new NotFound('section');
    await lockSections(tx, [sectionId, intoId]);
    const held = await tx.lockAll(Placement, { sectionId, state: 'held' });
    for (const part of held.filter(({ to }) => to >= from)) {
      const first = part.from > from ? part.from : from;
      const moved = { ...part, sectionId: intoId, from: first };
      if (countHalfDays(part.slots, first, part.to) > 0) await this.seats.holdSeats(tx, moved);
      await this.seats.releaseSeats(tx, { ...part, from: first });
      const id = part.from < first ? await this.divide(tx, part, moved) : await this.rename(tx, moved);
      await this.audit.changed(tx, actor, 'placement.changeSection', { kind: 'placement', id: part.id }, { to: id });
    }
  }

  /** A part that has begun ends the day before; the next one goes on in the other section. @returns the id of that one */
  private async divide(tx: Tx, part: Placement, next: Placement): Promise<Id> {
    const moved: Placement = { ...next, id: newId(), beforeEnd: null, createdAt: this.clock.now() };
    const last = addDays(next.from, -1);
    await tx.update(Placement, { id: part.id }, { to: last, pathTo: null, ratification: null, beforeEnd: null });
    await tx.insert(Placement, moved);
    await this.lines.changeLines(tx, { placementId: part.id }, { placementId: moved.id });
    if (moved.requestId) await this.placements.planEnd(tx, moved.id, lastDayOf(moved));
    await this.placements.planEnd(tx, part.id, last);
    return moved.id;
  }

  /** A part that has not begun is one of the other section from its first day. */
  private async rename(tx: Tx, { id, sectionId }: Placement): Promise<Id> {
    await tx.update(Placement, { id }, { sectionId, beforeEnd: null });
    return id;
  }
}
