import { Controller, Get, Injectable, Param, Query } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { addDays } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  checkForm,
  ListsFamilies,
  page,
  Press,
  redirect,
  refusedPage,
  Show,
  Visit,
  Words,
  type Download,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { AppointmentHosts } from '../appointment-hosts.js';
import { AppointmentReading, type StandingAppointment } from '../appointment-reading.js';
import { Appointments } from '../appointments.js';
import { momentsOf, type Outcome } from '../domain/appointment.js';
import { hostOfProvider, type Host } from '../hosts.js';
import { AppointmentFiles } from './appointment-files.js';
import { AppointmentsQuery, SeenForm } from './receiving.form.js';
import { listedBetween, MOST_SHOWN, ReceivingPresenter } from './receiving.presenter.js';

type Raw = Record<string, unknown>;

/** The families that come to somebody: who, when, and what became of it. */
@Injectable()
abstract class ReceivingPages {
  constructor(
    protected readonly hosts: AppointmentHosts,
    private readonly reading: AppointmentReading,
    private readonly appointments: Appointments,
    private readonly present: ReceivingPresenter,
    private readonly files: AppointmentFiles,
    private readonly clock: Clock,
  ) {}

  /** The page of a family, where those who receive may open one. */
  protected abstract pageOf(one: StandingAppointment): string | null;

  protected async list(words: Translator, actor: Actor, hosts: readonly Host[], base: string, raw: Raw): Promise<Page> {
    const query = checkForm(AppointmentsQuery, raw);
    const filters = query.ok ? query.value : {};
    const between = listedBetween(filters, this.clock.today(), this.clock.now());
    const found = await this.reading.listComing(actor, hosts, between);
    const model = this.present.listModel(words, found, filters, { base, hosts, pageOf: (one) => this.pageOf(one) });
    return query.ok
      ? page('appointments/list', { ...model, form: { values: query.values, errors: [] } })
      : refusedPage('appointments/list', model, query);
  }

  /** All that is to come, and what was cancelled of it, so that calendars take it away. */
  protected async file(words: Translator, actor: Actor, hosts: readonly Host[], base: string): Promise<Download> {
    const { from } = momentsOf(addDays(this.clock.today(), -1));
    const all = { from, to: null, kind: null, unnoted: false, latestFirst: false, most: MOST_SHOWN };
    const found = await this.reading.listComing(actor, hosts, all);
    return this.files.ofStaff(words, found, (one) => this.pageOf(one) ?? base);
  }

  protected async note(visit: Visit<SeenForm>, outcome: Outcome, base: string): Promise<Page | Redirect> {
    if (!visit.form.ok) throw new NotFound('version');
    const { version } = visit.form.value;
    await this.appointments.noteOutcome(visit.actor, visit.id('appointmentId'), Number(version), outcome);
    return redirect(base, `appointment.notice.${outcome}`);
  }
}

const DESK = '/rpe/rendez-vous';

/** Of a first desk. */
@Controller('rpe/rendez-vous')
@Allow(Permission.TriageRequests)
export class DeskAppointments extends ReceivingPages {
  protected pageOf({ request }: StandingAppointment): string {
    return `/rpe/demandes/${request.joinedIntoId ?? request.id}/rendez-vous`;
  }

  @Get()
  @ListsFamilies('appointments', ['list'], { filter: ['genre', 'jour', 'etat'] })
  listAppointments(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Page> {
    return this.list(words, actor, this.hosts.desksFor(actor), DESK, raw);
  }

  @Show('agenda.ics')
  calendarFile({ words, actor }: Visit): Promise<Download> {
    return this.file(words, actor, this.hosts.desksFor(actor), DESK);
  }

  @Press(':appointmentId/venu', SeenForm)
  noteCame(visit: Visit<SeenForm>): Promise<Page | Redirect> {
    return this.note(visit, 'came', DESK);
  }

  @Press(':appointmentId/absent', SeenForm)
  noteMissed(visit: Visit<SeenForm>): Promise<Page | Redirect> {
    return this.note(visit, 'missed', DESK);
  }
}

/** Of a nursery that families visit. */
@Controller('eaje/:establishmentId/rendez-vous')
@Allow(Permission.DeclarePlaces)
export class NurseryAppointments extends ReceivingPages {
  protected pageOf(): null {
    return null;
  }

  @Get()
  @ListsFamilies('appointments', ['list'], { of: 'establishmentId', filter: ['genre', 'jour', 'etat'] })
  listAppointments(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() raw: Raw,
  ): Promise<Page> {
    return this.list(words, actor, this.own(actor, id), baseOf(id), raw);
  }

  @Show('agenda.ics')
  calendarFile({ words, actor, id }: Visit): Promise<Download> {
    const establishment = id('establishmentId');
    return this.file(words, actor, this.own(actor, establishment), baseOf(establishment));
  }

  @Press(':appointmentId/venu', SeenForm)
  noteCame(visit: Visit<SeenForm>): Promise<Page | Redirect> {
    return this.noteOwn(visit, 'came');
  }

  @Press(':appointmentId/absent', SeenForm)
  noteMissed(visit: Visit<SeenForm>): Promise<Page | Redirect> {
    return this.noteOwn(visit, 'missed');
  }

  private noteOwn(visit: Visit<SeenForm>, outcome: Outcome): Promise<Page | Redirect> {
    this.own(visit.actor, visit.id('establishmentId'));
    return this.note(visit, outcome, baseOf(visit.id('establishmentId')));
  }

  private own(actor: Actor, id: string): Host[] {
    const host = hostOfProvider(id);
    if (!this.hosts.nurseriesFor(actor).includes(host)) throw new NotFound('establishment');
    return [host];
  }
}

const baseOf = (id: string): string => `/eaje/${id}/rendez-vous`;
