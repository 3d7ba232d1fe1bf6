import { Injectable } from '@nestjs/common';
import { childForStaff } from '../../../dossier/dossier/index.js';
import { dayOf, isDay, timeOf, type Day } from '../../../foundation/kernel/time.js';
import { WEEKDAYS } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  filled,
  listAddress,
  titleOfList,
  type ListCell,
  type ListRow,
  type WorkList,
} from '../../../foundation/platform/web/index.js';
import { AppointmentHosts } from '../appointment-hosts.js';
import type { StandingAppointment } from '../appointment-reading.js';
import { momentWords, placeWords, whatWords } from '../appointment-words.js';
import { DESK_KINDS, momentsOf, type AppointmentKind } from '../domain/appointment.js';
import type { PlannedSlots } from '../domain/slots.js';
import { deskOf, type Host } from '../hosts.js';
import type { AppointmentSlot } from '../persistence/appointment.entities.js';
import type { ListedBetween } from '../persistence/appointments.queries.js';
import { stateTag, type Model } from './appointment-models.js';
import { LISTED, type AppointmentsQuery } from './receiving.form.js';

/** Appointments of one list. A desk receives some dozens a week. */
export const MOST_SHOWN = 300;
const PRESSES = 'outcomes';

/** Those that a list shows: to come by default. @param today the day of the reader */
export function listedBetween({ genre, jour, etat }: AppointmentsQuery, today: Day, now: string): ListedBetween {
  const isWhole = etat === 'passes';
  const start = momentsOf(today).from;
  const day = isDay(jour) ? momentsOf(jour) : null;
  const bounds = {
    'a-noter': { from: null, to: start },
    passes: { from: null, to: now },
    coming: { from: start, to: null },
  }[etat ?? 'coming'];
  return { ...(day ?? bounds), kind: genre ?? null, unnoted: !isWhole, latestFirst: isWhole, most: MOST_SHOWN + 1 };
}

/** Whoever receives families: the list of those who come, and the hours that are open. */
@Injectable()
export class ReceivingPresenter {
  constructor(private readonly hosts: AppointmentHosts) {}

  /** @param base the address of the list @param pageOf the page of a family, where the reader may open one */
  listModel(
    words: Translator,
    found: readonly StandingAppointment[],
    query: AppointmentsQuery,
    {
      base,
      hosts,
      pageOf,
    }: { base: string; hosts: readonly Host[]; pageOf: (one: StandingAppointment) => string | null },
  ): Model {
    const { t } = words;
    const shown = found.slice(0, MOST_SHOWN);
    const active = this.active(words, query).map(([name, text]) => ({
      text,
      href: listAddress(base, { ...query, [name]: undefined }),
    }));
    const isDesk = hosts.some((host) => deskOf(host) !== null);
    return {
      ...this.frame(words, base, hosts),
      title: t('pages.appointments.name'),
      titleShown: titleOfList(words, active, false),
      active,
      whole: base,
      found: t('appointment.list.found', { count: shown.length }),
      counts: ['', ...LISTED].map((etat) => ({
        label: t(`appointment.list.shown.${etat === '' ? 'coming' : etat}`),
        href: listAddress(base, { genre: query.genre, etat }),
        current: (query.etat ?? '') === etat,
      })),
      kinds: isDesk ? DESK_KINDS.map((kind) => ({ value: kind, text: t('appointment.kind', { kind }) })) : null,
      list: this.list(words, shown, base, pageOf),
      more: found.length > MOST_SHOWN ? t('appointment.list.more', { most: MOST_SHOWN }) : null,
    };
  }

  slotsModel(
    words: Translator,
    { slots, booked, hasMore }: { slots: readonly AppointmentSlot[]; booked: ReadonlySet<string>; hasMore: boolean },
    base: string,
    hosts: readonly Host[],
  ): Model {
    const { t } = words;
    const rows = slots.map((slot): ListRow => {
      const when = momentWords(words, slot);
      return {
        cells: [
          { text: when, href: `${base}/creneaux/${slot.id}` },
          t('appointment.kind', { kind: slot.kind }),
          placeWords(words, slot, 'staff'),
          {
            marks: [
              booked.has(slot.id)
                ? stateTag(words, 'booked')
                : { text: t('appointment.slots.isFree'), tone: 'neutral' },
            ],
          },
          t('appointment.slots.minutes', { count: minutesOfSlot(slot) }),
        ],
        families: [],
      };
    });
    const list: WorkList = {
      caption: t('pages.appointmentSlots.name'),
      empty: t('appointment.slots.none'),
      columns: [
        { text: t('appointment.column.when'), width: 'name' },
        { text: t('appointment.column.kind'), width: 'place', plain: true },
        { text: t('appointment.column.where'), width: 'rest', plain: true },
        { text: t('appointment.column.state'), width: 'mark', plain: true },
        { text: t('appointment.column.length'), width: 'day' },
      ],
      rows,
    };
    const more = hasMore ? t('appointment.list.more', { most: slots.length }) : null;
    return { ...this.frame(words, base, hosts), title: t('pages.appointmentSlots.name'), list, more };
  }

  openModel(words: Translator, base: string, hosts: readonly Host[]): Model {
    const { t } = words;
    const isDesk = deskOf(hosts[0]!) !== null;
    return {
      ...this.frame(words, base, hosts),
      title: t('pages.openAppointments.name'),
      kinds: isDesk ? DESK_KINDS.map((kind) => ({ value: kind, text: t('appointment.kind', { kind }) })) : null,
      desks: this.deskOptions(hosts),
      weekdays: WEEKDAYS.map((value) => ({ value, text: words.weekday(value) })),
    };
  }

