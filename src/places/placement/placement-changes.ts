import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  FamilyMessages,
  findMoves,
  findRequest,
  lockRequest,
  RequestMoves,
  type ChildRequest,
  type RequestState,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { OpeningDays } from '../../offer/supply/index.js';
import { ChildSeats } from './child-seats.js';
import { DaysChanges } from './days-changes.js';
import { lastDayOf, type Stay } from './domain/placement-path.js';
import { countHalfDays } from './domain/seat-claim.js';
import { Paths } from './paths.js';
import { Placement, type EndedPart } from './persistence/placement.entities.js';
import { PlaceWords } from './place-words.js';
import { SolutionLines } from './solution-lines.js';
import { Placements } from './placements.js';
import { Seats } from './seats.js';
import { Solutions } from './solutions.js';
import { TemporaryPlaces } from './temporary-places.js';
import { PLACE_RESTORED } from './message-kinds.js';

/** States in which a request still waits as the end of its place had left it. */
const BACK_TO_ITS_PLACE: readonly RequestState[] = ['waiting_list', 'partly_placed', 'ended'];

/** Changes parts of a place that have not begun, and undoes the end of a place. */
@Injectable()
export class PlacementChanges {
  constructor(
    private readonly clock: Clock,
    private readonly placements: Placements,
    private readonly seats: Seats,
    private readonly temporary: TemporaryPlaces,
    private readonly children: ChildSeats,
    private readonly paths: Paths,
    private readonly days: DaysChanges,
    private readonly solutions: Solutions,
    private readonly moves: RequestMoves,
    private readonly messages: FamilyMessages,
    private readonly places: PlaceWords,
    private readonly opening: OpeningDays,
    private readonly audit: Audit,
    private readonly lines: SolutionLines,
  ) {}

  /**
   * Gives another first day to a part of a place that has not begun. In a planned change of section, the child stays
   * in its section until that day.
   * @throws DomainError when the part has begun, the seats are not free, or the family has to agree first
   */
  async postponePart(tx: Tx, actor: Actor, placementId: Id, from: Day): Promise<void> {
    const part = await this.toCome(tx, actor, placementId);
    const before = await this.findPartBefore(tx, part);
    if (!before && part.requestId) throw new DomainError(refuse('placement.agreeDates'));
    const earliest = [addDays(this.clock.today(), 1), ...(before ? [addDays(before.from, 1)] : [])].sort().at(-1)!;
    if (from < earliest || from > part.to)
      throw new DomainError(refuse('placement.firstDay', { from: earliest, to: part.to }));
    // A change of half-days within the same section begins no new stay, so its first day is not judged.
    if (before?.sectionId !== part.sectionId) {
      if (before) await this.placements.judgeAge(tx, before, from, part.sectionId);
      await this.opening.judgeStart(tx, part.sectionId, from);
    }
    if (from > part.from) {
      await this.shrink(tx, part, { from });
      if (before) await this.prolong(tx, before, addDays(from, -1));
    } else if (from < part.from) {
      if (before) await this.shrink(tx, before, { to: addDays(from, -1) });
      await this.holdSeats(tx, part, from, addDays(part.from, -1));
      await tx.update(Placement, { id: part.id }, { from });
    }
    if (!before) await this.lines.changeLines(tx, { placementId }, { from });
    else if (part.requestId && part.slots !== before.slots) await this.lines.recordDaysAgain(tx, part.requestId);
    await this.temporary.followHome(tx, part.childId);
    await this.audit.changed(tx, actor, 'placement.postpone', { kind: 'placement', id: placementId }, { from });
  }

  /**
   * Cancels a part of a place that has not begun. Where it was a change of section or of half-days, the child stays as
   * it is until the last day. Where it was a move of its path, the move is expected again.
   * @throws DomainError when the part has begun, when the seats to stay in are not free, or when only the family may
   * give the place up
   */
  async cancelPart(tx: Tx, actor: Actor, placementId: Id): Promise<void> {
    const part = await this.toCome(tx, actor, placementId);
    const before = await this.findPartBefore(tx, part);
    if (!before && part.requestId) throw new DomainError(refuse('placement.familyGivesUp'));
    // A change of half-days also changed the later parts that had the same half-days. Cancelling it changes them back.
    const later = before?.sectionId === part.sectionId ? await this.days.withSameDays(tx, part) : [];
    const was = [part, ...(before ? [before] : []), ...later].map(({ id, to, pathTo, slots }): EndedPart => ({
      id,
      to,
      pathTo,
      slots,
    }));
    await this.shrink(tx, part, { to: addDays(part.from, -1) });
    await tx.update(Placement, { id: part.id }, { state: 'ended', pathTo: null, beforeEnd: was });
    if (before) {
      await this.goOn(tx, before, part);
      for (const laterPart of later) await this.days.rewriteDays(tx, laterPart, before.slots);
      const { id: placementId, slots } = before;
      await this.lines.changeLines(tx, { placementId: part.id }, { placementId, slots });
      await this.lines.changeLines(tx, { placementId: In(later.map(({ id }) => id)) }, { slots });
    }
    await this.temporary.followHome(tx, part.childId);
    await this.audit.changed(tx, actor, 'placement.cancel', { kind: 'placement', id: placementId });
  }

