import { Injectable } from '@nestjs/common';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { SLOTS } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { findShortages, lackOf, type Staffing, type StaffHalfDay, type StaffShortage } from '../domain/staff-needs.js';
import { WEEKS_AHEAD } from '../domain/year-ahead.js';
import { EajeWords } from './eaje-words.js';

/** How many shortages are listed; the table has all of them. */
const MOST_LISTED = 8;

/** Adults needed and present, in words and signs: a lack is never told by a colour alone. */
@Injectable()
export class StaffingPresenter {
  constructor(private readonly say: EajeWords) {}

  /** The half-days of one week. */
  weekModel(words: Translator, provider: Provider, staffing: Staffing): Record<string, unknown> {
    const { t } = words;
    const walking = staffing.rule === 'by_walking';
    const columns = [
      'halfDay',
      ...(walking ? ['notWalking', 'walking'] : ['children']),
      'needed',
      'present',
      'finding',
    ];
    return {
      ...this.standing(words, provider, staffing),
      table: {
        caption: t('eaje.staff.weekTable'),
        captionHidden: true,
        dense: true,
        columns: columns.map((name) => ({
          text: t(`eaje.staff.column.${name}`),
          numeric: name !== 'halfDay' && name !== 'finding',
        })),
        rows: staffing.halfDays.map(({ slot, children, needed, present }) => [
          this.say.slot(words, slot),
          ...(walking ? [children.notWalking, children.walking] : [children.notWalking + children.walking]),
          needed,
          present ?? '?',
          this.finding(words, { needed, present }),
        ]),
      },
    };
  }

  /** A year from the week of a Monday on: what lacks, and the table of all weeks. */
  yearModel(words: Translator, provider: Provider, staffing: Staffing, monday: Day): Record<string, unknown> {
    const { t } = words;
    const shortages = findShortages(staffing.halfDays);
    const others = shortages.length - MOST_LISTED;
    return {
      ...this.standing(words, provider, staffing),
      lacks: [
        ...shortages.slice(0, MOST_LISTED).map((one) => this.shortage(words, one)),
        ...(others > 0 ? [t('eaje.staff.others', { count: others })] : []),
      ],
      table: staffing.halfDays.length > 0 ? this.yearTable(words, staffing.halfDays, monday) : null,
    };
  }

  /** What a draft does to the adults, in one sentence; none where enough are there. */
  draftWarnings(words: Translator, { before, after }: { before: Staffing; after: Staffing }): string[] {
    const lacking = after.halfDays.filter((one) => lackOf(one) > 0);
    const [first] = lacking;
    if (!first) return [];
    return [
      words.t('eaje.staff.draftWarning', {
        count: lacking.length,
        most: Math.max(...lacking.map(lackOf)),
        first: this.say.halfDayOf(words, first.key),
        today: before.halfDays.filter((one) => lackOf(one) > 0).length,
      }),
    ];
  }

  /** What is missing for a comparison; null when there is one. */
  private standing({ t }: Translator, { id }: Provider, { rule, isEntered, halfDays }: Staffing): object {
    const missing = rule === null ? 'rule' : isEntered ? null : 'weeks';
    return {
      href: `/eaje/${id}/equipe`,
      missing: missing && t(`eaje.staff.missing.${missing}`),
      lacking: halfDays.some((one) => lackOf(one) > 0),
      entered: halfDays.some(({ present }) => present !== null),
    };
  }
  private finding({ t }: Translator, halfDay: Pick<StaffHalfDay, 'needed' | 'present'>): object | string {
    if (halfDay.present === null) return t('eaje.staff.notEntered');
    const count = lackOf(halfDay);
    return count > 0 ? { tag: { text: t('eaje.staff.lacking', { count }), tone: 'warning' } } : t('eaje.staff.enough');
  }

  private shortage(words: Translator, { slot, from, to, needed, present }: StaffShortage): string {
    return words.t('eaje.staff.shortage', {
      slot: this.say.slot(words, slot),
      once: from === to ? 'yes' : 'no',
      from: words.day(from),
      to: words.day(to),
      needed,
      present,
      count: needed - present,
    });
  }

  private yearTable(words: Translator, halfDays: readonly StaffHalfDay[], monday: Day): object {
    const byKey = new Map(halfDays.map((one) => [one.key, one]));
    const open = new Set(halfDays.map(({ slot }) => slot));
    const shown = SLOTS.filter((slot, index) => index < 10 || open.has(slot));
    const cellsOf = (week: number): string[] => {
      const days = Array.from({ length: 7 }, (_, day) => addDays(monday, week * 7 + day));
      return shown.map((slot) => {
        const index = SLOTS.indexOf(slot);
        const there = byKey.get(`${days[Math.floor(index / 2)]!}/${index % 2}`);
        return there ? `${there.needed} / ${there.present ?? '?'}${lackOf(there) > 0 ? ' !' : ''}` : '–';
      });
    };
    return {
      caption: words.t('eaje.staff.yearTable'),
      columns: [
        { text: words.t('eaje.year.week') },
        ...shown.map((slot) => ({ text: this.say.slot(words, slot), numeric: true })),
      ],
      rows: Array.from({ length: WEEKS_AHEAD }, (_, week) => ({
        week: words.shortDay(addDays(monday, week * 7)),
        cells: cellsOf(week),
      })),
    };
  }
}
