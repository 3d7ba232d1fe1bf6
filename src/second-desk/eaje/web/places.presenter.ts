import { Injectable } from '@nestjs/common';
import type { Day } from '../../../foundation/kernel/time.js';
import { WEEKDAYS, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { dayInputs } from '../../../foundation/platform/web/index.js';
import {
  capacityOn,
  mostAtOnce,
  seatRows,
  SECTION_MOVES,
  Supply,
  type Capacity,
  type Provider,
  type Section,
} from '../../../offer/supply/index.js';
import { EajeWords } from './eaje-words.js';

@Injectable()
export class PlacesPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly supply: Supply,
  ) {}

  placesModel(
    words: Translator,
    provider: Provider,
    capacities: readonly Capacity[],
    today: Day,
  ): Record<string, unknown> {
    const { t } = words;
    return {
      ...this.say.frame(words, provider, '/places', t('eaje.places.title')),
      lead: t('eaje.places.lead', { authorised: provider.authorisedCapacity }),
      assumed: provider.capacityAssumed,
      sections: this.supply.sectionsOf(provider.id).map((section) =>
        this.sectionModel(
          words,
          provider,
          section,
          capacities.filter((row) => row.sectionId === section.id),
          today,
        ),
      ),
      most: mostAtOnce(provider.authorisedCapacity, true),
      guaranteeHref: `/commissions/places-garanties/${provider.id}`,
      overbookingAction: `/eaje/${provider.id}/places/surnombre`,
      contactAction: `/eaje/${provider.id}/places/coordonnees`,
      pathsAction: `/eaje/${provider.id}/places/parcours`,
      moves: SECTION_MOVES.map((value) => ({
        value,
        text: t(`eaje.places.move.${value}`),
        hint: { text: t(`eaje.places.moveHint.${value}`) },
      })),
      form: {
        values: {
          overbooking: provider.overbookingAllowed ? 'yes' : '',
          address: provider.address,
          phone: provider.phone && phoneWords(provider.phone),
          sectionMove: provider.sectionMove,
          lastDay: provider.lastDay.split('-').reverse().join('/'),
        },
        errors: [],
      },
    };
  }

  private sectionModel(
    words: Translator,
    provider: Provider,
    section: Section,
    rows: readonly Capacity[],
    today: Day,
  ): Record<string, unknown> {
    const { t, period } = words;
    const name = this.say.sectionName(words, section);
    return {
      name,
      href: `/eaje/${provider.id}/places/${section.code}`,
      table: {
        caption: t('eaje.places.caption', { section: name, ages: this.say.ages(words, section) }),
        columns: [
          { text: t('eaje.places.period') },
          ...WEEKDAYS.slice(0, 6).map((day) => ({ text: words.weekday(day), numeric: true })),
        ],
        rows: rows.map((row) => [
          { text: period(row), ...(row === capacityOn(rows, today) ? { hint: t('eaje.places.now') } : {}) },
          ...WEEKDAYS.slice(0, 6).map((day) => this.seatsOf(words, row, `${day}-am`, `${day}-pm`)),
        ]),
        empty: t('eaje.places.none'),
      },
    };
  }

  private seatsOf(words: Translator, row: Capacity, am: Slot, pm: Slot): string {
    const [morning, afternoon] = [row.seats[am] ?? 0, row.seats[pm] ?? 0];
    const { t } = words;
    if (morning === 0 && afternoon === 0) return t('eaje.places.closed');
    return morning === afternoon ? String(morning) : t('eaje.places.halves', { morning, afternoon });
  }

  /** @param typed what was sent, when the page is shown again */
  editModel(
    words: Translator,
    provider: Provider,
    section: Section,
    capacities: readonly Capacity[],
    today: Day,
    typed?: unknown,
  ): Record<string, unknown> {
    const { t } = words;
    const name = this.say.sectionName(words, section);
    const rows = capacities.filter((row) => row.sectionId === section.id);
    const now = (rows.findLast((row) => row.from > today) ?? capacityOn(rows, today))?.seats ?? {};
    return {
      ...this.say.frame(words, provider, '/places', t('eaje.places.editTitle', { section: name })),
      back: `/eaje/${provider.id}/places`,
      lead: t('eaje.places.editLead', { ages: this.say.ages(words, section) }),
      days: seatRows(words, now, typed),
      form: { values: dayInputs('from', today), errors: [] },
    };
  }
}
