import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/time.js';
import type { Translator } from '../../platform/i18n/index.js';
import { FAMILY_STATUSES, type MonthReport } from '../../reporting/index.js';
import { compareMonth, yearLine, type MonthValue } from '../domain/year-line.js';
import { CommunePresenter } from './commune.presenter.js';
import { changeSentence, statusFigures } from './figure-words.js';
import { yearChart } from './year.presenter.js';

export interface ObservatoryFacts {
  readonly chosen: MonthReport;
  /** Of every month, latest first. */
  readonly months: readonly MonthReport[];
  readonly weeks: number;
  readonly today: Day;
}

type Model = Record<string, unknown>;

/** The page for the people who are responsible for the families: what is without a solution comes first. */
@Injectable()
export class ObservatoryPresenter {
  constructor(private readonly communes: CommunePresenter) {}

  page(words: Translator, { chosen, months, weeks, today }: ObservatoryFacts): Model {
    const { t, month, number } = words;
    const { total } = chosen.stock;
    const isToday = chosen.month === today.slice(0, 7);
    const values = months.map((report): MonthValue => ({ month: report.month, value: report.stock.total.without }));
    const said = { count: total.without, today: isToday ? 'yes' : 'no', month: month(chosen.month) };
    return {
      title: t('observatory.title', said),
      count: number(total.without),
      headline: t('observatory.headline', said),
      change: changeSentence(words, compareMonth(values, chosen.month)),
      others: (['pending', 'with', 'partly'] as const).map((status) => ({
        status,
        number: number(total[status]),
        text: t(`observatory.others.${status}`),
      })),
      at: isToday
        ? t('observatory.at', { at: words.instant(chosen.at) })
        : t('observatory.atEnd', { month: month(chosen.month) }),
      received: t('observatory.received', { count: chosen.received }),
      weeks,
      months: months.map((report) => ({ value: report.month, text: month(report.month) })),
      month: chosen.month,
      year: yearChart(words, yearLine(values, chosen.month)),
      where: this.communes.model(words, chosen.stock),
      byCommune: this.communes.table(words, chosen),
      byMonth: this.monthTable(words, months),
    };
  }

  private monthTable({ t, month }: Translator, months: readonly MonthReport[]): Model {
    return {
      caption: t('observatory.byMonth'),
      columns: [
        { text: t('observatory.columns.month') },
        ...['received', 'families'].map((name) => ({ text: t(`observatory.columns.${name}`), numeric: true })),
        ...FAMILY_STATUSES.map((status) => ({ text: t(`reporting.status.${status}`), numeric: true })),
      ],
      rows: months.map((report) => [
        { text: month(report.month), href: `/rapport?mois=${report.month}` },
        report.received,
        ...statusFigures(report.stock.total),
      ]),
    };
  }
}
