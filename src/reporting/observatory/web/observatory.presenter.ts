import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { FAMILY_STATUSES, type MonthReport } from '../../reporting/index.js';
import { listAddress } from '../domain/family-query.js';
import { yearLine, type MonthValue } from '../domain/year-line.js';
import type { ObservatoryFigures } from '../observatory-figures.js';
import { causesModel, refusedModel } from './cause.presenter.js';
import { CommunePresenter } from './commune.presenter.js';
import { changeSentence, flowSentence, periodWords, statusFigures } from './figure-words.js';
import { groupingChoices, groupingCode, groupTables } from './group.presenter.js';
import { knownModel } from './known-then.presenter.js';
import { THEN } from './observatory.form.js';
import { periodTables } from './period.presenter.js';
import { yearChart } from './year.presenter.js';

type Model = Record<string, unknown>;

/** The page for the people who are responsible for the families: what is without a solution comes first. */
@Injectable()
export class ObservatoryPresenter {
  constructor(private readonly communes: CommunePresenter) {}

  page(words: Translator, figures: ObservatoryFigures): Model {
    const { t, number } = words;
    const { on, today, period, months, weeks } = figures;
    const { total, lines } = this.communes.counts(words, figures.communes);
    const isToday = on === today;
    const said = { count: total.without, today: isToday ? 'yes' : 'no', day: on };
    const isThen = figures.knowing === 'then';
    const change = isThen ? null : changeSentence(words, total.without, figures.earlier);
    const listed = (status: string): string | null => (isToday ? listAddress({ status }) : null);
    const uncounted =
      figures.uncountedBefore && t('observatory.uncounted', { month: words.month(figures.uncountedBefore) });
    return {
      uncounted,
      title: uncounted ?? t('observatory.title', said),
      count: number(total.without),
      isZero: total.without === 0,
      headline: t('observatory.headline', said),
      change,
      listHref: total.without > 0 ? listed('without') : null,
      refused: refusedModel(words, figures),
      others: (['pending', 'with', 'partly'] as const).map((status) => ({
        status,
        number: number(total[status]),
        text: t(`observatory.others.${status}`),
        href: total[status] > 0 ? listed(status) : null,
      })),
      at: t(isToday ? 'observatory.at' : 'observatory.atEnd', { day: on, today: isThen ? on : today }),
      ...knownModel(words, figures),
      weeks,
      statuses: FAMILY_STATUSES,
      periods: figures.periods.map((choice) => ({ value: choice.code, text: periodWords(words, choice) })),
      groupings: groupingChoices(words),
      chosen: {
        par: groupingCode(figures.groups.grouping),
        periode: period.code,
        connu: figures.knowing === 'now' ? '' : THEN,
        ...(period.kind === 'days' ? { du: period.from, au: period.to } : {}),
      },
      year:
        change === null
          ? null
          : yearChart(words, yearLine(monthValues(figures, total.without), on.slice(0, 7)), change),
      flow: t('observatory.flow.sentence', {
        period: periodWords(words, period),
        flow: flowSentence(words, figures.entered, figures.left),
      }),
      causes: causesModel(words, figures),
      where: this.communes.model(words, lines, isToday, figures.groups.grouping),
      periodTitle: t('observatory.period.title', { period: periodWords(words, period) }),
      received: t('observatory.received', { count: figures.received, arrivals: figures.arrivals }),
      ...periodTables(words, figures),
      ...groupTables(words, figures),
      byMonth: isThen ? null : monthTable(words, months),
    };
  }
}

/** A month that is not over ends with the day of the page. */
function monthValues({ months, on }: ObservatoryFigures, value: number): MonthValue[] {
  return months
    .filter(({ month }) => month <= on.slice(0, 7))
    .map(({ month, stock }) => ({ month, value: month === on.slice(0, 7) ? value : stock.total.without }));
}

const monthTable = ({ t, month }: Translator, months: readonly MonthReport[]): Model => ({
  caption: t('observatory.byMonth'),
  columns: [
    { text: t('observatory.columns.month') },
    ...['received', 'families'].map((name) => ({ text: t(`observatory.columns.${name}`), numeric: true })),
    ...FAMILY_STATUSES.map((status) => ({ text: t(`reporting.status.${status}`), numeric: true })),
  ],
  rows: months.map((report) => [
    { text: month(report.month), href: `/rapport?periode=${report.month}` },
    report.received,
    ...statusFigures(report.stock.total),
  ]),
});
