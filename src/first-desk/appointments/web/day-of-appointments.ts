import { Injectable } from '@nestjs/common';
import { childForStaff } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { dayOf, timeOf } from '../../../foundation/kernel/time.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  alikeThings,
  DaySources,
  listAddress,
  type DaySource,
  type DayThings,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { AppointmentHosts } from '../appointment-hosts.js';
import { AppointmentReading } from '../appointment-reading.js';
import { placeWords } from '../appointment-words.js';
import { providerOf, type Host } from '../hosts.js';
import type { AppointmentsQuery } from './receiving.form.js';
import { listedBetween } from './receiving.presenter.js';

/** Who comes today, and of which past days nobody has noted what became of those who were to come. */
@Injectable()
export class AppointmentLines {
  constructor(
    private readonly reading: AppointmentReading,
    private readonly clock: Clock,
  ) {}

  /** @param base the address of their list */
  async read({ actor, today, words }: Reading, hosts: readonly Host[], base: string): Promise<DayThings[]> {
    if (hosts.length === 0) return [];
    const { t, time } = words;
    const things: DayThings[] = [];
    const parts: AppointmentsQuery[] = [{ etat: 'a-noter' }, { jour: today }];
    for (const query of parts) {
      // The number is that of the list to which it leads, because both ask for the same.
      const found = await this.reading.listComing(actor, hosts, listedBetween(query, today, this.clock.now()));
      const href = listAddress(base, query);
      const tag = { text: t('appointment.day.tag'), tone: query.etat ? ('action' as const) : ('info' as const) };
      const act = t(query.etat ? 'appointment.day.note' : 'appointment.day.see');
      const lines = found.map(({ slot, request }) => ({
        text: childForStaff(words, request),
        href,
        hint: [time(timeOf(slot!.startsAt)), placeWords(words, slot!, 'staff')].join(' · '),
        tag,
        act: { text: act, about: childForStaff(words, request), href },
        due: dayOf(slot!.startsAt),
        families: [request.id],
      }));
      things.push(
        ...alikeThings(today, lines, (count) => {
          const text = t(query.etat ? 'appointment.day.unnoted' : 'appointment.day.today', { count });
          return { text, href, tag, act: { text: act, about: text, href } };
        }),
      );
    }
    return things;
  }
}

@Injectable()
export class DayOfDeskAppointments implements DaySource {
  readonly order = 11;
  readonly permission = Permission.TriageRequests;

  constructor(
    sources: DaySources,
    private readonly hosts: AppointmentHosts,
    private readonly lines: AppointmentLines,
  ) {
    sources.add(this);
  }

  async readDay(reading: Reading): Promise<SharedDay> {
    const things = await this.lines.read(reading, this.hosts.desksFor(reading.actor), '/rpe/rendez-vous');
    return { things, beside: [] };
  }
}

@Injectable()
export class DayOfVisits implements DaySource {
  readonly order = 13;
  readonly permission = Permission.DeclarePlaces;

  constructor(
    sources: DaySources,
    private readonly hosts: AppointmentHosts,
    private readonly lines: AppointmentLines,
  ) {
    sources.add(this);
  }

  async readDay(reading: Reading): Promise<SharedDay> {
    const things: DayThings[] = [];
    for (const host of this.hosts.nurseriesFor(reading.actor))
      things.push(...(await this.lines.read(reading, [host], `/eaje/${providerOf(host)!}/rendez-vous`)));
    return { things, beside: [] };
  }
}
