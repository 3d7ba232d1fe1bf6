import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  Dossiers,
  findJoinedInto,
  findRequests,
  type ChildRequest,
  type DeskNotice,
  type FamilyNotice,
  type RequestFile,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { dayOf, timeOf } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { PATH } from './appointment-letters.js';
import { mayArrange, receivesFor } from './appointments.policy.js';
import { mayFamilyChange, stateOf, type AppointmentState } from './domain/appointment.js';
import { Appointment, AppointmentSlot } from './persistence/appointment.entities.js';
import { listOfHosts, type ListedBetween } from './persistence/appointments.queries.js';

/** An appointment as it stands now. */
export interface StandingAppointment {
  readonly row: Appointment;
  /** Null while the family has not chosen. */
  readonly slot: AppointmentSlot | null;
  readonly request: ChildRequest;
  readonly state: AppointmentState;
}

/** What is read of appointments: by a family, by its desk, by who receives. */
@Injectable()
export class AppointmentReading {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly dossiers: Dossiers,
  ) {}

  /** Those of a family, for its own page. @throws NotFound when the actor is no family */
  async listOwn(
    actor: Actor,
  ): Promise<{ appointments: StandingAppointment[]; requests: ChildRequest[]; hours: number }> {
    if (actor.kind !== 'family' || actor.dossierId === null) throw new NotFound('dossier');
    const { requests } = await this.dossiers.dossierFile(actor, actor.dossierId);
    const hours = await this.settings.get('appointmentChangeHours');
    return { appointments: await this.listOfRequests(requests), requests, hours };
  }

  /** Whether a family may still cancel or change it by itself. */
  mayChange({ slot, state }: StandingAppointment, hours: number): boolean {
    return state === 'booked' && mayFamilyChange(slot!.startsAt, hours, this.clock.now());
  }

  /** Those of a request and of what was joined to it. @throws NotFound when it is not of the actor's desk */
  async readAtDesk(actor: Actor, requestId: Id): Promise<{ file: RequestFile; appointments: StandingAppointment[] }> {
    const file = await this.dossiers.requestFile(actor, requestId);
    if (!mayArrange(actor, file.request)) throw new NotFound('request');
    const joined = await findJoinedInto(this.reader, [requestId]);
    return { file, appointments: await this.listOfRequests([file.request, ...joined]) };
  }

  /** Those that families come to, where the actor receives them. @throws NotFound */
  async listComing(actor: Actor, hosts: readonly string[], between: ListedBetween): Promise<StandingAppointment[]> {
    if (!hosts.every((host) => receivesFor(actor, host))) throw new NotFound('appointments');
    const ids = await listOfHosts(this.reader, hosts, between);
    const rows = new Map((await this.reader.find(Appointment, { where: { id: In(ids) } })).map((row) => [row.id, row]));
    return this.standing(ids.flatMap((id) => rows.get(id) ?? []));
  }

  /** What the page of a request tells its desk. */
  async listDeskNotices(requestIds: readonly Id[]): Promise<Map<Id, DeskNotice>> {
    const joined = await findJoinedInto(this.reader, requestIds);
    const kept = new Map(joined.map(({ id, joinedIntoId }) => [id, joinedIntoId!]));
    const rows = await this.reader.find(Appointment, { where: { requestId: In([...requestIds, ...kept.keys()]) } });
    const byRequest = groupedBy(await this.standing(rows), ({ row }) => kept.get(row.requestId) ?? row.requestId);
    return new Map(requestIds.map((id) => [id, deskNotice(byRequest.get(id) ?? [])]));
  }

  /** What the page of a family tells it; null where there is nothing. */
  async findFamilyNotice(requestIds: readonly Id[]): Promise<FamilyNotice | null> {
    const rows = await this.reader.find(Appointment, { where: { requestId: In([...requestIds]) } });
    if (rows.length === 0) return null;
    const count = (await this.standing(rows)).filter(({ state }) => state === 'proposed').length;
    const waits = {
      title: 'appointment.own.waiting',
      args: { count },
      text: 'appointment.own.choose',
      button: 'appointment.own.see',
    };
    return { waits: count > 0 ? waits : null, path: PATH, link: 'appointment.own.link' };
  }

  /** What is kept of them, by request, as the family is handed it over. The caller authorises. */
  async listRows(requestIds: readonly Id[]): Promise<Map<Id, object[]>> {
    const rows = await this.reader.find(Appointment, { where: { requestId: In([...requestIds]) } });
    const kept = (await this.standing(rows)).map(({ row, slot, state }) => ({
      requestId: row.requestId,
      kind: row.kind,
      proposedAt: row.proposedAt,
      bookedAt: row.bookedAt,
      startsAt: slot?.startsAt ?? null,
      endsAt: slot?.endsAt ?? null,
      place: slot?.place ?? null,
      remindedAt: row.remindedAt,
      cancelledAt: row.cancelledAt,
      cancelledBy: row.cancelledBy,
      state,
    }));
    return groupedBy(kept, ({ requestId }) => requestId);
  }

  private async listOfRequests(requests: readonly ChildRequest[]): Promise<StandingAppointment[]> {
    const ids = requests.map(({ id }) => id);
    const rows = await this.reader.find(Appointment, { where: { requestId: In(ids) }, order: { id: 'ASC' } });
    return (await this.standing(rows)).sort((a, b) => momentOf(a).localeCompare(momentOf(b)));
  }

  private async standing(rows: readonly Appointment[]): Promise<StandingAppointment[]> {
    const slotIds = rows.flatMap(({ slotId }) => slotId ?? []);
    const slots = await this.reader.find(AppointmentSlot, { where: { id: In(slotIds) } });
    const slotOf = new Map(slots.map((slot) => [slot.id, slot]));
    const requests = await findRequests(this.reader, [...new Set(rows.map(({ requestId }) => requestId))]);
    const requestOf = new Map(requests.map((request) => [request.id, request]));
    const now = this.clock.now();
    return rows.map((row) => {
      const slot = row.slotId === null ? null : slotOf.get(row.slotId)!;
      const state = stateOf({ ...row, startsAt: slot?.startsAt ?? null }, now);
      return { row, slot, request: requestOf.get(row.requestId)!, state };
    });
  }
}

/** What has no moment yet comes first. */
const momentOf = ({ slot }: StandingAppointment): string => slot?.startsAt ?? '';

const byMoment = (a: StandingAppointment, b: StandingAppointment): number => momentOf(a).localeCompare(momentOf(b));

function deskNotice(appointments: readonly StandingAppointment[]): DeskNotice {
  const way = { path: PATH, link: appointments.length > 0 ? 'appointment.desk.see' : 'appointment.desk.propose' };
  const of = (state: AppointmentState): StandingAppointment[] =>
    appointments.filter((one) => one.state === state).sort(byMoment);
  const [past, booked, proposed] = [of('past')[0], of('booked')[0], of('proposed')[0]];
  const shown = past ?? booked;
  if (shown) {
    const [hour, minute] = timeOf(shown.slot!.startsAt).split(':') as [string, string];
    return {
      says: {
        key: past ? 'appointment.desk.past' : 'appointment.desk.next',
        args: { kind: shown.row.kind, day: dayOf(shown.slot!.startsAt), hour: Number(hour), minute },
      },
      isForDesk: past !== undefined,
      ...way,
    };
  }
  const says = proposed
    ? { key: 'appointment.desk.waiting', args: { kind: proposed.row.kind, day: dayOf(proposed.row.proposedAt) } }
    : null;
  return { says, isForDesk: false, ...way };
}
