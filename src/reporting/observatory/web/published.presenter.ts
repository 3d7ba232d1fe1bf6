import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  FAMILY_STATUSES,
  publishedMonth,
  type MonthReport,
  type PublishedCounts,
  type PublishedMonth,
} from '../../reporting/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { delayTable, refusalTable } from '../exports/measure-lines.js';
import type { ToldMonths } from '../exports/told-months.js';
import { MemberGroups, othersName, type Grouping } from '../member-groups.js';
import type { FILE_TABLES } from './observatory.form.js';

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
      FAMILY_STATUSES.map((status) => counts[status] ?? t('observatory.hidden'));
    const first = grouping === 'commune' ? [t('observatory.columns.code')] : [];
    return {
      head: [
        t(isPeriod ? 'observatory.workbook.period' : 'observatory.columns.month'),
        ...first,
        t(`observatory.group.column.${grouping}`),
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

  /** Delays or refusals by month, each row with its definition, its source and the day on which it was known. */
  measureLines(words: Translator, told: ToldMonths, table: (typeof FILE_TABLES)[number]): { head: Line; body: Line[] } {
    const { t } = words;
    const { head, rows } = table === 'etapes' ? delayTable(words, told) : refusalTable(words, told);
    return {
      head: [...head, t('observatory.workbook.source'), t('observatory.columns.knownOn')],
      body: rows.map((row) => [...row, t('observatory.workbook.sourceText'), told.knownOn]),
    };
  }
}
