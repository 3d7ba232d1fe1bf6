import { Injectable } from '@nestjs/common';
import { addDays, isDay, type Day } from '../../../foundation/kernel/time.js';
import {
  countSlots,
  maskToSlots,
  WEEKDAYS,
  type Slot,
  type SlotMask,
  type Weekday,
} from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { readDay, type FieldError } from '../../../foundation/platform/web/index.js';
import { sectionWords, Supply, type Provider, type Section } from '../../../offer/supply/index.js';

export interface Tab {
  readonly href: string;
  readonly text: string;
  readonly current: boolean;
}
const TABS = [
  ['', 'eaje.tabs.overview'],
  ['/semaine', 'eaje.tabs.week'],
  ['/annee', 'eaje.tabs.year'],
  ['/places', 'eaje.tabs.places'],
  ['/equipe', 'eaje.tabs.staff'],
  ['/accueils', 'eaje.tabs.children'],
  ['/demandes', 'eaje.tabs.requests'],
] as const;

/** The words that several pages of this desk share. */
@Injectable()
export class EajeWords {
  constructor(private readonly supply: Supply) {}

  /** The frame that all pages of an establishment share. @param current the last part of the page's address */
  frame(
    words: Translator,
    provider: Provider,
    current: (typeof TABS)[number][0],
    title: string,
  ): Record<string, unknown> {
    const base = `/eaje/${provider.id}`;
    const tabs: Tab[] = TABS.map(([path, key]) => ({
      href: `${base}${path}`,
      text: words.t(key),
      current: path === current,
    }));
    return { title, establishment: provider.name, base, tabs };
  }

  sectionName(words: Translator, section: Section | null): string {
    return section ? sectionWords(words, section) : '';
  }

  sectionById(words: Translator, id: string): string {
    return this.sectionName(words, this.supply.section(id));
  }

  ages(words: Translator, section: Section): string {
    return words.t('eaje.ages', { from: section.ageFromMonths, to: section.ageToMonths });
  }

  /** `lundi matin` */
  slot(words: Translator, slot: Slot): string {
    const { t, weekday } = words;
    return t(slot.endsWith('am') ? 'eaje.morningOf' : 'eaje.afternoonOf', {
      day: weekday(slot.slice(0, 3) as Weekday),
    });
  }

  /** `3 mars 2027 matin` @param key `day/half` */
  halfDayOf(words: Translator, key: string): string {
    return words.t(key.endsWith('/0') ? 'eaje.morningOf' : 'eaje.afternoonOf', { day: words.day(key.slice(0, 10)) });
  }

  /** `lundi, mardi matin, jeudi`: a day named alone is a whole day. */
  weekWords(words: Translator, mask: SlotMask): string {
    const { t, weekday } = words;
    const slots = new Set<string>(maskToSlots(mask));
    if (countSlots(mask) === 10 && !slots.has('sat-am') && !slots.has('sun-am')) return t('eaje.wholeWeek');
    return WEEKDAYS.flatMap((day) => {
      const [am, pm] = [slots.has(`${day}-am`), slots.has(`${day}-pm`)];
      if (am && pm) return [weekday(day)];
      return am || pm ? [t(am ? 'eaje.morningOf' : 'eaje.afternoonOf', { day: weekday(day) })] : [];
    }).join(', ');
  }

  /** The same for a line of a list: `lun. mar., matin : jeu.` */
  shortWeek({ t, shortWeekday }: Translator, mask: SlotMask): string {
    const slots = new Set<string>(maskToSlots(mask));
    if (countSlots(mask) === 10 && !slots.has('sat-am') && !slots.has('sun-am')) return t('eaje.wholeWeek');
    const daysWith = (am: boolean, pm: boolean): string =>
      WEEKDAYS.filter((day) => slots.has(`${day}-am`) === am && slots.has(`${day}-pm`) === pm)
        .map(shortWeekday)
        .join(' ');
    const [whole, mornings, afternoons] = [daysWith(true, true), daysWith(true, false), daysWith(false, true)];
    return [
      whole,
      mornings && t('eaje.shortMornings', { days: mornings }),
      afternoons && t('eaje.shortAfternoons', { days: afternoons }),
    ]
      .filter(Boolean)
      .join(', ');
  }
}

/** The days that a director's forms ask for. Each one has two sentences in the catalogue. */
export const NEEDED_DAYS = [
  'birth',
  'until',
  'from',
  'to',
  'start',
  'adaptation',
  'firstDay',
  'lastDay',
  'newLastDay',
  'stay',
  'change',
  'daysFrom',
] as const;
export type NeededDay = (typeof NEEDED_DAYS)[number];

/** A day that is required: adds an error about the field when it is missing or wrong. */
export function neededDay(values: Record<string, unknown>, field: NeededDay, errors: FieldError[]): Day {
  const day = readDay(values, field);
  if (day === null || day === 'invalid') {
    errors.push({ field, message: day === null ? `eaje.errors.${field}Missing` : `eaje.errors.${field}NotADay` });
    return '';
  }
  return day;
}

/** The day of the `?du=` parameter, or `otherwise` when it is absent or no day. */
export const dayParameter = (value: string | undefined, otherwise: Day): Day =>
  isDay(value) && value > '2000-01-01' && value < '2100-01-01' ? addDays(value, 0) : otherwise;