  /**
   * Undoes a departure, a "never came" or a cancellation: the parts of the place are again as they were.
   * @throws DomainError when the seats are promised to another child, the child is in another place, or its request
   * has moved on
   */
  async undoEnd(tx: Tx, actor: Actor, placementId: Id): Promise<void> {
    await this.restore(tx, actor, await this.placements.ofActor(tx, actor, placementId));
  }

  /** {@link undoEnd} of a place that a closing ended. The caller has authorised it. */
  async restoreAfterClosing(
    tx: Tx,
    actor: Actor,
    placementId: Id,
  ): Promise<{ readonly placement: Placement; readonly familyTold: boolean }> {
    const placement = await this.placements.lockWithSections(tx, placementId);
    return { placement, familyTold: await this.restore(tx, actor, placement) };
  }

  /** @returns whether the family was told */
  private async restore(tx: Tx, actor: Actor, ended: Placement): Promise<boolean> {
    const placementId = ended.id;
    if (!ended.beforeEnd) throw new DomainError(refuse('placement.nothingToUndo'));
    const was = new Map(ended.beforeEnd.map(({ id, to, pathTo = null, slots }) => [id, { to, pathTo, slots }]));
    const parts: Placement[] = [];
    for (const id of [...was.keys()].sort()) parts.push((await tx.lock(Placement, { id }))!);
    const instead = parts.find((part) => part.from < ended.from);
    if (instead) was.set(ended.id, { ...was.get(ended.id)!, ...(await this.stayAfter(tx, instead, ended)) });
    for (const part of parts) {
      const slots = was.get(part.id)!.slots ?? part.slots;
      if (slots !== part.slots) await this.days.rewriteDays(tx, part, slots);
      part.slots = slots;
    }
    for (const part of parts.filter(({ id, to }) => to > was.get(id)!.to))
      await this.shrink(tx, part, { to: was.get(part.id)!.to });
    for (const part of parts.filter(
      ({ id, to, state }) => to < was.get(id)!.to || (to === was.get(id)!.to && state === 'ended'),
    ))
      await this.prolong(tx, part, was.get(part.id)!.to);
    for (const { id } of parts) await this.promise(tx, id, was.get(id)!);
    await tx.update(Placement, { id: placementId }, { beforeEnd: null });
    const last = parts.reduce((latest, part) => (part.from > latest.from ? part : latest));
    await this.lines.changeLines(
      tx,
      { placementId: In(parts.map(({ id }) => id)) },
      { placementId: last.id, slots: last.slots, to: lastDayOf(was.get(last.id)!), endedAt: null },
    );
    await this.temporary.followHome(tx, ended.childId);
    await this.audit.changed(tx, actor, 'placement.undo', { kind: 'placement', id: placementId });
    return this.restoreRequest(tx, actor, ended);
  }

  /**
   * How long a cancelled part is held when its cancellation is undone: until the last day that the place has now.
   * After the cancellation the earlier part went on instead, and that part may since have been extended or ended.
   * @throws DomainError when that last day comes before the first day of the cancelled part, or another part now
   * follows
   */
  private async stayAfter(tx: Tx, instead: Placement, cancelled: Placement): Promise<Stay> {
    const was = cancelled.beforeEnd!.find(({ id }) => id === cancelled.id)!;
    const pathTo = was.pathTo ?? null;
    const last = lastDayOf(instead);
    const next = await this.placements.partAfter(tx, instead);
    if (next && next.from !== addDays(was.to, 1))
      throw new DomainError(refuse('placement.changeFollows', { from: next.from }));
    if (last < cancelled.from)
      throw new DomainError(refuse('placement.endsBefore', { to: last, from: cancelled.from }));
    await tx.update(Placement, { id: instead.id }, { beforeEnd: null });
    if (last === lastDayOf({ to: was.to, pathTo })) return { to: was.to, pathTo };
    return pathTo === null || last <= was.to ? { to: last, pathTo: null } : { to: was.to, pathTo: last };
  }

