import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { FAMILY_STATUSES, type PublishedCounts } from '../../reporting/index.js';
import type { SheetCell, WorkbookSheet } from '../../../foundation/platform/web/index.js';
import { GROUPINGS, MemberGroups, othersName, type Grouping } from '../member-groups.js';
import { delayTable, refusalTable, type FileTable } from './measure-lines.js';
import type { ToldMonths } from './told-months.js';

const MONTH = 10;
const WORDS = 28;
const COUNT = 14;
const SENTENCE = 110;

/** The tables of families as a workbook: by month, by month and commune, living area and desk, and what they say and of when. */
@Injectable()
export class PublishedWorkbook {
  constructor(private readonly groups: MemberGroups) {}

  /** @param weeks the horizon from which a family without a solution counts as such */
  sheets(words: Translator, told: ToldMonths, weeks: number): WorkbookSheet[] {
    return [
      this.byMonth(words, told),
      ...GROUPINGS.map((grouping) => this.byGroup(words, told, grouping)),
      this.measureSheet(words.t('observatory.workbook.delays'), delayTable(words, told)),
      this.measureSheet(words.t('observatory.workbook.refusals'), refusalTable(words, told)),
      this.aboutSheet(words, told, weeks),
    ];
  }

  private measureSheet(name: string, { head, rows }: FileTable): WorkbookSheet {
    return {
      name,
      head,
      rows,
      widths: head.map((_, index) => (index === 1 ? SENTENCE / 2 : index === head.length - 1 ? SENTENCE : COUNT)),
    };
  }

  private byMonth(words: Translator, { months, isPeriod }: ToldMonths): WorkbookSheet {
    const { t } = words;
    return {
      name: t('observatory.workbook.byMonth'),
      head: [
        t(isPeriod ? 'observatory.workbook.period' : 'observatory.columns.month'),
        t('observatory.workbook.received'),
        ...this.heads(words),
      ],
      rows: months.map(({ month, received, stock }) => [
        month,
        this.shown(words, received),
        ...this.cells(words, stock.total),
      ]),
      widths: [MONTH, COUNT, ...this.heads(words).map(() => COUNT)],
    };
  }

  private byGroup(words: Translator, { months, isPeriod }: ToldMonths, grouping: Grouping): WorkbookSheet {
    const { t } = words;
    const isCommune = grouping === 'commune';
    return {
      name: t(`observatory.workbook.by.${grouping}`),
      head: [
        t(isPeriod ? 'observatory.workbook.period' : 'observatory.columns.month'),
        ...(isCommune ? [t('observatory.columns.code')] : []),
        t(`observatory.group.column.${grouping}`),
        ...this.heads(words),
      ],
      rows: months.flatMap((month) =>
        this.groups
          .groupMonth(month, grouping)
          .map(({ key, name, counts }) => [
            month.month,
            ...(isCommune ? [key === '' ? null : key] : []),
            name ?? t(othersName(grouping)),
            ...this.cells(words, counts),
          ]),
      ),
      widths: [MONTH, ...(isCommune ? [MONTH] : []), WORDS, ...this.heads(words).map(() => COUNT)],
    };
  }

  private aboutSheet(words: Translator, { months, knownOn, isPeriod }: ToldMonths, weeks: number): WorkbookSheet {
    const { t, day } = words;
    const [latest, first] = [months[0], months.at(-1)];
    return {
      name: t('observatory.workbook.about'),
      head: [],
      rows: [
        ...(first && latest
          ? [
              [
                t('observatory.workbook.period'),
                isPeriod ? first.month : t('observatory.workbook.fromTo', { from: first.month, to: latest.month }),
              ],
            ]
          : []),
        [
          t('observatory.workbook.date'),
          t('observatory.workbook.asKnown', { day: day(knownOn), then: isPeriod ? 'yes' : 'no' }),
        ],
        [t('observatory.workbook.source'), t('observatory.workbook.sourceText')],
        [t('observatory.hidden'), t('observatory.workbook.hiddenText')],
        ...FAMILY_STATUSES.map((status) => [
          t(`reporting.status.${status}`),
          t(`reporting.definition.${status}`, { weeks }),
        ]),
        [t('observatory.workbook.received'), t('observatory.workbook.receivedText')],
        ...['stages', 'active', 'answer', 'refusals'].map((counted) => [
          t(`observatory.workbook.of.${counted}`),
          t(`reporting.counts.${counted}`),
        ]),
        [t('observatory.stages.lists'), t('observatory.stages.listsDefinition')],
      ],
      widths: [WORDS, SENTENCE],
    };
  }

  private heads({ t }: Translator): string[] {
    return FAMILY_STATUSES.map((status) => t(`reporting.status.${status}`));
  }

  private cells(words: Translator, counts: PublishedCounts): SheetCell[] {
    return FAMILY_STATUSES.map((status) => this.shown(words, counts[status]));
  }

  private shown({ t }: Translator, count: number | null): SheetCell {
    return count ?? t('observatory.hidden');
  }
}
