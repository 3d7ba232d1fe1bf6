import { Injectable } from '@nestjs/common';
import { lastDayOfQuarter, firstDayOfQuarter, type Quarter } from '../../../foundation/kernel/quarter.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { WorkbookSheet } from '../../../foundation/platform/web/index.js';
import type { PublishedCell, PublishedDelays, PublishedTable } from '../../disclosure/index.js';
import type { Publication } from '../persistence/publication.entity.js';
import { PublicationWords } from './publication-words.js';

type Model = Record<string, unknown>;
type Line = readonly (string | number)[];

const COUNT = 14;
const WORDS = 34;
const SENTENCE = 110;

/** Pages and files of publications. None of them says which of the hidden counts are small. */
@Injectable()
export class PublicationsPresenter {
  constructor(private readonly names: PublicationWords) {}

  staffList(
    words: Translator,
    publications: readonly Publication[],
    quarters: readonly Quarter[],
    mayPublish: boolean,
  ): Model {
    const { t, day } = words;
    return {
      title: t('publications.list'),
      mayPublish,
      quarters: quarters.map((value) => ({ value, text: this.quarterName(words, value) })),
      table: {
        caption: t('publications.list'),
        captionHidden: true,
        empty: t('publications.none'),
        columns: ['quarter', 'state', 'known'].map((name) => ({ text: t(`publications.name.column.${name}`) })),
        rows: publications.map(({ id, quarter, state, knownAt }) => [
          { text: this.quarterName(words, quarter), href: `/rapport/publications/${id}` },
          t(`publications.name.state.${state}`),
          knownAt ? day(dayOf(knownAt)) : '',
        ]),
      },
    };
  }

  staffPage(words: Translator, publication: Publication, mayPublish: boolean): Model {
    const { t } = words;
    return {
      ...this.page(words, publication),
      id: publication.id,
      state: publication.state,
      stateName: t(`publications.name.state.${publication.state}`),
      mayPublish,
      publicHref: publication.publishedAt ? `/donnees/${publication.quarter}` : null,
      reason: publication.reason,
      counted: publication.content ? this.countCells(words, publication.content.tables) : null,
    };
  }

  publicList(words: Translator, publications: readonly Publication[]): Model {
    const { t } = words;
    return {
      title: t('publications.public'),
      publications: publications.flatMap(({ quarter, state }) =>
        state === 'published' ? [{ href: `/donnees/${quarter}`, text: this.quarterName(words, quarter) }] : [],
      ),
    };
  }

  publicPage(words: Translator, publication: Publication): Model {
    const { quarter, state, reason } = publication;
    return {
      ...this.page(words, state === 'published' ? publication : { ...publication, content: null }),
      withdrawn: state === 'withdrawn' ? reason : null,
      files: `/donnees/${quarter}`,
    };
  }

  private page(words: Translator, { quarter, knownAt, content }: Publication): Model {
    const { t } = words;
    return {
      title: t('publications.title', { quarter: this.quarterName(words, quarter) }),
      known: knownAt === null ? null : this.knownWords(words, quarter, knownAt),
      tables: (content?.tables ?? []).map((table) => this.shownTable(words, table)),
      delays: content ? this.delaysTable(words, content.delays) : null,
    };
  }

  private shownTable(words: Translator, table: PublishedTable): Model {
    const { t } = words;
    return {
      id: table.id,
      table: {
        caption: this.names.tableName(words, table),
        wide: true,
        columns: [
          { text: t(`publications.name.row.${table.dimension}`) },
          ...table.categories.map((category) => ({
            text: this.names.categoryName(words, table.counts, category),
            numeric: true,
          })),
        ],
        empty: t('publications.allHidden'),
        rows: table.cells.flat().some((cell) => typeof cell === 'number') ? this.rows(words, table) : [],
      },
    };
  }

  private rows(words: Translator, table: PublishedTable): Line[] {
    return table.members.map((member, row) => [
      this.names.memberName(words, table.dimension, member),
      ...table.cells[row]!.map((cell) => this.shown(words, cell)),
    ]);
  }