  private async restoreRequest(tx: Tx, actor: Actor, ended: Placement): Promise<boolean> {
    const request = ended.requestId ? await lockRequest(tx, ended.requestId) : null;
    const move = request && (await this.moveOfEnd(tx, request, ended));
    if (!request || !move) return false;
    const hadStayed = move === 'stayed';
    if (!hadStayed && request.state === 'placed') return false;
    // The request waits for another session or has another offer. Only the desk can then say what the family wants.
    if (!hadStayed && !BACK_TO_ITS_PLACE.includes(request.state))
      throw new DomainError(refuse('placement.requestWentOn'));
    await this.moves.move(tx, actor, request.id, 'restore', {
      facts: { needCovered: await this.solutions.isCovered(tx, request.id), hadStayed },
      history: { placementId: ended.id },
    });
    await this.tellRestored(tx, ended);
    return true;
  }

  /**
   * Whether the request moved when this place ended, or stayed because its family was already looking for the rest of
   * its need. Null when the end did not concern the request: a departure while something else goes on.
   */
  private async moveOfEnd(
    tx: Tx,
    { id: requestId, state }: ChildRequest,
    { id }: Placement,
  ): Promise<'moved' | 'stayed' | null> {
    if (state === 'ended') return 'moved';
    const moves = await findMoves(tx, requestId, ['noShow', 'restore']);
    const last = moves.findLast(({ facts }) => facts?.['placementId'] === id);
    if (last?.action !== 'noShow') return null;
    return last.from === last.to && last.from !== 'partly_placed' ? 'stayed' : 'moved';
  }

  private async toCome(tx: Tx, actor: Actor, placementId: Id): Promise<Placement> {
    const part = await this.placements.findHeld(tx, actor, placementId);
    if (part.from <= this.clock.today()) throw new DomainError(refuse('placement.hasBegun', { from: part.from }));
    return part;
  }

  /** The part of the place that comes just before this one. */
  private async findPartBefore(tx: Tx, { childId, offerId, from }: Placement): Promise<Placement | null> {
    return (
      (await tx.lockAll(Placement, { childId, state: 'held' })).find(
        (part) => part.offerId === offerId && part.to === addDays(from, -1),
      ) ?? null
    );
  }

  /** Lets the part before a cancelled one go on: to the last day of the place, or to the next move of its path. */
  private async goOn(tx: Tx, before: Placement, part: Placement): Promise<void> {
    const { pathTo, to } = part;
    const birth = pathTo === null ? null : await this.placements.birthOf(tx, before);
    // A cancelled part in the same section was already held for that long, so the seats are too.
    const held =
      pathTo !== null && birth && part.sectionId !== before.sectionId
        ? this.paths.planStay(before.sectionId, birth, before.from, pathTo).to
        : to;
    if (held > before.to) await this.prolong(tx, before, held);
    await this.promise(tx, before.id, { to: held > before.to ? held : before.to, pathTo });
  }

  private async promise(tx: Tx, id: Id, stay: Stay): Promise<void> {
    await tx.update(
      Placement,
      { id },
      { pathTo: stay.pathTo, ...(lastDayOf(stay) >= this.clock.today() ? { state: 'held' } : {}) },
    );
    if (lastDayOf(stay) >= this.clock.today()) await this.placements.planEnd(tx, id, lastDayOf(stay));
  }

  private async holdSeats(tx: Tx, part: Placement, from: Day, to: Day): Promise<void> {
    const more = { ...part, from, to };
    await this.children.refuseSecond(tx, more, part.id);
    if (countHalfDays(more.slots, from, to) > 0) await this.seats.holdSeats(tx, more);
  }

  /** Holds a part of a place until a later day. A part that had ended is held again. */
  private async prolong(tx: Tx, part: Placement, to: Day): Promise<void> {
    await this.holdSeats(tx, part, part.to < part.from ? part.from : addDays(part.to, 1), to);
    await tx.update(Placement, { id: part.id }, { to, state: 'held', beforeEnd: null });
    await this.placements.planEnd(tx, part.id, to);
  }

  private async shrink(
    tx: Tx,
    part: Placement,
    { from = part.from, to = part.to }: { from?: Day; to?: Day },
  ): Promise<void> {
    await this.seats.releaseSeats(tx, { ...part, to: addDays(from, -1) });
    await this.seats.releaseSeats(tx, { ...part, from: to < part.from ? part.from : addDays(to, 1) });
    await tx.update(Placement, { id: part.id }, { from, to });
    if (to >= this.clock.today()) await this.placements.planEnd(tx, part.id, lastDayOf({ to, pathTo: part.pathTo }));
  }

  /** Tells the family that its place is kept after all. */
  async tellRestored(tx: Tx, restored: Placement): Promise<void> {
    const request = restored.requestId ? await findRequest(tx, restored.requestId) : null;
    if (request)
      await this.messages.writeMessage(tx, {
        dossierId: request.dossierId,
        requestIds: [request.id],
        kind: PLACE_RESTORED,
        args: this.places.argsOf(restored, request),
      });
  }
}
