import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, dayOf, instantAt } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { AppointmentHosts } from './appointment-hosts.js';
import { receivesFor } from './appointments.policy.js';
import { DESK_KINDS, type AppointmentKind } from './domain/appointment.js';
import { judgeWanted, MOST_SLOTS, planSlots, type PlannedSlots, type WantedSlots } from './domain/slots.js';
import { deskOf, type Host } from './hosts.js';
import { Appointment, AppointmentBook, AppointmentSlot } from './persistence/appointment.entities.js';
import { listFreeIds, listTaken } from './persistence/appointments.queries.js';

export interface NewSlots extends WantedSlots {
  readonly kind: AppointmentKind;
  readonly place: string;
}

/** Slots that a page lists at most: the next ones. */
const MOST_LISTED = 300;
/** Hours that a family chooses among. */
export const MOST_OFFERED = 60;

const kindsOf = (host: string): readonly AppointmentKind[] => (deskOf(host) === null ? ['nursery'] : DESK_KINDS);

/** The moments at which agents and establishments receive families. */
@Injectable()
export class AppointmentSlots {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly hosts: AppointmentHosts,
    private readonly audit: Audit,
  ) {}

  /** What {@link openSlots} would make. @throws NotFound | DomainError */
  previewSlots(actor: Actor, host: Host, wanted: NewSlots): Promise<PlannedSlots> {
    return this.planned(this.reader, actor, host, wanted);
  }

  /** @returns how many were opened @throws NotFound | DomainError when it cannot be, or would make none */
  openSlots(actor: Actor, host: Host, wanted: NewSlots): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const bookId = bookOf(actor, host);
      // Whoever opens slots of the same person waits here, so that none overlap.
      await tx.insertMissing(AppointmentBook, [{ id: bookId }]);
      await tx.lock(AppointmentBook, { id: bookId });
      const { slots } = await this.planned(tx, actor, host, wanted);
      const { kind, place } = wanted;
      const common = { bookId, host, kind, place, openedBy: actorRef(actor), openedAt: this.clock.now() };
      await tx.insert(
        AppointmentSlot,
        slots.map((slot) => ({ id: newId(), ...common, ...slot, withdrawnAt: null })),
      );
      const facts = { kind, count: slots.length, from: wanted.from, to: wanted.to };
      await this.audit.changed(tx, actor, 'appointment.open', { kind: 'appointments', id: host }, facts);
      return slots.length;
    });
  }

  /** The slots to come of a host that nobody has withdrawn, with those that are booked. @throws NotFound */
  async listComing(
    actor: Actor,
    host: string,
  ): Promise<{ slots: AppointmentSlot[]; booked: ReadonlySet<Id>; hasMore: boolean }> {
    if (!receivesFor(actor, host)) throw new NotFound('appointments');
    const found = await this.reader.find(AppointmentSlot, {
      where: { host, withdrawnAt: IsNull(), startsAt: MoreThan(this.clock.now()) },
      order: { startsAt: 'ASC', id: 'ASC' },
      take: MOST_LISTED + 1,
    });
    const slots = found.slice(0, MOST_LISTED);
    const taken = await this.reader.find(Appointment, {
      where: { slotId: In(slots.map(({ id }) => id)), cancelledAt: IsNull() },
    });
    return { slots, booked: new Set(taken.map(({ slotId }) => slotId!)), hasMore: found.length > MOST_LISTED };
  }

  /** What can still be booked: none that is past, taken, withdrawn, or on a day that has closed since. */
  async listFree(host: string, kind: AppointmentKind): Promise<AppointmentSlot[]> {
    const ids = await listFreeIds(this.reader, host, kind, { after: this.clock.now(), most: MOST_OFFERED });
    if (ids.length === 0) return [];
    const isClosed = await this.hosts.closedOn(this.reader, host);
    const slots = await this.reader.find(AppointmentSlot, {
      where: { id: In(ids) },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    return slots.filter(({ startsAt }) => !isClosed(dayOf(startsAt)));
  }

  private async planned(from: Reader | Tx, actor: Actor, host: Host, wanted: NewSlots): Promise<PlannedSlots> {
    if (!receivesFor(actor, host) || !kindsOf(host).includes(wanted.kind)) throw new NotFound('appointments');
    const refusal = judgeWanted(wanted, this.clock.today());
    if (refusal) throw new DomainError(refusal);
    const plan = planSlots(wanted, {
      now: this.clock.now(),
      isClosed: await this.hosts.closedOn(from, host),
      taken: await listTaken(from, bookOf(actor, host), {
        startsAt: instantAt(wanted.from),
        endsAt: instantAt(addDays(wanted.to, 1)),
      }),
    });
    if (plan.slots.length === 0) throw new DomainError(refuse('appointment.noSlot'));
    if (plan.slots.length > MOST_SLOTS) throw new DomainError(refuse('appointment.tooMany', { most: MOST_SLOTS }));
    return plan;
  }
}

/** An agent is one person whatever she does; the visits of an establishment are its own. */
const bookOf = (actor: Actor, host: string): string => (deskOf(host) === null ? host : actorRef(actor));