  private delaysTable(words: Translator, delays: readonly PublishedDelays[]): Model {
    const { t } = words;
    return {
      caption: t('reporting.counts.stages'),
      empty: t('publications.noDelay'),
      columns: [
        { text: t('publications.name.column.residence') },
        { text: t('publications.name.column.stage') },
        { text: t('publications.name.column.median'), numeric: true },
        { text: t('publications.name.column.p90'), numeric: true },
      ],
      rows: delays.map(({ table, member, stage, median, p90 }) => [
        this.names.memberName(words, table === 'stages' ? 'all' : 'commune', member),
        this.names.categoryName(words, 'stages', stage),
        median,
        p90,
      ]),
    };
  }

  /** One line for each count, with what it counts, of when, and as it was known on which day. */
  csvLines(words: Translator, { quarter, knownAt, content }: Publication, table: PublishedTable | null): Line[] {
    const { t } = words;
    const said = [firstDayOfQuarter(quarter), lastDayOfQuarter(quarter), dayOf(knownAt!)];
    const head = [
      'table',
      'definition',
      'from',
      'to',
      'known',
      'memberCode',
      'member',
      'categoryCode',
      'category',
      'value',
    ];
    const tables = table ? [table] : content!.tables;
    return [
      head.map((name) => t(`publications.name.head.${name}`)),
      ...tables.flatMap((one) =>
        one.members.flatMap((member, row) =>
          one.categories.map((category, column) => [
            one.id,
            this.names.tableName(words, one),
            ...said,
            member,
            this.names.memberName(words, one.dimension, member),
            category,
            this.names.categoryName(words, one.counts, category),
            this.shown(words, one.cells[row]![column]!),
          ]),
        ),
      ),
    ];
  }

  sheets(words: Translator, publication: Publication): WorkbookSheet[] {
    const { t } = words;
    const { tables, delays } = publication.content!;
    const about: WorkbookSheet = {
      name: t('publications.sheet.about'),
      head: [],
      rows: [
        [t('publications.sheet.period'), this.quarterName(words, publication.quarter)],
        [t('publications.sheet.date'), this.knownWords(words, publication.quarter, publication.knownAt!)],
        [t('publications.sheet.source'), t('publications.sheet.sourceText')],
        [t('publications.hidden'), t('publications.hiddenText')],
        ...tables.map((table) => [table.id, this.names.tableName(words, table)]),
        ...['with', 'partly', 'without', 'pending', 'no_longer_needed', 'lost_contact', 'ended'].map((status) => [
          t(`reporting.status.${status}`),
          t(`reporting.definition.${status}`, { weeks: t('publications.horizon') }),
        ]),
      ],
      widths: [WORDS, SENTENCE],
    };
    const days = this.delaysTable(words, delays) as { columns: { text: string }[]; rows: Line[] };
    return [
      about,
      ...tables.map((table) => ({
        name: table.id.slice(0, 31),
        head: [
          t(`publications.name.row.${table.dimension}`),
          ...table.categories.map((category) => this.names.categoryName(words, table.counts, category)),
        ],
        rows: this.rows(words, table),
        widths: [WORDS, ...table.categories.map(() => COUNT)],
      })),
      {
        name: 'stages',
        head: days.columns.map(({ text }) => text),
        rows: days.rows,
        widths: [WORDS, WORDS, COUNT, COUNT],
      },
    ];
  }

  private countCells({ t }: Translator, tables: readonly PublishedTable[]): string {
    const cells = tables.flatMap(({ cells: rows }) => rows.flat());
    const of = (kind: PublishedCell): number => cells.filter((cell) => cell === kind).length;
    return t('publications.counted', { all: cells.length, small: of('small'), secondary: of('secondary') });
  }

  private knownWords({ t, day }: Translator, quarter: Quarter, knownAt: string): string {
    const [from, to] = [firstDayOfQuarter(quarter), lastDayOfQuarter(quarter)];
    return t('publications.known', { from: day(from), to: day(to), day: day(dayOf(knownAt)) });
  }

  private quarterName({ t }: Translator, quarter: Quarter): string {
    const [year = '', number = ''] = quarter.split('-T');
    return t('publications.quarter', { year, number });
  }

  private shown({ t }: Translator, cell: PublishedCell): string | number {
    return typeof cell === 'number' ? cell : t('publications.hidden');
  }
}
