import { Controller } from '@nestjs/common';
import { childWords } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  OneOf,
  page,
  Press,
  redirect,
  refusedField,
  Show,
  Text,
  Visit,
  type Download,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { AppointmentHosts } from '../appointment-hosts.js';
import { AppointmentReading, type StandingAppointment } from '../appointment-reading.js';
import { Appointments } from '../appointments.js';
import { momentWords } from '../appointment-words.js';
import { PERSONS } from '../domain/meeting.js';
import { Meetings, type OwnMeeting } from '../meetings.js';
import { AppointmentFiles } from './appointment-files.js';
import { appointmentModel, slotDays, type Model } from './appointment-models.js';

const HERE = '/mon-dossier/rendez-vous';

class SlotForm {
  @Text('appointment.errors.slot', 36) slot?: string;
}

class PersonsForm {
  @OneOf(PERSONS, 'meeting.errors.persons') persons: string;
}

/** A family chooses its hour, moves it and gives it back, and comes to the meetings of its desk. */
@Controller('mon-dossier/rendez-vous')
@Allow(Permission.FollowDossier)
export class FamilyAppointments {
  constructor(
    private readonly reading: AppointmentReading,
    private readonly appointments: Appointments,
    private readonly meetings: Meetings,
    private readonly hosts: AppointmentHosts,
    private readonly territory: Territory,
    private readonly files: AppointmentFiles,
  ) {}

  @Show()
  async showAppointments(visit: Visit): Promise<Page> {
    return page('appointments/family', { ...(await this.model(visit)), form: emptyForm() });
  }

  /** The hours to which an appointment can be moved. */
  @Show(':appointmentId/changer')
  async showHours(visit: Visit): Promise<Page> {
    return page('appointments/family', { ...(await this.model(visit, visit.id('appointmentId'))), form: emptyForm() });
  }

  @Show(':appointmentId/agenda.ics')
  async calendarFile({ words, actor, id }: Visit): Promise<Download> {
    const own = await this.findOwn(actor, id('appointmentId'));
    if (own.slot === null) throw new NotFound('appointment');
    return this.files.ofFamily(words, own);
  }

  @Press(':appointmentId/prendre', SlotForm)
  async takeSlot(visit: Visit<SlotForm>): Promise<Page | Redirect> {
    const appointmentId = visit.id('appointmentId');
    const { row } = await this.findOwn(visit.actor, appointmentId);
    return visit.submit(
      this.shownAgain(visit, `hours-${row.id}`, row.slotId === null ? undefined : row.id),
      async ({ slot = '' }) => {
        await this.appointments.takeSlot(visit.actor, appointmentId, slot);
        return redirect(HERE, 'appointment.notice.booked');
      },
    );
  }

  @Press(':appointmentId/annuler')
  async cancel(visit: Visit): Promise<Page | Redirect> {
    await this.findOwn(visit.actor, visit.id('appointmentId'));
    return visit.submit(this.shownAgain(visit, 'appointments'), async () => {
      await this.appointments.cancel(visit.actor, visit.id('appointmentId'));
      return redirect(HERE, 'appointment.notice.cancelled');
    });
  }

  @Show('reunions/:meetingId/agenda.ics')
  async meetingFile({ words, actor, id }: Visit): Promise<Download> {
    const { requests } = await this.reading.listOwn(actor);
    const meeting = (await this.meetings.listForFamily(requests)).find((one) => one.meeting.id === id('meetingId'));
    if (!meeting?.own) throw new NotFound('meeting');
    return this.files.ofMeeting(words, meeting);
  }

  @Press('reunions/:meetingId', PersonsForm)
  async bookSeats(visit: Visit<PersonsForm>): Promise<Page | Redirect> {
    const requestId = await this.requestFor(visit);
    return visit.submit(this.shownAgain(visit, 'meetings'), async ({ persons }) => {
      await this.meetings.bookSeats(visit.actor, requestId, visit.id('meetingId'), Number(persons));
      return redirect(HERE, 'meeting.notice.booked');
    });
  }

