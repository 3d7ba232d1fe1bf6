import { Injectable } from '@nestjs/common';
import type { Translator } from '../../platform/i18n/index.js';
import {
  FAMILY_STATUSES,
  publishedMonth,
  type MonthReport,
  type PublishedCounts,
  type PublishedMonth,
} from '../../reporting/index.js';
import { Territory } from '../../territory/index.js';

type Line = readonly (string | number)[];

/** What leaves the desk as CSV and JSON: no small count is in it, nor any that would tell one. */
@Injectable()
export class PublishedPresenter {
  constructor(private readonly territory: Territory) {}

  published(reports: readonly MonthReport[]): PublishedMonth[] {
    const codes = this.territory.communes().map(({ code }) => code);
    return reports.map((report) => publishedMonth(report, codes));
  }

  csvLines(words: Translator, months: readonly PublishedMonth[]): { head: Line; body: Line[] } {
    const { t } = words;
    const names = new Map(this.territory.communes().map(({ code, name }) => [code, name]));
    const said = (counts: PublishedCounts): Line =>
      [counts.families, ...FAMILY_STATUSES.map((status) => counts[status])].map(
        (count) => count ?? t('observatory.hidden'),
      );
    return {
      head: [
        t('observatory.columns.month'),
        t('observatory.columns.code'),
        t('observatory.columns.commune'),
        t('observatory.columns.families'),
        ...FAMILY_STATUSES.map((status) => t(`reporting.status.${status}`)),
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
