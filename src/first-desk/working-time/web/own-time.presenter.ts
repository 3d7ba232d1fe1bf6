import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { addDays } from '../../../foundation/kernel/time.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { countByKind, type DoneHere } from '../domain/done-here.js';
import { writeDuration } from '../domain/duration.js';
import { MISSION_LIST, MISSIONS, REINFORCED } from '../domain/missions.js';
import { monthOf, monthsOf, periodsBetween, type WorkingPeriod } from '../domain/working-period.js';
import { daysOfWeek, type SpentTime } from '../domain/working-week.js';
import type { OwnMonthTime, OwnWeek } from '../own-weeks.js';
import { fieldId, type TypedHours } from './own-time.form.js';
import { durationWords, periodWords } from './time-words.js';

type Model = Record<string, unknown>;
interface HourField {
  readonly id: string;
  readonly value: string;
  readonly label: string;
}
interface MissionRow {
  readonly mission: string;
  readonly fields: readonly HourField[];
}

const sumOf = (times: readonly { readonly minutes: number }[]): number =>
  times.reduce((sum, { minutes }) => sum + minutes, 0);

/** With what the fields of a week begin: the week before, what was done here, or nothing but what is saved. */
export const STARTS = ['oui', 'notes', 'vide'] as const;
export type Start = (typeof STARTS)[number];

interface ShownWeek {
  readonly start: Start | null;
  readonly wholeWeek: boolean;
  /** What was done here and is not entered. */
  readonly done: readonly DoneHere[];
}

/** The week that an agent fills in, and the agent's own totals. */
@Injectable()
export class OwnTimePresenter {
  constructor(
    private readonly choices: ChoiceLists,
    private readonly clock: Clock,
  ) {}

  weekModel(
    words: Translator,
    week: OwnWeek,
    times: readonly SpentTime[],
    { start, wholeWeek, done }: ShownWeek,
  ): Model {
    const { t, day, fullDay, shortDay } = words;
    const { monday } = week;
    const all = daysOfWeek(monday);
    const days = wholeWeek || times.some((time) => time.day > all[4]!) ? all : all.slice(0, 5);
    const address = (from: string, more = ''): string => `/rpe/temps?semaine=${from}${more}`;
    const startedWith = start === null ? '' : `&reprise=${start}`;
    return {
      title: t('workingTime.title', { monday: day(monday) }),
      monday,
      version: String(week.version),
      copied: start === 'oui',
      noted: start === 'notes' && done.length > 0 ? this.doneWords(words, done) : null,
      isEmptied: start === 'vide',
      closed: week.isClosed,
      days: days.length,
      columns: [
        { text: t('workingTime.column.mission') },
        ...days.map((date) => ({
          text: t('workingTime.column.day', { day: fullDay(date).split(' ')[0]!, date: shortDay(date).slice(0, 5) }),
        })),
        { text: t('workingTime.column.total'), numeric: true },
      ],
      rows: this.missionsOf(words, times).map(({ code, text }) => ({
        mission: code,
        name: text,
        reinforced: REINFORCED.some((mission) => mission === code),
        fields: days.map((date, index) => ({
          id: fieldId(code, index),
          value: times
            .filter((time) => time.mission === code && time.day === date)
            .map(({ minutes }) => writeDuration(minutes))
            .join(''),
          label: t('workingTime.field', { mission: text, day: fullDay(date) }),
        })),
        total: durationWords(words, sumOf(times.filter(({ mission }) => mission === code))),
      })),
      sums: days.map((date) => durationWords(words, sumOf(times.filter((time) => time.day === date)))),
      total: durationWords(words, sumOf(times)),
      previous: address(addDays(monday, -7)),
      next: week.isCurrent ? null : address(addDays(monday, 7)),
      isWholeWeek: days.length === 7,
      links: [
        { name: 'notes', href: '&reprise=notes', isShown: start !== 'notes' && done.length > 0 },
        { name: 'copy', href: '&reprise=oui', isShown: start !== 'oui' },
        { name: 'empty', href: '&reprise=vide', isShown: start === 'notes' },
        { name: 'wholeWeek', href: `${startedWith}&jours=7`, isShown: days.length < 7 },
      ]
        .filter(({ isShown }) => isShown)
        .map(({ name, href }) => ({ text: t(`workingTime.${name}`), href: address(monday, href) })),
    };
  }

