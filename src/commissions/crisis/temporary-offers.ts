import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Forgetting } from '../../dossier/dossier/index.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, addMinutes, type Day, type Instant } from '../../foundation/kernel/time.js';
import type { SlotMask } from '../../foundation/kernel/week-schedule.js';
import { TemporaryPlaces, type TemporaryPlace } from '../../places/placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { JobHandlers, Queue } from '../../foundation/platform/queue/index.js';
import { actorRef, SYSTEM, type Actor } from '../../foundation/platform/security/index.js';
import { ClosureRecords } from './closure-records.js';
import { ConcernedChildren, type ConcernedChild } from './concerned-children.js';
import { closedDays } from './domain/closure.js';
import { sectionBeyond } from './domain/lent-seats.js';
import { HOLDS_SEATS, judgeAnswer, stateNow, type TemporaryAnswer } from './domain/temporary-offer.js';
import { ClosureFamily, ClosureNeighbour, SuddenClosure, TemporaryOffer } from './persistence/crisis.entities.js';
import { PlaceMessages } from './place-messages.js';

const REMIND = jobType<{ closureId: Id }>('closure.remind');
const EXPIRE = jobType<{ closureId: Id }>('closure.expire');

/** The places that are offered to families during a closure: sent, answered, ended with it. */
@Injectable()
export class TemporaryOffers implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly audit: Audit,
    private readonly forgetting: Forgetting,
    private readonly places: TemporaryPlaces,
    private readonly records: ClosureRecords,
    private readonly concerned: ConcernedChildren,
    private readonly messages: PlaceMessages,
  ) {}

  onModuleInit(): void {
    this.handlers.register({ type: REMIND, handle: (tx, { closureId }) => this.remindFamilies(tx, closureId) });
    this.handlers.register({ type: EXPIRE, handle: (tx, { closureId }) => this.expireDue(tx, closureId) });
    this.forgetting.forgotten.join('crisis forgets which closures a family was told of', async (tx, dossierId) => {
      await tx.delete(TemporaryOffer, { dossierId });
      await tx.delete(ClosureFamily, { dossierId });
    });
  }

  listOf(closureId: Id, from: Reader | Tx = this.reader): Promise<TemporaryOffer[]> {
    return from.find(TemporaryOffer, { where: { closureId }, order: { id: 'ASC' } });
  }

  /** What a family is asked, or has answered, for closures that were not cancelled. */
  async listOfFamily(dossierId: Id): Promise<TemporaryOffer[]> {
    const all = await this.reader.find(TemporaryOffer, { where: { dossierId }, order: { id: 'ASC' } });
    return all.filter(({ placeId, state }) => placeId !== null && state !== 'withdrawn');
  }

  /** The seats of these offers, by the id of the place. */
  placesOf(offers: readonly TemporaryOffer[], from: Reader | Tx = this.reader): Promise<Map<Id, TemporaryPlace>> {
    return this.places.findPlaces(
      from,
      offers.flatMap(({ placeId }) => placeId ?? []),
    );
  }

  /**
   * Chooses a section for a child instead of the engine, or leaves the child out.
   * @param sectionId null leaves it out
   * @throws NotFound | Conflict | DomainError when its family was asked already
   */
  chooseLine(
    actor: Actor,
    closureId: Id,
    version: number,
    child: ConcernedChild,
    chosen: { readonly sectionId: Id; readonly slots: SlotMask } | null,
  ): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await this.records.lockToLead(tx, actor, closureId, version);
      const { childId } = child.stay;
      const known = await tx.findOne(TemporaryOffer, { closureId, childId });
      if (known && known.state !== 'proposed' && known.state !== 'left_out')
        throw new DomainError(refuse('closure.alreadyAsked'));
      const line = {
        sectionId: chosen?.sectionId ?? known?.sectionId ?? child.stay.sectionId,
        slots: chosen?.slots ?? known?.slots ?? child.stay.slots,
        state: chosen === null ? ('left_out' as const) : ('proposed' as const),
        changedBy: actorRef(actor),
      };
      if (known) await tx.update(TemporaryOffer, { id: known.id }, line);
      else
        await tx.insert(TemporaryOffer, {
          id: newId(),
          closureId,
          childId,
          placementId: child.stay.id,
          requestId: child.family?.request.id ?? null,
          dossierId: child.family?.dossier.id ?? null,
          placeId: null,
          deadline: null,
          remindedAt: null,
          answeredAt: null,
          answeredBy: null,
          ...line,
        });
      await this.audit.changed(tx, actor, 'closure.choose', { kind: 'closure', id: closureId }, { childId });
    });
  }

  /**
   * Sends all propositions at once: their seats are held, and each family gets one message.
   * @throws DomainError when a seat was taken meanwhile, or a section would lend more than it said
   */
  sendAll(actor: Actor, closureId: Id, version: number): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const closure = await this.records.lockToLead(tx, actor, closureId, version);
      const stays = await this.staysOf(tx, closure);
      const lines = await this.listOf(closureId, tx);
      const toSend = lines.filter(({ state, childId }) => state === 'proposed' && stays.has(childId));
      if (toSend.length === 0) throw new DomainError(refuse('closure.nothingToSend'));
      await this.refuseBeyond(tx, closureId, [...lines.filter(({ state }) => HOLDS_SEATS.includes(state)), ...toSend]);
      const deadline = addMinutes(this.clock.now(), closure.answerHours * 60);
      const places = toSend.map((line) => this.placeFor(line, stays.get(line.childId)!));
      await this.hold(tx, places);
      const sent = toSend.map((line, index): TemporaryOffer => ({ ...line, placeId: places[index]!.id }));
      for (const { id, placeId } of sent) await tx.update(TemporaryOffer, { id }, { state: 'sent', placeId, deadline });
      await this.messages.offerPlaces(tx, closure, await this.familiesOf(tx, sent), deadline);
      await this.planDeadline(tx, closure, deadline);
      await this.audit.changed(tx, actor, 'closure.send', { kind: 'closure', id: closureId }, { count: sent.length });
    });
  }

  /** The answer of a family on its own page. @throws NotFound when the offer is not its own */
  answerAsFamily(actor: Actor, offerId: Id, answer: TemporaryAnswer): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const offer = await this.lockOffer(tx, { id: offerId });
      if (!offer || actor.kind !== 'family' || offer.dossierId === null || offer.dossierId !== actor.dossierId)
        throw new NotFound('temporary offer');
      await this.writeAnswer(tx, actor, offer, answer, false);
    });
  }

  /** What a family said on the telephone. @throws NotFound when the actor does not follow the closure */
  answerByPhone(actor: Actor, closureId: Id, childId: Id, answer: TemporaryAnswer): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await this.records.read(actor, closureId, tx);
      const offer = await this.lockOffer(tx, { closureId, childId });
      if (!offer) throw new NotFound('temporary offer');
      await this.writeAnswer(tx, actor, offer, answer, true);
    });
  }

  /**
   * Locks the closure before its offer, as everything that changes a closure does. An answer thus never gives a place
   * in a closure that is being cancelled.
   */
  private async lockOffer(
    tx: Tx,
    which: { readonly id: Id } | { readonly closureId: Id; readonly childId: Id },
  ): Promise<TemporaryOffer | null> {
    const known = await tx.findOne(TemporaryOffer, which);
    if (!known) return null;
    await tx.lock(SuddenClosure, { id: known.closureId });
    return tx.lock(TemporaryOffer, { id: known.id });
  }

  private async writeAnswer(
    tx: Tx,
    actor: Actor,
    offer: TemporaryOffer,
    answer: TemporaryAnswer,
    byPhone: boolean,
  ): Promise<void> {
    const state = stateNow(offer, this.clock.now());
    const refusal = judgeAnswer(state, answer, byPhone);
    if (refusal) throw new DomainError(refusal);
    let { placeId } = offer;
    if (answer === 'accepted' && offer.state !== 'sent') {
      const closure = (await tx.findOne(SuddenClosure, { id: offer.closureId }))!;
      const stay = (await this.staysOf(tx, closure)).get(offer.childId);
      if (!stay) throw new DomainError(refuse('closure.notAsked'));
      const held = (await this.listOf(closure.id, tx)).filter((line) => HOLDS_SEATS.includes(line.state));
      await this.refuseBeyond(tx, closure.id, [...held, offer]);
      const place = this.placeFor(offer, stay);
      await this.hold(tx, [place]);
      placeId = place.id;
    }
    if (answer !== 'accepted' && placeId !== null && HOLDS_SEATS.includes(offer.state))
      // A child who came today stays until this evening.
      await this.places.endPlace(tx, placeId, addDays(this.clock.today(), offer.state === 'accepted' ? 0 : -1));
    await tx.update(
      TemporaryOffer,
      { id: offer.id },
      { state: answer, placeId, answeredAt: this.clock.now(), answeredBy: actorRef(actor) },
    );
    await this.audit.changed(
      tx,
      actor,
      `closure.${answer}`,
      { kind: 'closure', id: offer.closureId },
      { childId: offer.childId },
    );
  }

  /** Lets places end or go on with the closure. Where seats are lacking, a place keeps the last day that it had. */
  async followReturn(tx: Tx, closure: SuddenClosure): Promise<void> {
    const stays = await this.staysOf(tx, closure);
    for (const { placeId, state, childId } of await this.listOf(closure.id, tx)) {
      if (!HOLDS_SEATS.includes(state) || placeId === null) continue;
      const last = stays.get(childId)?.stay.to ?? addDays(closure.from, -1);
      await this.places.endPlace(tx, placeId, last);
      await this.places.extendPlace(tx, placeId, last);
    }
  }

  /** Takes back everything that a closure offered or gave. */
  async withdrawAll(tx: Tx, closureId: Id): Promise<void> {
    const yesterday = addDays(this.clock.today(), -1);
    for (const { id, placeId, state } of await this.listOf(closureId, tx)) {
      if (HOLDS_SEATS.includes(state) && placeId !== null) await this.places.endPlace(tx, placeId, yesterday);
      await tx.update(TemporaryOffer, { id }, { state: 'withdrawn' });
    }
  }

  /** Frees the seats of the families that have not answered in time. Somebody then calls them. */
  private async expireDue(tx: Tx, closureId: Id): Promise<void> {
    if (!(await tx.lock(SuddenClosure, { id: closureId }))) return;
    for (const known of await this.listOf(closureId, tx)) {
      const offer = (await tx.lock(TemporaryOffer, { id: known.id }))!;
      if (offer.state !== 'sent' || stateNow(offer, this.clock.now()) !== 'expired') continue;
      await this.places.endPlace(tx, offer.placeId!, addDays(this.clock.today(), -1));
      await tx.update(TemporaryOffer, { id: offer.id }, { state: 'expired' });
      await this.audit.changed(
        tx,
        SYSTEM,
        'closure.expired',
        { kind: 'closure', id: closureId },
        { childId: offer.childId },
      );
    }
  }

  private async remindFamilies(tx: Tx, closureId: Id): Promise<void> {
    const closure = await tx.lock(SuddenClosure, { id: closureId });
    if (!closure) return;
    const now = this.clock.now();
    const waiting = (await this.listOf(closureId, tx)).filter(
      (offer) => offer.state === 'sent' && offer.remindedAt === null && stateNow(offer, now) === 'sent',
    );
    for (const [deadline, offers] of groupedBy(waiting, (offer) => offer.deadline!))
      await this.messages.remindPlaces(tx, closure, await this.familiesOf(tx, offers), deadline);
    for (const { id } of waiting) await tx.update(TemporaryOffer, { id }, { remindedAt: now });
  }

  private async planDeadline(tx: Tx, { id: closureId, answerHours }: SuddenClosure, deadline: Instant): Promise<void> {
    const halfway = addMinutes(this.clock.now(), answerHours * 30);
    await this.queue.plan(tx, REMIND, { closureId }, { at: halfway, key: `closure:${closureId}:remind:${deadline}` });
    await this.queue.plan(tx, EXPIRE, { closureId }, { at: deadline, key: `closure:${closureId}:expire:${deadline}` });
  }

  private async staysOf(tx: Tx, closure: SuddenClosure): Promise<Map<Id, ConcernedChild>> {
    const { children } = await this.concerned.listConcerned(tx, closure, null);
    const first = this.firstDay(closedDays(closure).from);
    return new Map(children.filter(({ stay }) => stay.to >= first).map((child) => [child.stay.childId, child]));
  }

  /** Nobody is received elsewhere on a day that is past. */
  private firstDay(day: Day): Day {
    const today = this.clock.today();
    return day > today ? day : today;
  }

  private placeFor(
    { childId, sectionId, slots }: Pick<TemporaryOffer, 'childId' | 'sectionId' | 'slots'>,
    { stay }: ConcernedChild,
  ): TemporaryPlace {
    return { id: newId(), childId, sectionId, slots: slots & stay.slots, from: this.firstDay(stay.from), to: stay.to };
  }

  private async hold(tx: Tx, places: readonly TemporaryPlace[]): Promise<void> {
    const refused = await this.places.holdPlaces(tx, places);
    if (refused) throw new DomainError(refused.refusal, refused.place.childId);
  }

  /** @throws DomainError when a section would lend more seats than its director said */
  private async refuseBeyond(tx: Tx, closureId: Id, taken: readonly TemporaryOffer[]): Promise<void> {
    const asked = await tx.find(ClosureNeighbour, { where: { closureId, state: 'lent' } });
    const lent = Object.assign({}, ...asked.map(({ seats }) => seats)) as Record<Id, number>;
    const beyond = sectionBeyond(taken, lent);
    const late = taken.find(({ sectionId }) => sectionId === beyond);
    if (beyond !== null) throw new DomainError(refuse('closure.lentFull'), late?.childId);
  }

  private async familiesOf(
    tx: Tx,
    offers: readonly TemporaryOffer[],
  ): Promise<{ dossierId: Id; places: { requestId: Id; place: TemporaryPlace }[] }[]> {
    const places = await this.placesOf(offers, tx);
    const known = offers.filter(({ dossierId, requestId }) => dossierId !== null && requestId !== null);
    return [...groupedBy(known, ({ dossierId }) => dossierId!)].map(([dossierId, lines]) => ({
      dossierId,
      places: lines.map(({ requestId, placeId }) => ({ requestId: requestId!, place: places.get(placeId!)! })),
    }));
  }
}
