import { Injectable } from '@nestjs/common';
import type { SectionClosure } from '../../../commissions/crisis/index.js';
import { covers } from '../../../foundation/kernel/period.js';
import { reservedSection } from '../../../foundation/kernel/reserved-section.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { WEEKDAYS } from '../../../foundation/kernel/week-schedule.js';
import type { HalfDayOccupancy, SectionWeek } from '../../../places/placement/index.js';
import { ownerWords, Supply, type ClosingPeriod, type Provider } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { ProposedPlace } from '../commission-door.js';
import { isShut } from '../days-off.js';
import { ClosureLines } from './closure-lines.js';
import { EajeWords } from './eaje-words.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';

/** A week as it is shown. */
export interface SeenWeek {
  readonly week: readonly SectionWeek[];
  readonly closings: readonly ClosingPeriod[];
  readonly proposed: readonly ProposedPlace[];
  /** Sudden closures, of one section or of all. */
  readonly sudden: readonly SectionClosure[];
}

@Injectable()
export class WeekPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly closures: ClosureLines,
  ) {}

  weekModel(words: Translator, provider: Provider, monday: Day, seen: SeenWeek): Record<string, unknown> {
    const { t, period } = words;
    const { closings, sudden } = seen;
    const sunday = addDays(monday, 6);
    return {
      ...this.say.frame(words, provider, '/semaine', t('eaje.week.title')),
      lead: t('eaje.week.lead'),
      previous: `/eaje/${provider.id}/semaine?du=${addDays(monday, -7)}`,
      next: `/eaje/${provider.id}/semaine?du=${addDays(monday, 7)}`,
      chosen: monday,
      shownWeek: period({ from: monday, to: sunday }),
      grid: this.grid(words, monday, seen),
      suddenClosures: this.closures.lines(words, sudden),
      closings: closings.map((closing) => ({
        text: t('eaje.week.closing', { period: period(closing), reason: closing.reason }),
        thisWeek: closing.from <= sunday && closing.to >= monday,
        // The days of a sudden closure end on its own page.
        removeAction: sudden.some(({ id }) => id === closing.id)
          ? null
          : `/eaje/${provider.id}/semaine/fermetures/${closing.id}/retirer`,
      })),
      closeAction: `/eaje/${provider.id}/semaine/fermetures`,
    };
  }

  /** Free, confirmed, promised, proposed and expected places of each half-day. */
  grid(words: Translator, monday: Day, { week, closings, proposed, sudden }: SeenWeek): Record<string, unknown> {
    const { t, period } = words;
    const days = this.daysShown(week);
    const closedOn = (day: Day): ClosingPeriod | undefined => closings.find((closing) => covers(closing, day));
    return {
      captionHidden: true,
      caption: t('eaje.week.caption', { period: period({ from: monday, to: addDays(monday, days - 1) }) }),
      days: WEEKDAYS.slice(0, days).map((weekday, index) =>
        this.day(words, weekday, addDays(monday, index), closedOn(addDays(monday, index))),
      ),
      sections: week.flatMap(({ sectionId, halfDays, owners }) => {
        const row = (shown: readonly HalfDayOccupancy[], given: readonly ProposedPlace[]): Record<string, unknown> =>
          this.sectionRow(
            words,
            sectionId,
            shown.slice(0, days * 2),
            (day) => closedOn(day) !== undefined || isShut(sudden, sectionId, day),
            given,
          );
        return [
          row(
            halfDays,
            proposed.filter((place) => place.sectionId === sectionId),
          ),
          // The seats of each owner stand below those of everybody.
          ...owners.map(({ owner, halfDays: own }) => {
            const reserved = reservedSection(sectionId, owner);
            const given = proposed.filter((place) => place.sectionId === reserved);
            return { ...row(own, given), name: this.ownerName(words, reserved), note: '' };
          }),
        ];
      }),
    };
  }

  /** How many days the grid shows: Monday to Friday, and further to the last day on which a section is open. */
  private daysShown(week: readonly SectionWeek[]): number {
    const last = Math.max(-1, ...week.map(({ halfDays }) => halfDays.findLastIndex(({ places }) => places > 0)));
    return Math.max(5, Math.floor(last / 2) + 1);
  }

  private day(
    words: Translator,
    weekday: (typeof WEEKDAYS)[number],
    day: Day,
    closing: ClosingPeriod | undefined,
  ): Record<string, unknown> {
    const { t, shortDay } = words;
    const name = words.weekday(weekday);
    return {
      text: name.charAt(0).toUpperCase() + name.slice(1),
      note: closing ? t('eaje.week.closedDay', { day: shortDay(day), reason: closing.reason }) : shortDay(day),
    };
  }

  private ownerName(words: Translator, reserved: string): string {
    const owner = this.supply.reservedOwnerOf(reserved);
    return words.t('eaje.week.reserved', {
      section: this.say.sectionById(words, reserved),
      owner: owner ? ownerWords(words, owner, (code) => this.territory.commune(code)?.name ?? code) : '',
    });
  }

  private sectionRow(
    words: Translator,
    sectionId: string,
    halfDays: readonly HalfDayOccupancy[],
    isClosed: (day: Day) => boolean,
    proposed: readonly ProposedPlace[],
  ): Record<string, unknown> {
    const section = this.supply.section(sectionId);
    return {
      name: this.say.sectionName(words, section),
      note: section ? this.say.ages(words, section) : '',
      halfDays: halfDays.map(({ day, places, free, confirmed, promised, expected }, index) =>
        places === 0 || isClosed(day)
          ? { closed: true }
          : {
              free,
              confirmed,
              promised,
              expected,
              proposed: proposed.filter((place) => covers(place, day) && (place.slots & (1 << index)) !== 0).length,
            },
      ),
    };
  }
}
