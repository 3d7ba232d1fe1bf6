import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import {
  findRequest,
  findWishes,
  lockRequest,
  lockRequestToWrite,
  type ChildRequest,
  type Move,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { dayOf } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, SYSTEM, type Actor } from '../../foundation/platform/security/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { Supply } from '../../offer/supply/index.js';
import { AppointmentHosts } from './appointment-hosts.js';
import { AppointmentLetters } from './appointment-letters.js';
import { AppointmentSlots } from './appointment-slots.js';
import { booksForItself, mayArrange, receivesFor } from './appointments.policy.js';
import {
  DESK_KINDS,
  mayFamilyChange,
  stateOf,
  type AppointmentKind,
  type CancelledBy,
  type Outcome,
} from './domain/appointment.js';
import { hostOfDesk, hostOfProvider, type Host } from './hosts.js';
import { Appointment, AppointmentSlot } from './persistence/appointment.entities.js';
import { countFree } from './persistence/appointments.queries.js';

/** What can be proposed to a family: a kind, by its desk or by a nursery of its wishes. */
export interface Proposable {
  readonly host: Host;
  readonly kind: AppointmentKind;
  /** As an address says it: the kind, or the id of the nursery. */
  readonly code: string;
  readonly free: number;
}

/** Proposes, books, moves and cancels appointments. It changes nothing of a request, and nothing that decides reads it. */
@Injectable()
export class Appointments {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly supply: Supply,
    private readonly hosts: AppointmentHosts,
    private readonly slots: AppointmentSlots,
    private readonly letters: AppointmentLetters,
    private readonly audit: Audit,
  ) {}

  /** What a desk can propose about a request, with how many slots are free. The caller authorises. */
  async listProposable({ id, deskId }: ChildRequest, from: Reader | Tx = this.reader): Promise<Proposable[]> {
    const wished = new Set((await findWishes(from, [id])).flatMap(({ providerId }) => providerId ?? []));
    const nurseries = this.supply.establishments().filter((provider) => wished.has(provider.id));
    const all: Omit<Proposable, 'free'>[] = [
      ...DESK_KINDS.map((kind) => ({ host: hostOfDesk(deskId), kind, code: kind })),
      ...nurseries.map((provider) => ({
        host: hostOfProvider(provider.id),
        kind: 'nursery' as const,
        code: provider.id,
      })),
    ];
    const hosts = [...new Set(all.map(({ host }) => host))];
    const free = await countFree(from, hosts, this.clock.now());
    return all.map((one) => ({
      ...one,
      free: free.find(({ host, kind }) => host === one.host && kind === one.kind)?.count ?? 0,
    }));
  }

  /** The hours that an appointment could be booked for. */
  listHours({ host, kind }: Pick<Proposable, 'host' | 'kind'>): Promise<AppointmentSlot[]> {
    return this.slots.listFree(host, kind);
  }

  /** Sends a family the page on which it chooses an hour. @throws NotFound | Conflict | DomainError */
  async propose(actor: Actor, requestId: Id, code: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const request = await this.lockArranged(tx, actor, requestId);
      const wanted = await this.findProposable(tx, request, code);
      if ((await this.slots.listFree(wanted.host, wanted.kind)).length === 0)
        throw new DomainError(refuse('appointment.noFreeSlot'));
      if (await this.findOpen(tx, requestId, wanted)) throw new Conflict(refuse('appointment.proposedAlready'));
      await this.insert(tx, actor, requestId, wanted);
      await this.letters.writeProposal(tx, request, wanted.host, wanted.kind);
      await this.audit.changed(tx, actor, 'appointment.propose', subjectOf(requestId), { kind: wanted.kind });
    });
  }

  /** Books an hour that a family says at the counter or by telephone. @throws NotFound | Conflict when it is taken */
  async bookAtDesk(actor: Actor, requestId: Id, code: string, slotId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const request = await this.lockArranged(tx, actor, requestId);
      const wanted = await this.findProposable(tx, request, code);
      const row = (await this.findOpen(tx, requestId, wanted)) ?? (await this.insert(tx, actor, requestId, wanted));
      await this.take(tx, actor, request, row, slotId);
    });
  }

  /**
   * Books an hour for an appointment that was proposed, or moves one to another hour. A family may until the stated
   * delay, its desk at any time. @throws NotFound | Conflict when the hour is taken | DomainError when it is too late
   */
  async takeSlot(actor: Actor, appointmentId: Id, slotId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { row, request } = await this.lockOwn(tx, actor, appointmentId);
      if (row.cancelledAt !== null) throw new Conflict(refuse('appointment.ended'));
      if (row.slotId === slotId) return;
      if (row.slotId !== null) await this.assertChangeable(tx, actor, row);
      await this.take(tx, actor, request, row, slotId);
    });
  }

  /** @throws NotFound | Conflict when it has ended | DomainError when it is too late for a family */
  async cancel(actor: Actor, appointmentId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { row, request } = await this.lockOwn(tx, actor, appointmentId);
      if (row.cancelledAt !== null || row.outcome !== null) throw new Conflict(refuse('appointment.ended'));
      if (row.slotId !== null) await this.assertChangeable(tx, actor, row);
      await this.end(tx, actor, row, request, actor.kind === 'family' ? 'family' : 'desk');
    });
  }

  /** Withdraws a slot. The family that had booked it is told, and chooses another one. @throws NotFound | Conflict */
  async withdrawSlot(actor: Actor, slotId: Id): Promise<void> {
    const known = await this.reader.findOne(AppointmentSlot, { id: slotId });
    if (!known || !receivesFor(actor, known.host)) throw new NotFound('slot');
    await this.unitOfWork.run(async (tx) => {
      const booked = await tx.findOne(Appointment, { slotId, cancelledAt: IsNull() });
      // A request is locked before what belongs to it, everywhere.
      const request = booked && (await lockRequest(tx, booked.requestId));
      const slot = (await tx.lock(AppointmentSlot, { id: slotId }))!;
      const row = await tx.findOne(Appointment, { slotId, cancelledAt: IsNull() });
      if (row?.id !== booked?.id) throw new Conflict(refuse('appointment.changed'));
      if (slot.withdrawnAt !== null || slot.startsAt <= this.clock.now())
        throw new Conflict(refuse('appointment.slotEnded'));
      await tx.update(AppointmentSlot, { id: slotId }, { withdrawnAt: this.clock.now() });
      await this.audit.changed(
        tx,
        actor,
        'appointment.withdraw',
        { kind: 'appointments', id: slot.host },
        { day: dayOf(slot.startsAt) },
      );
      if (!row || !request) return;
      await this.end(tx, actor, row, request, 'slot');
      await this.insert(tx, actor, row.requestId, { host: row.host as Host, kind: row.kind });
    });
  }

  /**
   * Notes what became of an appointment, or corrects it. @param version that the page showed
   * @throws NotFound | Conflict when it is still to come, cancelled, or changed meanwhile
   */
  async noteOutcome(actor: Actor, appointmentId: Id, version: number, outcome: Outcome): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const row = await this.lockKnown(tx, appointmentId);
      const request = row && (await findRequest(tx, row.requestId));
      if (!row || !request || !(receivesFor(actor, row.host) || mayArrange(actor, request)))
        throw new NotFound('appointment');
      const slot = row.slotId === null ? null : await tx.findOne(AppointmentSlot, { id: row.slotId });
      const state = stateOf({ ...row, startsAt: slot?.startsAt ?? null }, this.clock.now());
      if (row.version !== version) throw new Conflict(refuse('appointment.changed'));
      if (!['past', 'came', 'missed'].includes(state)) throw new Conflict(refuse('appointment.notPast'));
      await this.update(tx, row, { outcome, outcomeBy: actorRef(actor) });
      await this.audit.changed(tx, actor, 'appointment.outcome', subjectOf(row.requestId), { outcome });
    });
  }

  /** Reminds a family once of an appointment that stands. */
  async remind(tx: Tx, appointmentId: Id): Promise<void> {
    const row = await this.lockKnown(tx, appointmentId);
    if (!row || row.cancelledAt !== null || row.slotId === null || row.remindedAt !== null) return;
    const slot = (await tx.findOne(AppointmentSlot, { id: row.slotId }))!;
    const request = await findRequest(tx, row.requestId);
    if (!request || slot.startsAt <= this.clock.now()) return;
    await tx.update(Appointment, { id: row.id }, { remindedAt: this.clock.now() });
    await this.letters.writeReminder(tx, request, slot);
  }

  /** A request that is withdrawn gives its hours back. One that is joined to another keeps them for it. */
  async endMoved(tx: Tx, moves: readonly Move[]): Promise<void> {
    const ids = moves
      .filter(({ to, action }) => to === 'withdrawn' && action !== 'join')
      .map(({ request }) => request.id);
    if (ids.length === 0) return;
    const rows = await tx.find(Appointment, {
      where: { requestId: In(ids), cancelledAt: IsNull(), outcome: IsNull() },
      order: { id: 'ASC' },
    });
    for (const row of rows) {
      const slot = row.slotId === null ? null : await tx.findOne(AppointmentSlot, { id: row.slotId });
      const request = (await findRequest(tx, row.requestId))!;
      if (slot === null || slot.startsAt > this.clock.now()) await this.end(tx, SYSTEM, row, request, 'request');
    }
  }

  private async lockArranged(tx: Tx, actor: Actor, requestId: Id): Promise<ChildRequest> {
    const request = await lockRequestToWrite(tx, requestId);
    if (!request || !mayArrange(actor, request)) throw new NotFound('request');
    if (request.state === 'withdrawn') throw new DomainError(refuse('appointment.withdrawn'));
    return request;
  }

  private async lockOwn(tx: Tx, actor: Actor, appointmentId: Id): Promise<{ row: Appointment; request: ChildRequest }> {
    const known = await tx.findOne(Appointment, { id: appointmentId });
    const request = known && (await lockRequestToWrite(tx, known.requestId));
    if (!request || !(mayArrange(actor, request) || booksForItself(actor, request))) throw new NotFound('appointment');
    const row = await tx.lock(Appointment, { id: appointmentId });
    if (!row) throw new NotFound('appointment');
    return { row, request };
  }

  /** Locks the request of an appointment and then the appointment. */
  private async lockKnown(tx: Tx, appointmentId: Id): Promise<Appointment | null> {
    const known = await tx.findOne(Appointment, { id: appointmentId });
    if (!known) return null;
    await lockRequest(tx, known.requestId);
    return tx.lock(Appointment, { id: appointmentId });
  }

  private async findProposable(tx: Tx, request: ChildRequest, code: string): Promise<Proposable> {
    const found = (await this.listProposable(request, tx)).find((one) => one.code === code);
    if (!found) throw new NotFound('appointment');
    return found;
  }

  private findOpen(
    tx: Tx,
    requestId: Id,
    { host, kind }: Pick<Proposable, 'host' | 'kind'>,
  ): Promise<Appointment | null> {
    return tx.findOne(Appointment, { requestId, host, kind, slotId: IsNull(), cancelledAt: IsNull() });
  }

  private async insert(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    { host, kind }: Pick<Proposable, 'host' | 'kind'>,
  ): Promise<Appointment> {
    const row: Appointment = {
      id: newId(),
      requestId,
      host,
      kind,
      proposedBy: actorRef(actor),
      proposedAt: this.clock.now(),
      slotId: null,
      bookedBy: null,
      bookedAt: null,
      remindedAt: null,
      cancelledBy: null,
      cancelledAt: null,
      outcome: null,
      outcomeBy: null,
      version: 0,
    };
    await tx.insert(Appointment, row);
    return row;
  }

  /** Gives the slot to the appointment, whose request is locked. Of two families at once, the second finds it taken. */
  private async take(tx: Tx, actor: Actor, request: ChildRequest, row: Appointment, slotId: Id): Promise<void> {
    const slot = await tx.lock(AppointmentSlot, { id: slotId });
    const isOurs = slot?.host === row.host && slot.kind === row.kind;
    if (!slot || !isOurs || slot.withdrawnAt !== null || slot.startsAt <= this.clock.now())
      throw new Conflict(refuse('appointment.slotGone'));
    if ((await this.hosts.closedOn(tx, slot.host))(dayOf(slot.startsAt)))
      throw new Conflict(refuse('appointment.slotGone'));
    if ((await tx.count(Appointment, { slotId, cancelledAt: IsNull() })) > 0)
      throw new Conflict(refuse('appointment.taken'));
    await this.update(tx, row, {
      slotId,
      bookedBy: actorRef(actor),
      bookedAt: this.clock.now(),
      remindedAt: null,
      outcome: null,
      outcomeBy: null,
    });
    await this.letters.planReminder(tx, row.id, slot);
    await this.letters.writeBooked(tx, request, slot);
    const action = row.slotId === null ? 'appointment.book' : 'appointment.move';
    await this.audit.changed(tx, actor, action, subjectOf(request.id), { kind: row.kind, day: dayOf(slot.startsAt) });
  }

  private async assertChangeable(tx: Tx, actor: Actor, { slotId, outcome }: Appointment): Promise<void> {
    const { startsAt } = (await tx.findOne(AppointmentSlot, { id: slotId! }))!;
    if (outcome !== null || startsAt <= this.clock.now()) throw new Conflict(refuse('appointment.ended'));
    const hours = await this.settings.get('appointmentChangeHours');
    if (actor.kind === 'family' && !mayFamilyChange(startsAt, hours, this.clock.now()))
      throw new DomainError(refuse('appointment.tooLate', { hours }));
  }

  /** The family is told of an hour that somebody else took from it, and by a written word of one that it gave back. */
  private async end(tx: Tx, actor: Actor, row: Appointment, request: ChildRequest, by: CancelledBy): Promise<void> {
    await this.update(tx, row, { cancelledAt: this.clock.now(), cancelledBy: by });
    await this.letters.cancelReminder(tx, row.id);
    await this.audit.changed(tx, actor, 'appointment.cancel', subjectOf(request.id), { by });
    const slot = row.slotId === null ? null : await tx.findOne(AppointmentSlot, { id: row.slotId });
    if (slot && by !== 'family') await this.letters.writeCancelled(tx, request, slot, by === 'slot');
  }

  private async update(tx: Tx, { id, version }: Appointment, patch: Partial<Appointment>): Promise<void> {
    const changed = await tx.update(Appointment, { id, version }, { ...patch, version: version + 1 });
    if (changed === 0) throw new Conflict(refuse('appointment.changed'));
  }
}

const subjectOf = (requestId: Id): { readonly kind: 'request'; readonly id: Id } => ({
  kind: 'request',
  id: requestId,
});