  /** The desks among which somebody with several chooses; null for everybody else. */
  deskOptions(hosts: readonly Host[]): Model[] | null {
    if (hosts.length < 2) return null;
    return hosts.map((host) => ({ value: deskOf(host), text: this.hosts.nameOf(host) }));
  }

  previewModel(
    words: Translator,
    { slots, closed, overlapping, past }: PlannedSlots,
    values: Readonly<Record<string, unknown>>,
    base: string,
    hosts: readonly Host[],
    kind: AppointmentKind,
  ): Model {
    const { t, day } = words;
    const days = [...new Set(slots.map(({ startsAt }) => dayOf(startsAt)))];
    return {
      ...this.frame(words, base, hosts),
      title: t('appointment.preview.title', { count: slots.length }),
      what: whatWords(words, kind, this.hosts.nameOf(hosts[0]!), 'staff'),
      lines: [
        t('appointment.preview.days', { count: days.length, first: days[0]!, last: days.at(-1)! }),
        ...(closed.length > 0
          ? [t('appointment.preview.closed', { count: closed.length, days: closed.map(day).join(', ') })]
          : []),
        ...(overlapping > 0 ? [t('appointment.preview.overlapping', { count: overlapping })] : []),
        ...(past > 0 ? [t('appointment.preview.past', { count: past })] : []),
      ],
      firstDay: slots
        .filter(({ startsAt }) => dayOf(startsAt) === days[0])
        .map(({ startsAt }) => words.time(timeOf(startsAt)))
        .join(', '),
      fields: Object.entries(values).flatMap(([name, value]) =>
        name === '_csrf' ? [] : [value ?? ''].flat().map((each) => ({ name, value: String(each) })),
      ),
    };
  }

  slotModel(words: Translator, slot: AppointmentSlot, isBooked: boolean, base: string, hosts: readonly Host[]): Model {
    return {
      ...this.frame(words, base, hosts),
      title: words.t('appointment.slots.title', { when: momentWords(words, slot) }),
      what: whatWords(words, slot.kind, this.hosts.nameOf(slot.host), 'staff'),
      place: placeWords(words, slot, 'staff'),
      isBooked,
      id: slot.id,
    };
  }

  frame({ t }: Translator, base: string, hosts: readonly Host[]): Model {
    const isDesk = hosts.length > 0 && deskOf(hosts[0]!) !== null;
    return {
      base,
      of: isDesk ? '' : this.hosts.nameOf(hosts[0]!),
      ways: [
        { href: `${base}/creneaux`, text: t('pages.appointmentSlots.name') },
        { href: `${base}/ouvrir`, text: t('pages.openAppointments.name') },
        ...(isDesk ? [{ href: `${base}/reunions`, text: t('pages.meetings.name') }] : []),
        { href: `${base}/agenda.ics`, text: t('appointment.calendar.all'), isFile: true },
      ],
    };
  }

  private list(
    words: Translator,
    found: readonly StandingAppointment[],
    base: string,
    pageOf: (one: StandingAppointment) => string | null,
  ): WorkList {
    const { t } = words;
    return {
      caption: t('pages.appointments.name'),
      empty: t('appointment.list.empty'),
      presses: PRESSES,
      columns: [
        { text: t('appointment.column.child'), width: 'name' },
        { text: t('appointment.column.when'), width: 'due', plain: true },
        { text: t('appointment.column.kind'), width: 'place', plain: true },
        { text: t('appointment.column.where'), width: 'rest', plain: true },
        { text: t('appointment.column.state'), width: 'mark', plain: true },
        { text: t('appointment.column.outcome'), width: 'day', plain: true },
      ],
      rows: found.map((one) => this.row(words, one, base, pageOf)),
    };
  }

  private row(
    words: Translator,
    one: StandingAppointment,
    base: string,
    pageOf: (one: StandingAppointment) => string | null,
  ): ListRow {
    const { t, shortDay, time } = words;
    const { row, slot, state, request } = one;
    const child = childForStaff(words, request);
    const at = `${shortDay(dayOf(slot!.startsAt))} ${time(timeOf(slot!.startsAt))}`;
    const href = pageOf(one);
    const act = (outcome: 'came' | 'missed', path: string): ListCell => ({
      act: {
        text: t('appointment.outcome', { outcome }),
        about: `${child}, ${at}`,
        action: `${base}/${row.id}/${path}`,
        version: row.version,
      },
    });
    const isPast = state === 'past';
    return {
      families: [request.id],
      tone: isPast ? 'action' : '',
      cells: [
        href === null ? { text: child } : { text: child, href },
        at,
        t('appointment.kind', { kind: row.kind }),
        placeWords(words, slot!, 'staff'),
        isPast ? act('came', 'venu') : { marks: [stateTag(words, state)] },
        isPast ? act('missed', 'absent') : null,
      ],
    };
  }

  private active(words: Translator, { genre, jour, etat }: AppointmentsQuery): [string, string][] {
    const { t, fullDay } = words;
    return filled({
      genre: genre && t('appointment.kind', { kind: genre }),
      jour: isDay(jour) ? fullDay(jour) : undefined,
      etat: etat && t(`appointment.list.shown.${etat}`),
    });
  }
}

const minutesOfSlot = ({ startsAt, endsAt }: AppointmentSlot): number =>
  (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
