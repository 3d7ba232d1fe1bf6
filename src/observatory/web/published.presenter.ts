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
import type { ToldMonths } from '../exports/told-months.js';
import { MemberGroups, othersName, type Grouping } from '../member-groups.js';

type Line = readonly (string | number)[];

/** What leaves the desk as CSV and JSON: no small count is in it, nor any that would tell one. */
@Injectable()
export class PublishedPresenter {
  constructor(
    private readonly territory: Territory,
    private readonly groups: MemberGroups,
  ) {}

  published(reports: readonly MonthReport[]): PublishedMonth[] {
    const codes = this.territory.communes().map(({ code }) => code);
    return reports.map((report) => publishedMonth(report, codes));
  }

  /** By commune, or by groups of communes, which have no INSEE code. */
  csvLines(
    words: Translator,
    { months, knownOn, isPeriod }: ToldMonths,
    grouping: Grouping,
  ): { head: Line; body: Line[] } {
    const { t } = words;
    const said = (counts: PublishedCounts): Line =>
      [counts.families, ...FAMILY_STATUSES.map((status) => counts[status])].map(
        (count) => count ?? t('observatory.hidden'),
      );
    const first = grouping === 'commune' ? [t('observatory.columns.code')] : [];
    return {
      head: [
        t(isPeriod ? 'observatory.workbook.period' : 'observatory.columns.month'),
        ...first,
        t(`observatory.group.column.${grouping}`),
        t('observatory.columns.families'),
        ...FAMILY_STATUSES.map((status) => t(`reporting.status.${status}`)),
        t('observatory.columns.knownOn'),
      ],
      body: months.flatMap((month) =>
        this.groups
          .groupMonth(month, grouping)
          .map(({ key, name, counts }) => [
            month.month,
            ...(grouping === 'commune' ? [key] : []),
            name ?? t(othersName(grouping)),
            ...said(counts),
            knownOn,
          ]),
      ),
    };
  }
}
