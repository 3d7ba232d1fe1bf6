import { Controller, Injectable } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  page,
  Press,
  redirect,
  refusedField,
  Show,
  submitForm,
  Visit,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { AppointmentHosts } from '../appointment-hosts.js';
import { AppointmentSlots } from '../appointment-slots.js';
import { Appointments } from '../appointments.js';
import { deskOf, hostOfDesk, hostOfProvider, type Host } from '../hosts.js';
import type { AppointmentSlot } from '../persistence/appointment.entities.js';
import type { Model } from './appointment-models.js';
import { FIELD_OF, readSlots, SlotsForm } from './receiving.form.js';
import { ReceivingPresenter } from './receiving.presenter.js';

/** The hours that somebody opens for families: shown first, then opened; taken back one by one. */
@Injectable()
abstract class SlotPages {
  constructor(
    protected readonly hosts: AppointmentHosts,
    private readonly slots: AppointmentSlots,
    private readonly appointments: Appointments,
    private readonly present: ReceivingPresenter,
  ) {}

  /** For whom the visitor receives on this page. @throws NotFound */
  protected abstract hostsOf(visit: Visit<object>): readonly Host[];
  protected abstract baseOf(visit: Visit<object>): string;

  @Show('creneaux')
  async listSlots(visit: Visit): Promise<Page> {
    const hosts = this.hostsOf(visit);
    const all = await Promise.all(hosts.map((host) => this.slots.listComing(visit.actor, host)));
    const slots = all.flatMap((one) => one.slots).sort((a, b) => a.startsAt.localeCompare(b.startsAt));
    const booked = new Set(all.flatMap((one) => [...one.booked]));
    const found = { slots, booked, hasMore: all.some(({ hasMore }) => hasMore) };
    return page('appointments/slots', this.present.slotsModel(visit.words, found, this.baseOf(visit), hosts));
  }

  @Show('ouvrir')
  showForm(visit: Visit): Promise<Page> {
    const hosts = this.hostsOf(visit);
    const place = this.hosts.addressOf(hosts[0]!);
    return Promise.resolve(page('appointments/open', { ...this.openModel(visit), form: emptyForm({ place }) }));
  }

  /** What would be opened. Nothing is opened yet. */
  @Press('apercu', SlotsForm)
  previewSlots(visit: Visit<SlotsForm>): Promise<Page | Redirect> {
    return this.submitSlots(visit, async (host, wanted) => {
      const plan = await this.slots.previewSlots(visit.actor, host, wanted);
      const { values } = visit.form;
      const model = this.present.previewModel(visit.words, plan, values, this.baseOf(visit), [host], wanted.kind);
      return page('appointments/preview', { ...model, form: emptyForm() });
    });
  }

  @Press('ouvrir', SlotsForm)
  openSlots(visit: Visit<SlotsForm>): Promise<Page | Redirect> {
    return this.submitSlots(visit, async (host, wanted) => {
      await this.slots.openSlots(visit.actor, host, wanted);
      return redirect(`${this.baseOf(visit)}/creneaux`, 'appointment.notice.opened');
    });
  }

  @Show('creneaux/:slotId')
  async showSlot(visit: Visit): Promise<Page> {
    const { slot, isBooked } = await this.findSlot(visit);
    const model = this.present.slotModel(visit.words, slot, isBooked, this.baseOf(visit), this.hostsOf(visit));
    return page('appointments/slot', { ...model, form: emptyForm() });
  }

  @Press('creneaux/:slotId/retirer')
  async withdrawSlot(visit: Visit): Promise<Redirect> {
    this.hostsOf(visit);
    await this.appointments.withdrawSlot(visit.actor, visit.id('slotId'));
    return redirect(`${this.baseOf(visit)}/creneaux`, 'appointment.notice.withdrawn');
  }

  private submitSlots(
    visit: Visit<SlotsForm>,
    act: (host: Host, wanted: ReturnType<typeof readSlots>['wanted']) => Promise<Page | Redirect>,
  ): Promise<Page | Redirect> {
    const hosts = this.hostsOf(visit);
    const host = this.chosenHost(visit, hosts);
    const { form, wanted } = readSlots(visit.form, deskOf(host) === null ? 'nursery' : null);
    return submitForm(
      form,
      {
        view: 'appointments/open',
        model: () => this.openModel(visit),
        refused: ({ refusal }) => refusedField(FIELD_OF[refusal.code] ?? 'from', refusal),
      },
      () => act(host, wanted),
    );
  }

  private chosenHost(visit: Visit<SlotsForm>, hosts: readonly Host[]): Host {
    const desk = visit.form.values['desk'];
    if (desk === undefined) return hosts[0]!;
    const chosen = hosts.find((host) => host === hostOfDesk(String(desk)));
    if (!chosen) throw new NotFound('desk');
    return chosen;
  }

  private openModel(visit: Visit<object>): Model {
    return this.present.openModel(visit.words, this.baseOf(visit), this.hostsOf(visit));
  }

  private async findSlot(visit: Visit): Promise<{ slot: AppointmentSlot; isBooked: boolean }> {
    for (const host of this.hostsOf(visit)) {
      const { slots, booked } = await this.slots.listComing(visit.actor, host);
      const slot = slots.find(({ id }) => id === visit.id('slotId'));
      if (slot) return { slot, isBooked: booked.has(slot.id) };
    }
    throw new NotFound('slot');
  }
}

/** Of an agent of a first desk. */
@Controller('rpe/rendez-vous')
@Allow(Permission.TriageRequests)
export class DeskSlots extends SlotPages {
  protected baseOf(): string {
    return '/rpe/rendez-vous';
  }

  protected hostsOf({ actor }: Visit<object>): Host[] {
    const hosts = this.hosts.desksFor(actor);
    if (hosts.length === 0) throw new NotFound('desk');
    return hosts;
  }
}

/** Of a nursery that families visit. */
@Controller('eaje/:establishmentId/rendez-vous')
@Allow(Permission.DeclarePlaces)
export class NurserySlots extends SlotPages {
  protected baseOf({ id }: Visit<object>): string {
    return `/eaje/${id('establishmentId')}/rendez-vous`;
  }

  protected hostsOf({ actor, id }: Visit<object>): Host[] {
    const host = hostOfProvider(id('establishmentId'));
    if (!this.hosts.nurseriesFor(actor).includes(host)) throw new NotFound('establishment');
    return [host];
  }
}
