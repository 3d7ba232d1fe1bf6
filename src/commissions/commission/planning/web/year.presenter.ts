import { Injectable } from '@nestjs/common';
import { holidaysOf } from '../../../../territory/calendar/domain/index.js';
import { dayOf, timeOf, type Day } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { CommissionSession } from '../../persistence/commission.entities.js';
import type { YearOfSessions } from '../year-calendar.js';

const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));

/** A year as a table: one row a month, one column a body. */
@Injectable()
export class YearPresenter {
  model(words: Translator, { year, bodies, sessions, school }: YearOfSessions): Record<string, unknown> {
    const { t, month } = words;
    const holidays = holidaysOf(year);
    return {
      year,
      previous: year - 1,
      next: year + 1,
      bodies: bodies.map(({ name }) => name),
      schoolHead: school ? t('commission.year.schoolOf', { zone: school.zone }) : t('commission.year.school'),
      schoolMissing: school === null,
      months: MONTHS.map((number) => {
        const start = `${year}-${number}`;
        return {
          name: month(start),
          holidays: holidays
            .filter(({ day }) => day.startsWith(start))
            .map(({ day, holiday }) => `${this.date(words, day)}, ${t(`commission.holiday.${holiday}`)}`),
          school: (school?.holidays ?? [])
            .filter(({ from, to }) => from.slice(0, 7) <= start && start <= to.slice(0, 7))
            .map(({ name, from, to }) => ({ name, when: words.period({ from, to }) })),
          cells: bodies.map(({ id, name }) =>
            sessions
              .filter((session) => session.bodyId === id && dayOf(session.startsAt).startsWith(start))
              .map((session) => this.session(words, session, name)),
          ),
        };
      }),
    };
  }

  private session(words: Translator, { id, startsAt, room }: CommissionSession, body: string): Record<string, string> {
    const day = dayOf(startsAt);
    const text = this.date(words, day);
    // In a list of links, the link must say what it is about. Its accessible name therefore begins with the visible
    // text (WCAG 2.5.3).
    return {
      href: `/commissions/${id}`,
      text,
      label: `${text}, ${body}`,
      hint: `${words.time(timeOf(startsAt))}, ${room}`,
    };
  }

  /** The day without its month, which stands at the beginning of the row. */
  private date(words: Translator, day: Day): string {
    return words.t('commission.year.date', { weekday: words.weekdayOf(day), date: Number(day.slice(8)) });
  }
}
