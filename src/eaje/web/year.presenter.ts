import { Injectable } from '@nestjs/common';
import { addDays } from '../../kernel/time.js';
import { SLOTS, type Slot, type Weekday } from '../../kernel/week-schedule.js';
import type { Translator } from '../../platform/i18n/index.js';
import type { Provider } from '../../supply/index.js';
import { daysShown, heatOf, yearInShort, type Heat, type WeekAhead } from '../domain/year-ahead.js';
import type { ComingChange, SectionYear, YearAhead } from '../year-ahead.js';
import { ChildrenPresenter } from './children.presenter.js';
import { EajeWords } from './eaje-words.js';

/** Pixels of one half-day of one week, and of the names beside and above them. */
const CELL = { width: 18, height: 15 };
const NAMES = { width: 96, height: 18 };

/** The year of an establishment as pictures, tables and a file. */
@Injectable()
export class YearPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly children: ChildrenPresenter,
  ) {}

  model(words: Translator, provider: Provider, year: YearAhead): Record<string, unknown> {
    const { t, day } = words;
    const base = `/eaje/${provider.id}/annee`;
    const slots = shownSlots(year.sections);
    return {
      ...this.say.frame(words, provider, '/annee', t('eaje.year.title')),
      lead: t('eaje.year.lead', { from: day(year.monday), to: day(year.lastDay) }),
      base,
      previous: `${base}?du=${addDays(year.monday, -28)}`,
      next: `${base}?du=${addDays(year.monday, 28)}`,
      csvHref: `${base}.csv?du=${year.monday}`,
      sections: year.sections.map((section) => this.section(words, section, slots)),
      legend: ['many', 'some', 'few', 'full', 'closed'].map((heat) => ({ heat, text: t(`eaje.year.heat.${heat}`) })),
      changes: this.changes(words, provider, year.changes),
    };
  }

  lines(words: Translator, { sections }: YearAhead): string[][] {
    const slots = shownSlots(sections);
    return [
      [words.t('eaje.year.section'), words.t('eaje.year.week'), ...slots.map((slot) => this.say.slot(words, slot))],
      ...sections.flatMap(({ sectionId, weeks }) =>
        weeks.map(({ monday, free }) => [
          this.say.sectionById(words, sectionId),
          words.shortDay(monday),
          ...slots.map((slot) => String(free[SLOTS.indexOf(slot)] ?? '')),
        ]),
      ),
    ];
  }

  private section(words: Translator, { sectionId, weeks }: SectionYear, slots: readonly Slot[]): object {
    const { t, shortDay, day, month } = words;
    const { wholeWeeks, freest, fullest } = yearInShort(weeks);
    const months = weeks.flatMap(({ monday }, index) =>
      index === 0 || monday.slice(0, 7) !== weeks[index - 1]!.monday.slice(0, 7)
        ? [{ x: NAMES.width + index * CELL.width, text: monthName(month(monday), index === 0) }]
        : [],
    );
    const name = this.say.sectionById(words, sectionId);
    return {
      id: sectionId.replaceAll(/[^\w-]/g, '-'),
      name,
      said:
        freest && fullest
          ? t('eaje.year.said', {
              weeks: wholeWeeks,
              freest: this.say.slot(words, freest),
              fullest: this.say.slot(words, fullest),
            })
          : t('eaje.year.closed'),
      picture: {
        width: NAMES.width + weeks.length * CELL.width,
        height: NAMES.height + slots.length * CELL.height,
        title: t('eaje.year.picture', { section: name }),
        // A name that the next month would cover is left out.
        months: months.filter(({ x }, index) => (months[index + 1]?.x ?? Infinity) - x >= 3 * CELL.width),
        names: slots.map((slot, row) => ({
          y: NAMES.height + row * CELL.height + 11,
          text: `${words.shortWeekday(slot.slice(0, 3) as Weekday)} ${t(slot.endsWith('am') ? 'web.grid.am' : 'web.grid.pm')}`,
        })),
        bars: slots.flatMap((slot, row) => barsOf(weeks, slot, NAMES.height + row * CELL.height)),
        barHeight: CELL.height - 1,
      },
      table: {
        caption: t('eaje.year.table', { section: name }),
        columns: [
          { text: t('eaje.year.week') },
          ...slots.map((slot) => ({ text: this.say.slot(words, slot), numeric: true })),
        ],
        rows: weeks.map(({ monday, free }) => [
          { text: shortDay(monday), label: day(monday) },
          ...slots.map((slot) => free[SLOTS.indexOf(slot)] ?? '–'),
        ]),
      },
    };
  }

  private changes(words: Translator, provider: Provider, changes: readonly ComingChange[]): object {
    const { t, shortDay } = words;
    return {
      caption: t('eaje.year.changes', { count: changes.length }),
      dense: true,
      columns: ['on', 'child', 'what', 'section'].map((name) => ({ text: t(`eaje.year.column.${name}`) })),
      rows: changes.map(({ on, child, to }) => [
        shortDay(on),
        { text: this.children.nameOf(words, child), href: `/eaje/${provider.id}/accueils/${child.placement.id}` },
        to === null ? t('eaje.year.leaves') : t('eaje.year.moves', { section: this.say.sectionById(words, to) }),
        this.say.sectionById(words, child.placement.sectionId),
      ]),
    };
  }
}

/** `décembre 2026`, then `janvier 2027`: the year is said where it begins. */
function monthName(month: string, isFirst: boolean): string {
  const [name = '', year = ''] = month.split(/\s(?=\d)/);
  return isFirst || /^jan/i.test(name) ? `${name} ${year}` : name;
}

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly heat: Heat;
}

/** One half-day over the year: weeks in a row that look alike are drawn as one bar. */
function barsOf(weeks: readonly WeekAhead[], slot: Slot, y: number): Bar[] {
  const bars: Bar[] = [];
  for (const [column, { free }] of weeks.entries()) {
    const heat = heatOf(free[SLOTS.indexOf(slot)] ?? null);
    const last = bars.at(-1);
    if (last?.heat === heat) bars[bars.length - 1] = { ...last, width: last.width + CELL.width };
    else bars.push({ x: NAMES.width + column * CELL.width, y, width: CELL.width - 1, heat });
  }
  return bars.filter(({ heat }) => heat !== 'closed');
}

/** The half-days of the days that are shown for every section. */
function shownSlots(sections: readonly SectionYear[]): Slot[] {
  return SLOTS.slice(0, daysShown(sections.map(({ weeks }) => weeks)) * 2);
}