  @Press('reunions/:meetingId/annuler')
  async cancelSeats(visit: Visit): Promise<Page | Redirect> {
    const requestId = await this.requestFor(visit);
    return visit.submit(this.shownAgain(visit, 'meetings'), async () => {
      await this.meetings.cancelSeats(visit.actor, requestId, visit.id('meetingId'));
      return redirect(HERE, 'meeting.notice.cancelled');
    });
  }

  private shownAgain(visit: Visit<object>, field: string, changing?: Id) {
    return {
      view: 'appointments/family',
      model: () => this.model(visit, changing),
      refused: ({ refusal }: { refusal: Parameters<typeof refusedField>[1] }) => refusedField(field, refusal),
    };
  }

  /** The request by which the seats of the family are kept: the first of those of the meeting's desk. */
  private async requestFor({ actor, id }: Visit<object>): Promise<Id> {
    const { requests } = await this.reading.listOwn(actor);
    const meeting = (await this.meetings.listForFamily(requests)).find((one) => one.meeting.id === id('meetingId'));
    const first = requests.find(({ deskId, state }) => deskId === meeting?.meeting.deskId && state !== 'withdrawn');
    if (!first) throw new NotFound('meeting');
    return first.id;
  }

  private async findOwn(actor: Visit['actor'], id: Id): Promise<StandingAppointment> {
    const own = (await this.reading.listOwn(actor)).appointments.find(({ row }) => row.id === id);
    if (!own) throw new NotFound('appointment');
    return own;
  }

  /** @param changing the appointment whose other hours are shown */
  private async model({ words, actor }: Visit<object>, changing?: Id): Promise<Model> {
    const { appointments, requests, hours } = await this.reading.listOwn(actor);
    const shown = changing === undefined ? appointments : appointments.filter(({ row }) => row.id === changing);
    if (shown.length === 0 && changing !== undefined) throw new NotFound('appointment');
    const isCurrent = ({ state }: StandingAppointment): boolean => state === 'proposed' || state === 'booked';
    const current = await Promise.all(
      shown.filter(isCurrent).map((one) => this.currentModel(words, one, hours, changing !== undefined)),
    );
    const past = changing === undefined ? shown.filter((one) => !isCurrent(one) && one.state !== 'unused') : [];
    const meetings = changing === undefined ? await this.meetings.listForFamily(requests) : [];
    return {
      title: words.t(changing === undefined ? 'appointment.title' : 'appointment.changeTitle'),
      changing: changing !== undefined,
      back: changing === undefined ? '/mon-dossier' : HERE,
      current,
      past: past.reverse().map((one) => appointmentModel(words, one, this.hosts.nameOf(one.row.host), 'family')),
      meetings: meetings.map((one) => meetingModel(words, one)),
      persons: PERSONS.map((value) => ({ value, text: words.t('meeting.persons', { count: Number(value) }) })),
    };
  }

  private async currentModel(
    words: Translator,
    one: StandingAppointment,
    hours: number,
    isChanging: boolean,
  ): Promise<Model> {
    const choosing = one.state === 'proposed' || isChanging;
    const slots = choosing
      ? await this.appointments.listHours(one.row as Parameters<Appointments['listHours']>[0])
      : [];
    return {
      ...appointmentModel(words, one, this.hosts.nameOf(one.row.host), 'family'),
      child: childWords(words, [one.request]),
      choosing,
      days: slotDays(words, slots),
      mayChange: this.reading.mayChange(one, hours),
      desk: this.territory.desk(one.request.deskId),
      until: words.t('appointment.until', { hours }),
    };
  }
}

const meetingModel = (words: Translator, { meeting, left, own, mayChange }: OwnMeeting): Model => ({
  id: meeting.id,
  subject: meeting.subject,
  when: momentWords(words, meeting),
  place: meeting.place,
  left: words.t('meeting.left', { count: left }),
  isFull: left === 0,
  own: own && words.t('meeting.own', { count: own.persons }),
  persons: String(own?.persons ?? 1),
  mayChange: own === null || mayChange,
});