  /** Where the hours that are proposed come from: "3 contacts (0 h 45) et 1 rendez-vous tenu (1 h 00)". */
  private doneWords(words: Translator, done: readonly DoneHere[]): string {
    return words.list(
      countByKind(done).map(({ kind, count, minutes }) =>
        words.t(`workingTime.done.${kind}`, { count, duration: durationWords(words, minutes) }),
      ),
    );
  }

  /** The week with what was typed in its fields, where it has to be shown again. */
  withTyped(model: Model, typed: TypedHours): Model {
    const rows = model['rows'] as readonly MissionRow[];
    return {
      ...model,
      rows: rows.map((row) => ({
        ...row,
        fields: row.fields.map((field) => ({ ...field, value: typed.get(field.id) ?? field.value })),
      })),
    };
  }

  /** The missions that are offered, and those that are offered no more on which time was spent. */
  private missionsOf(words: Translator, times: readonly SpentTime[]): { code: string; text: string }[] {
    const { t } = words;
    const offered = this.choices
      .itemsOf(words, MISSION_LIST, MISSIONS)
      .map(({ value, text }) => ({ code: value, text }));
    const gone = [...new Set(times.map(({ mission }) => mission))].filter(
      (mission) => !offered.some(({ code }) => code === mission),
    );
    return [...offered, ...gone.map((code) => ({ code, text: t(`workingTime.mission.${code}`) }))];
  }

  totalsModel(words: Translator, period: WorkingPeriod, first: string, times: readonly OwnMonthTime[]): Model {
    const { t, month } = words;
    const months = monthsOf(period)!;
    const missions = [...new Set(times.map(({ mission }) => mission))];
    const cell = (chosen: readonly OwnMonthTime[]): string => durationWords(words, sumOf(chosen));
    return {
      title: t('workingTime.totals.title', { period: periodWords(words, period) }),
      total: durationWords(words, sumOf(times)),
      period,
      periods: this.periodItems(words, first),
      csvHref: `/rpe/temps/totaux.csv?periode=${period}`,
      table: {
        caption: t('workingTime.totals.caption', { period: periodWords(words, period) }),
        columns: [
          { text: t('workingTime.column.mission') },
          ...months.map((name) => ({ text: month(name), numeric: true })),
          { text: t('workingTime.column.total'), numeric: true },
        ],
        rows: missions.map((mission) => {
          const own = times.filter((time) => time.mission === mission);
          return [
            t(`workingTime.mission.${mission}`),
            ...months.map((name) => cell(own.filter((time) => time.month === name))),
            cell(own),
          ];
        }),
        foot: [
          t('workingTime.column.total'),
          ...months.map((name) => cell(times.filter((time) => time.month === name))),
          cell(times),
        ],
        empty: t('workingTime.totals.empty'),
      },
    };
  }

  /** The periods from a first month to the present one. */
  periodItems(words: Translator, first: string): { value: string; text: string }[] {
    return periodsBetween(first, monthOf(this.clock.today())).map((value) => ({
      value,
      text: periodWords(words, value),
    }));
  }

  csvLines({ t }: Translator, times: readonly OwnMonthTime[]): (string | number)[][] {
    return [
      ['month', 'mission', 'minutes'].map((column) => t(`workingTime.csv.${column}`)),
      ...times.map(({ month, mission, minutes }) => [month, t(`workingTime.mission.${mission}`), minutes]),
    ];
  }
}
