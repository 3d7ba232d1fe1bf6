import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { maskToSlots, WEEKDAYS, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { dayInputs, emptyForm } from '../../../foundation/platform/web/index.js';
import {
  isReleased,
  OWNER_KINDS,
  ownerKeyOf,
  ownerWords,
  sectionWords,
  Supply,
  type PlaceOwner,
  type Provider,
  type ReservedPlaces,
} from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { OwnerMonth } from '../domain/held-hours.js';
import type { ChildThere, NamedRight, ReservedOverview } from '../reserved-book.js';
import { SHOWN_SLOTS } from './reserved.forms.js';

type Model = Record<string, unknown>;
interface Hours {
  readonly hours: readonly OwnerMonth[];
  readonly owners: ReadonlyMap<string, PlaceOwner>;
}

/** The pages of reserved places. */
@Injectable()
export class ReservedPresenter {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  overviewModel(words: Translator, provider: Provider, { reservations, children, rights }: ReservedOverview): Model {
    const { t } = words;
    const owners = [...new Map(reservations.map((row) => [ownerKeyOf(row), row])).entries()];
    const choices = owners.map(([value, row]) => ({ value, text: this.owner(words, row) }));
    const noted = choices.filter(({ value }) => !value.startsWith('commune:'));
    const base = this.baseOf(provider);
    return {
      title: t('reserved.title'),
      provider: provider.name,
      back: `/offre/${provider.id}`,
      reserveHref: `${base}/reserver`,
      reservations: this.reservations(words, provider, reservations),
      children: this.children(words, children, new Map(owners)),
      childChoices: children.map((child) => ({
        value: child.placement.id,
        text: t('reserved.childChoice', {
          child: this.childName(words, child),
          section: this.section(words, child.placement.sectionId),
        }),
      })),
      ownerChoices: choices,
      notedChoices: noted,
      rights: rights.map((right) => this.right(words, provider, right, new Map(owners))),
      noteAction: `${base}/familles`,
      childAction: `${base}/enfants`,
      form: emptyForm(),
    };
  }

  hoursModel(words: Translator, provider: Provider, year: number, counted: Hours): Model {
    const { t } = words;
    const base = this.baseOf(provider);
    return {
      hoursYear: String(year),
      hours: counted.hours.length > 0 ? this.hours(words, year, counted) : null,
      csvHref: `${base}/heures.csv?annee=${year}`,
      otherYears: [year - 1, year + 1].map((other) => ({
        href: `${base}?annee=${other}#heures`,
        text: t('reserved.hours.ofYear', { year: String(other) }),
      })),
    };
  }

  csvLines(words: Translator, { hours, owners }: Hours): string[][] {
    const { t } = words;
    return [
      ['month', 'owner', 'held', 'reserved'].map((column) => t(`reserved.csv.${column}`)),
      ...hours.map(({ month, owner, held, reserved }) => [
        month,
        this.owner(words, owners.get(owner)!),
        String(inHours(held)).replace('.', ','),
        String(inHours(reserved)).replace('.', ','),
      ]),
    ];
  }

  newModel(words: Translator, provider: Provider): Model {
    const { t } = words;
    return {
      ...this.frame(words, provider),
      title: t('reserved.reserve'),
      sections: this.supply.sectionsOf(provider.id).map(({ id }) => ({ value: id, text: this.section(words, id) })),
      kinds: OWNER_KINDS.map((value) => ({ value, text: t(`reserved.kind.${value}`) })),
      communes: this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      form: emptyForm({
        version: String(provider.version),
        slots: SHOWN_SLOTS.slice(0, 10),
        ...dayInputs('from', this.clock.today()),
      }),
    };
  }

  changeModel(words: Translator, provider: Provider, row: ReservedPlaces): Model {
    const { t } = words;
    const today = this.clock.today();
    const from = row.from > today ? row.from : today;
    return {
      ...this.frame(words, provider),
      title: t('reserved.changeOf', { owner: this.owner(words, row) }),
      lead: t('reserved.changeLead', { section: this.section(words, row.sectionId), from: row.from }),
      endAction: `${this.baseOf(provider)}/${row.id}/fin`,
      form: emptyForm({
        version: String(provider.version),
        places: String(row.places),
        slots: maskToSlots(row.slots),
        ...dayInputs('from', from),
        ...(row.to ? dayInputs('to', row.to) : {}),
        ...(row.releaseOn ? dayInputs('releaseOn', row.releaseOn) : {}),
        ...dayInputs('end', from),
      }),
    };
  }

  private frame(words: Translator, provider: Provider): Model {
    return {
      provider: provider.name,
      back: this.baseOf(provider),
      days: WEEKDAYS.slice(0, 6).map((day) => ({
        name: words.weekday(day),
        halves: (['am', 'pm'] as const).map((half) => ({
          value: `${day}-${half}`,
          morning: half === 'am',
          id: day === 'mon' && half === 'am' ? 'slots' : `slots-${day}-${half}`,
        })),
      })),
    };
  }

  private reservations(words: Translator, provider: Provider, rows: readonly ReservedPlaces[]): Model {
    const { t, period, day } = words;
    const today = this.clock.today();
    return {
      caption: t('reserved.list'),
      captionHidden: true,
      columns: ['owner', 'section', 'places', 'period', 'release'].map((column) => ({
        text: t(`reserved.column.${column}`),
      })),
      rows: rows.map((row) => [
        { text: this.owner(words, row), href: `${this.baseOf(provider)}/${row.id}` },
        this.section(words, row.sectionId),
        { text: t('provider.placesCount', { count: row.places }), hint: this.week(words, row.slots) },
        period(row),
        row.releaseOn === null
          ? t('reserved.neverReleased')
          : isReleased(row, today)
            ? { tag: { text: t('reserved.released', { day: row.releaseOn }), tone: 'info' } }
            : day(row.releaseOn),
      ]),
      empty: t('reserved.none'),
    };
  }

  private children(words: Translator, children: readonly ChildThere[], owners: ReadonlyMap<string, PlaceOwner>): Model {
    const { t, period } = words;
    return {
      caption: t('reserved.childrenTitle'),
      captionHidden: true,
      columns: ['child', 'section', 'days', 'period', 'owner'].map((column) => ({
        text: t(`reserved.column.${column}`),
      })),
      rows: children
        .filter(({ placement }) => placement.reservedFor !== null)
        .map((child) => ({
          families: [child.placement.requestId ?? child.placement.id],
          cells: [
            this.childName(words, child),
            this.section(words, child.placement.sectionId),
            this.week(words, child.placement.slots),
            period({ from: child.placement.from, to: child.until }),
            this.keyWords(words, child.placement.reservedFor!, owners),
          ],
        })),
      empty: t('reserved.nobody'),
    };
  }

  private right(
    words: Translator,
    provider: Provider,
    { id, owner, saidBy, by, notedAt, ...who }: NamedRight,
    owners: ReadonlyMap<string, PlaceOwner>,
  ): Model {
    const { t, instant } = words;
    return {
      text: t('reserved.rightLine', {
        child: this.childName(words, who),
        owner: this.keyWords(words, owner, owners),
        saidBy,
        by: by ?? t('provider.byProgram'),
        at: instant(notedAt),
      }),
      endAction: `${this.baseOf(provider)}/familles/${id}/retirer`,
    };
  }

  private hours(words: Translator, year: number, { hours, owners }: Hours): Model {
    const { t, month, number } = words;
    const keys = [...owners.keys()].sort();
    const months = [...new Set(hours.map((row) => row.month))];
    const cell = (key: string, of: string): string => {
      const found = hours.find((row) => row.month === of && row.owner === key);
      return found
        ? t('reserved.hours.cell', { held: number(inHours(found.held)), reserved: number(inHours(found.reserved)) })
        : '–';
    };
    return {
      caption: t('reserved.hours.caption', { year: String(year) }),
      captionHidden: true,
      columns: [
        { text: t('reserved.csv.month') },
        ...keys.map((key) => ({ text: this.owner(words, owners.get(key)!), numeric: true })),
      ],
      rows: months.map((of) => [month(of), ...keys.map((key) => cell(key, of))]),
    };
  }

  private owner(words: Translator, owner: PlaceOwner): string {
    return ownerWords(words, owner, (code) => this.territory.commune(code)?.name ?? code);
  }

  /** An owner by its key, also one whose reservations are over. */
  private keyWords(words: Translator, key: string, owners: ReadonlyMap<string, PlaceOwner>): string {
    const known = owners.get(key);
    if (known) return this.owner(words, known);
    const [kind, name = ''] = key.split(':') as [PlaceOwner['ownerKind'], string?];
    return this.owner(words, {
      ownerKind: kind,
      communeCode: kind === 'commune' ? name : null,
      employer: kind === 'employer' ? name : null,
    });
  }

  private childName({ t }: Translator, { number, name }: Pick<ChildThere, 'number' | 'name'>): string {
    return number ? t('reserved.family', { number }) : (name ?? t('provider.noNumber'));
  }

  private section(words: Translator, sectionId: string): string {
    const section = this.supply.section(sectionId);
    return section ? sectionWords(words, section) : '';
  }

  /** `lundi, mardi matin, jeudi`. */
  private week({ t, weekday }: Translator, mask: SlotMask): string {
    const slots = new Set<string>(maskToSlots(mask));
    return WEEKDAYS.flatMap((day) => {
      const [am, pm] = [slots.has(`${day}-am`), slots.has(`${day}-pm`)];
      if (am && pm) return [weekday(day)];
      return am || pm ? [t('reserved.halfOf', { day: weekday(day), half: am ? 'am' : 'pm' })] : [];
    }).join(', ');
  }

  private baseOf({ id }: Provider): string {
    return `/offre/${id}/places-reservees`;
  }
}

/** Minutes as hours, to the tenth. */
const inHours = (minutes: number): number => Math.round(minutes / 6) / 10;
