import { Injectable } from '@nestjs/common';
import type { Translator } from '../../platform/i18n/index.js';
import { Territory } from '../../territory/index.js';
import { FAMILY_STATUSES } from '../domain/family-status.js';
import type { CommuneRow, MonthReport, StatusCounts } from '../domain/month-report.js';
import { publishedMonth, type PublishedCounts, type PublishedMonth } from '../domain/published-month.js';

type Line = readonly (string | number)[];

/**
 * A report as tables. The page is for the people who are responsible for the families. The CSV and the JSON leave the
 * desk and show no small counts.
 */
@Injectable()
export class ReportPresenter {
  constructor(private readonly territory: Territory) {}

  columns(words: Translator): string[] {
    const { t } = words;
    return [t('reporting.columns.families'), ...FAMILY_STATUSES.map((status) => t(`reporting.status.${status}`))];
  }

  private statusFigures(counts: StatusCounts): number[] {
    return [counts.families, ...FAMILY_STATUSES.map((status) => counts[status])];
  }

  /** Every commune has its row, and so have families from outside. */
  private communeRows(
    words: Translator,
    report: MonthReport,
  ): { name: string; code: string | null; figures: number[] }[] {
    const { t } = words;
    const none = { families: 0, ...Object.fromEntries(FAMILY_STATUSES.map((status) => [status, 0])) } as StatusCounts;
    const of = (code: string | null): StatusCounts =>
      report.stock.communes.find((row: CommuneRow) => row.communeCode === code)?.counts ?? none;
    return [
      ...this.territory
        .communes()
        .map((commune) => ({
          name: commune.name,
          code: commune.code as string | null,
          figures: this.statusFigures(of(commune.code)),
        })),
      { name: t('reporting.outside'), code: null, figures: this.statusFigures(of(null)) },
    ];
  }

  page(words: Translator, report: MonthReport, months: readonly MonthReport[], weeks: number): Record<string, unknown> {
    const { t, month } = words;
    const { total } = report.stock;
    return {
      title: t('reporting.title', { month: month(report.month) }),
      at: report.at,
      weeks,
      months: months.map((report) => ({ value: report.month, text: month(report.month) })),
      month: report.month,
      figures: [
        { number: total.with, label: t('reporting.status.with'), hint: t('reporting.definition.with') },
        { number: total.partly, label: t('reporting.status.partly'), hint: t('reporting.definition.partly') },
        {
          number: total.without,
          label: t('reporting.status.without'),
          hint: t('reporting.definition.without', { weeks }),
          tone: 'action',
        },
        { number: total.pending, label: t('reporting.status.pending'), hint: t('reporting.definition.pending') },
      ],
      received: report.received,
      byCommune: {
        caption: t('reporting.byCommune', { month: month(report.month) }),
        columns: [
          { text: t('reporting.columns.commune') },
          ...this.columns(words).map((text) => ({ text, numeric: true })),
        ],
        rows: this.communeRows(words, report).map((row) => [row.name, ...row.figures]),
        foot: [t('reporting.total'), ...this.statusFigures(total)],
      },
      byMonth: {
        caption: t('reporting.byMonth'),
        columns: [
          { text: t('reporting.columns.month') },
          { text: t('reporting.columns.received'), numeric: true },
          ...this.columns(words).map((text) => ({ text, numeric: true })),
        ],
        rows: months.map((report) => [
          { text: month(report.month), href: `/rapport?mois=${report.month}` },
          report.received,
          ...this.statusFigures(report.stock.total),
        ]),
      },
    };
  }

  /** The months as they are published, without small counts. */
  published(reports: readonly MonthReport[]): PublishedMonth[] {
    const codes = this.territory.communes().map(({ code }) => code);
    return reports.map((report) => publishedMonth(report, codes));
  }

  csvLines(words: Translator, months: readonly PublishedMonth[]): { head: Line; body: Line[] } {
    const { t } = words;
    const names = new Map(this.territory.communes().map(({ code, name }) => [code, name]));
    const said = (counts: PublishedCounts): Line =>
      [counts.families, ...FAMILY_STATUSES.map((status) => counts[status])].map(
        (count) => count ?? t('reporting.hidden'),
      );
    return {
      head: [
        t('reporting.columns.month'),
        t('reporting.columns.code'),
        t('reporting.columns.commune'),
        ...this.columns(words),
      ],
      body: months.flatMap(({ month, stock }) =>
        stock.communes.map(({ communeCode, counts }) => [
          month,
          communeCode ?? '',
          communeCode === null ? t('reporting.outside') : (names.get(communeCode) ?? communeCode),
          ...said(counts),
        ]),
      ),
    };
  }
}
