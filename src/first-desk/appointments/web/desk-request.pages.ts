import { Controller } from '@nestjs/common';
import { childForStaff, type ChildRequest } from '../../../dossier/dossier/index.js';
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
  WholeNumber,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { AppointmentHosts } from '../appointment-hosts.js';
import { AppointmentReading, type StandingAppointment } from '../appointment-reading.js';
import { Appointments, type Proposable } from '../appointments.js';
import { momentWords, whatWords } from '../appointment-words.js';
import { OUTCOMES, type Outcome } from '../domain/appointment.js';
import { PERSONS } from '../domain/meeting.js';
import { Meetings, type OwnMeeting } from '../meetings.js';
import { appointmentModel, slotOptions, type Model } from './appointment-models.js';

class ProposalForm {
  @Text('appointment.errors.kind', 80) what?: string;
}

class HourForm {
  @Text('appointment.errors.slot', 36) slot?: string;
}

class OutcomeForm {
  @OneOf(OUTCOMES, 'appointment.errors.outcome') outcome: Outcome;
  @WholeNumber('appointment.errors.version') version?: string;
}

class PersonsForm {
  @OneOf(PERSONS, 'meeting.errors.persons') persons: string;
}

/** What a desk does about the appointments of one family: proposes, books, moves, cancels, notes what became of them. */
@Controller('rpe/demandes/:requestId/rendez-vous')
@Allow(Permission.TriageRequests)
export class RequestAppointments {
  constructor(
    private readonly reading: AppointmentReading,
    private readonly appointments: Appointments,
    private readonly meetings: Meetings,
    private readonly hosts: AppointmentHosts,
  ) {}

  @Show()
  async showAppointments(visit: Visit): Promise<Page> {
    return page('appointments/request', { ...(await this.model(visit)), form: emptyForm() });
  }

  @Press('', ProposalForm)
  async propose(visit: Visit<ProposalForm>): Promise<Page | Redirect> {
    const base = this.here(visit);
    return visit.submit(
      {
        view: 'appointments/request',
        model: () => this.model(visit),
        refused: ({ refusal }) => refusedField('what', refusal),
      },
      async ({ what = '' }) => {
        await this.appointments.propose(visit.actor, visit.id('requestId'), what);
        return redirect(base, 'appointment.notice.proposed');
      },
    );
  }

  /** The hours of one kind, booked for the family at the counter or by telephone. */
  @Show('heures/:what')
  async showHours(visit: Visit): Promise<Page> {
    return page('appointments/hours', { ...(await this.hoursModel(visit)), form: emptyForm() });
  }

  @Press('heures/:what', HourForm)
  async bookHour(visit: Visit<HourForm>): Promise<Page | Redirect> {
    return this.submitHour(
      visit,
      () => this.hoursModel(visit),
      (slot) => this.appointments.bookAtDesk(visit.actor, visit.id('requestId'), visit.id('what'), slot),
    );
  }

  /** The hours to which one is moved, or among which one that was proposed is booked. */
  @Show(':appointmentId/changer')
  async showOtherHours(visit: Visit): Promise<Page> {
    return page('appointments/hours', { ...(await this.changeModel(visit)), form: emptyForm() });
  }

  @Press(':appointmentId/changer', HourForm)
  async moveHour(visit: Visit<HourForm>): Promise<Page | Redirect> {
    const { row } = await this.findOne(visit);
    return this.submitHour(
      visit,
      () => this.changeModel(visit),
      (slot) => this.appointments.takeSlot(visit.actor, row.id, slot),
    );
  }

  @Press(':appointmentId/annuler')
  async cancel(visit: Visit): Promise<Redirect> {
    const { row } = await this.findOne(visit);
    await this.appointments.cancel(visit.actor, row.id);
    return redirect(
      this.here(visit),
      row.slotId === null ? 'appointment.notice.takenBack' : 'appointment.notice.deskCancelled',
    );
  }

  @Press(':appointmentId/resultat', OutcomeForm)
  async noteOutcome(visit: Visit<OutcomeForm>): Promise<Page | Redirect> {
    const { row } = await this.findOne(visit);
    return visit.submit(
      {
        view: 'appointments/request',
        model: () => this.model(visit),
        refused: ({ refusal }) => refusedField('what', refusal),
      },
      async ({ outcome, version }) => {
        await this.appointments.noteOutcome(visit.actor, row.id, Number(version), outcome);
        return redirect(this.here(visit), `appointment.notice.${outcome}`);
      },
    );
  }

