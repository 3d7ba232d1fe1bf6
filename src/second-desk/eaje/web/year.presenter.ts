import { Injectable } from '@nestjs/common';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { addDays } from '../../../foundation/kernel/time.js';
import { SLOTS, type Slot } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { figuresOf } from '../domain/draft-differences.js';
import { daysShown, yearInShort, type WeekAhead } from '../domain/year-ahead.js';
import type { YearDraft } from '../persistence/year-draft.entity.js';
import type { ComingChange, SectionYear, YearAhead } from '../year-ahead.js';
import { ChildrenPresenter, familyOf } from './children.presenter.js';
import { ClosureLines } from './closure-lines.js';
import { EajeWords } from './eaje-words.js';
import { movesSwitch, yearQuery } from './moves-view.js';
import { StaffingPresenter } from './staffing.presenter.js';
import { YearPictures } from './year-pictures.js';

/** The year of an establishment as pictures, tables and a file. */
@Injectable()
export class YearPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly children: ChildrenPresenter,
    private readonly pictures: YearPictures,
    private readonly staffing: StaffingPresenter,
    private readonly closures: ClosureLines,
  ) {}

  model(words: Translator, provider: Provider, year: YearAhead, drafts: readonly YearDraft[]): Record<string, unknown> {
    const { t, day, period } = words;
    const base = `/eaje/${provider.id}/annee`;
    const slots = shownSlots(year.sections);
    return {
      ...this.say.frame(words, provider, '/annee', t('eaje.year.title')),
      lead: t('eaje.year.lead', { from: day(year.monday), to: day(year.lastDay) }),
      shownYear: period({ from: year.monday, to: year.lastDay }),
      base,
      previous: base + yearQuery(year.view, addDays(year.monday, -28)),
      next: base + yearQuery(year.view, addDays(year.monday, 28)),
      moves: movesSwitch(words, year.view, (view) => base + yearQuery(view, year.monday)),
      closures: this.closures.lines(words, year.closures),
      emptyMonthsHref: `${base}/mois-libres`,
      confirmHref:
        year.view === 'expected' && year.changes.some(({ to }) => to !== null)
          ? `/eaje/${provider.id}/accueils#passages`
          : null,
      csvHref: `${base}.csv${yearQuery(year.view, year.monday)}`,
      sections: year.sections.map((section) => this.section(words, section, slots)),
      legend: ['many', 'some', 'few', 'full', 'closed'].map((heat) => ({ heat, text: t(`eaje.year.heat.${heat}`) })),
      marks: year.sections.some(({ weeks }) => figuresOf(weeks).overfull > 0) ? [t('eaje.draft.mark.over')] : [],
      staff: this.staffing.yearModel(words, provider, year.staffing, year.monday),
      changes: this.changes(words, provider, year.changes),
      drafts: drafts.map(({ id, name, moves, adoptedAt }) => ({
        href: `${base}/essais/${id}${yearQuery(year.view)}`,
        name,
        about: adoptedAt
          ? t('eaje.draft.adoptedOn', { on: words.shortInstant(adoptedAt) })
          : t('eaje.draft.count', { count: moves.length }),
      })),
      compareHref:
        drafts.filter(({ adoptedAt }) => adoptedAt === null).length > 1
          ? `${base}/essais${yearQuery(year.view)}`
          : null,
      createAction: `${base}/essais`,
    };
  }

  lines(words: Translator, sections: readonly SectionYear[]): (string | number)[][] {
    const slots = shownSlots(sections);
    return [
      [words.t('eaje.year.section'), words.t('eaje.year.week'), ...slots.map((slot) => this.say.slot(words, slot))],
      ...sections.flatMap(({ sectionId, weeks }) =>
        weeks.map(({ monday, free }) => [
          this.say.sectionById(words, sectionId),
          words.shortDay(monday),
          ...slots.map((slot) => free[SLOTS.indexOf(slot)] ?? ''),
        ]),
      ),
    ];
  }

  private section(words: Translator, year: SectionYear, slots: readonly Slot[]): object {
    const { sectionId, weeks } = year;
    const over = figuresOf(weeks).overfull;
    return {
      id: sectionId.replaceAll(/[^\w-]/g, '-'),
      name: this.say.sectionById(words, sectionId),
      said: this.yearSaid(words, weeks),
      over: over === 0 ? null : words.t('eaje.year.over', { count: over }),
      picture: this.pictures.picture(words, year, slots),
      table: this.pictures.table(words, year, slots),
    };
  }

  /** What a year says at a glance. */
  yearSaid(words: Translator, weeks: readonly WeekAhead[]): string {
    const { wholeWeeks, freest, fullest } = yearInShort(weeks);
    return freest && fullest
      ? words.t('eaje.year.said', {
          weeks: wholeWeeks,
          freest: this.say.slot(words, freest),
          fullest: this.say.slot(words, fullest),
        })
      : words.t('eaje.year.closed');
  }

  /** Who leaves or moves, together where it is the same on the same day. */
  private changes(words: Translator, provider: Provider, changes: readonly ComingChange[]): object {
    const { t, shortDay } = words;
    const groups = groupedBy(changes, ({ on, child, to, asked }) =>
      [on, child.placement.sectionId, to, asked?.line, asked?.slots].join(' '),
    );
    return {
      caption: t('eaje.year.changes', { count: changes.length }),
      columns: ['on', 'what', 'section', 'child'].map((name) => ({ text: t(`eaje.year.column.${name}`) })),
      rows: [...groups.values()].map((group) => {
        const { on, child } = group[0]!;
        return {
          on: shortDay(on),
          what: this.whatChanges(words, group[0]!),
          section: this.say.sectionById(words, child.placement.sectionId),
          children: group.map((one) => ({
            families: [familyOf(one.child)],
            name: this.children.nameOf(words, one.child),
            href: `/eaje/${provider.id}/accueils/${one.child.placement.id}`,
          })),
        };
      }),
    };
  }

  private whatChanges(words: Translator, { to, asked }: ComingChange): string {
    if (asked !== null) return words.t(asked.line, { days: this.say.weekWords(words, asked.slots) });
    return to === null
      ? words.t('eaje.year.leaves')
      : words.t('eaje.year.moves', { section: this.say.sectionById(words, to) });
  }
}

/** The half-days of the days that are shown for every section. */
export function shownSlots(sections: readonly Pick<SectionYear, 'weeks'>[]): Slot[] {
  return SLOTS.slice(0, daysShown(sections.map(({ weeks }) => weeks)) * 2);
}