  @Press('reunions/:meetingId', PersonsForm)
  async bookSeats(visit: Visit<PersonsForm>): Promise<Page | Redirect> {
    await this.reading.readAtDesk(visit.actor, visit.id('requestId'));
    return visit.submit(
      {
        view: 'appointments/request',
        model: () => this.model(visit),
        refused: ({ refusal }) => refusedField('meetings', refusal),
      },
      async ({ persons }) => {
        await this.meetings.bookSeats(visit.actor, visit.id('requestId'), visit.id('meetingId'), Number(persons));
        return redirect(this.here(visit), 'meeting.notice.deskBooked');
      },
    );
  }

  @Press('reunions/:meetingId/annuler')
  async cancelSeats(visit: Visit): Promise<Redirect> {
    await this.meetings.cancelSeats(visit.actor, visit.id('requestId'), visit.id('meetingId'));
    return redirect(this.here(visit), 'meeting.notice.deskCancelled');
  }

  private submitHour(
    visit: Visit<HourForm>,
    model: () => Promise<Model>,
    book: (slot: string) => Promise<void>,
  ): Promise<Page | Redirect> {
    return visit.submit(
      { view: 'appointments/hours', model, refused: ({ refusal }) => refusedField('slot', refusal) },
      async ({ slot = '' }) => {
        await book(slot);
        return redirect(this.here(visit), 'appointment.notice.deskBooked');
      },
    );
  }

  private readonly here = (visit: Visit<object>): string => `/rpe/demandes/${visit.id('requestId')}/rendez-vous`;

  private async findOne(visit: Visit<object>): Promise<StandingAppointment> {
    const { appointments } = await this.reading.readAtDesk(visit.actor, visit.id('requestId'));
    const found = appointments.find(({ row }) => row.id === visit.id('appointmentId'));
    if (!found) throw new NotFound('appointment');
    return found;
  }

  private async model(visit: Visit<object>): Promise<Model> {
    const { words } = visit;
    const { file, appointments } = await this.reading.readAtDesk(visit.actor, visit.id('requestId'));
    const models = appointments.map((one) => appointmentModel(words, one, this.hosts.nameOf(one.row.host), 'staff'));
    const isCurrent = ({ isProposed, isBooked }: Model): boolean => isProposed === true || isBooked === true;
    const proposable = await this.appointments.listProposable(file.request);
    const meetings = await this.meetings.listForFamily([file.request, ...file.siblings]);
    return {
      ...this.frame(words, file.request, 'appointment.ofChild'),
      current: models.filter(isCurrent),
      past: models.filter((one) => !isCurrent(one)).reverse(),
      kinds: proposable.map((one) => this.kindModel(words, one)),
      meetings: meetings.map((one) => meetingLine(words, one)),
      persons: PERSONS.map((value) => ({ value, text: words.t('meeting.persons', { count: Number(value) }) })),
    };
  }

  private async hoursModel(visit: Visit<object>): Promise<Model> {
    const { file } = await this.reading.readAtDesk(visit.actor, visit.id('requestId'));
    const wanted = (await this.appointments.listProposable(file.request)).find(({ code }) => code === visit.id('what'));
    if (!wanted) throw new NotFound('appointment');
    return this.hoursOf(visit.words, file.request, wanted);
  }

  private async changeModel(visit: Visit<object>): Promise<Model> {
    const { row, request } = await this.findOne(visit);
    return this.hoursOf(visit.words, request, row as Pick<Proposable, 'host' | 'kind'>);
  }

  private async hoursOf(
    words: Translator,
    request: ChildRequest,
    wanted: Pick<Proposable, 'host' | 'kind'>,
  ): Promise<Model> {
    return {
      ...this.frame(words, request, 'appointment.hoursOf'),
      what: whatWords(words, wanted.kind, this.hosts.nameOf(wanted.host), 'staff'),
      hours: slotOptions(words, await this.appointments.listHours(wanted)),
    };
  }

  private frame(words: Translator, request: ChildRequest, title: string): Model {
    const base = `/rpe/demandes/${request.joinedIntoId ?? request.id}`;
    return {
      title: words.t(title, { child: childForStaff(words, request) }),
      request: base,
      base: `${base}/rendez-vous`,
    };
  }

  private kindModel(words: Translator, { host, kind, code, free }: Proposable): Model {
    return {
      code,
      what: whatWords(words, kind, this.hosts.nameOf(host), 'staff'),
      free: words.t('appointment.free', { count: free }),
      has: free > 0,
    };
  }
}

const meetingLine = (words: Translator, { meeting, left, own }: OwnMeeting): Model => ({
  id: meeting.id,
  subject: meeting.subject,
  when: momentWords(words, meeting),
  place: meeting.place,
  left: words.t('meeting.left', { count: left }),
  own: own && words.t('meeting.own', { count: own.persons }),
  persons: String(own?.persons ?? 1),
  isFull: left === 0,
});
