import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import {
  listPageModel,
  narrowedTo,
  numberFound,
  pageOfRows,
  type ListFile,
  type ListFilter,
  type ListMark,
  type ListRow,
  type ListViews,
} from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import {
  CHILDMINDER_ORDERS,
  CHILDMINDER_STATES,
  ChildminderBook,
  confirmedOn,
  type ChildminderState,
  type KnownChildminder,
} from '../childminder-book.js';
import { keepsChildminder, readsChildminderFigures } from '../childminder.policy.js';
import { availabilityInShort } from '../free-words.js';
import type { ChildminderQuery } from './childminder-list.form.js';

const PAGE = 50;
export const CHILDMINDER_LIST = '/assistantes-maternelles';
const DIRECTIONS = { name: 'ascending', places: 'descending', confirmed: 'descending', commune: 'ascending' } as const;
const TONES: Partial<Record<ChildminderState, ListMark['tone']>> = { to_renew: 'action', no_record: 'warning' };
const FILE_COLUMNS = [
  ['name', 26],
  ['commune', 22],
  ['mam', 26],
  ['phone', 18],
  ['email', 28],
  ['places', 10],
  ['free', 34],
  ['confirmed', 12],
  ['atypical', 12],
  ['agreementTo', 12],
  ['state', 34],
] as const;

/** The childminders of a desk as a list and as a file. */
@Injectable()
export class ChildminderListPresenter {
  constructor(
    private readonly book: ChildminderBook,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly clock: Clock,
  ) {}

  listModel(
    words: Translator,
    actor: Actor,
    query: ChildminderQuery,
    found: readonly KnownChildminder[],
    views: ListViews,
  ): Record<string, unknown> {
    const { t } = words;
    const { rows, ...at } = pageOfRows(found, query.page, PAGE);
    const title = t('minder.list.title');
    return {
      ...listPageModel(words, {
        path: CHILDMINDER_LIST,
        title,
        query,
        filters: this.filters(words, actor),
        orders: CHILDMINDER_ORDERS.map((value) => ({
          value,
          text: t(`minder.order.${value}`),
          direction: DIRECTIONS[value],
        })),
        found: t('minder.list.found', numberFound(found.length)),
        list: {
          caption: title,
          empty: t('minder.list.none'),
          columns: [
            { text: t('minder.column.name'), width: 'name', plain: true, by: ['name'] },
            { text: t('minder.column.free'), width: 'rest', plain: true },
            { text: t('minder.column.todo'), width: 'mark', plain: true },
            { text: t('minder.column.commune'), width: 'place', plain: true, by: ['commune'] },
            { text: t('minder.column.places'), width: 'day', by: ['places'] },
            { text: t('minder.column.confirmed'), width: 'due', by: ['confirmed'] },
          ],
          rows: rows.map((one) => this.row(words, one)),
        },
        at,
        views,
        files: { path: `${CHILDMINDER_LIST}/liste`, found: found.length },
      }),
      figuresHref: readsChildminderFigures(actor) ? `${CHILDMINDER_LIST}/departs` : null,
    };
  }

  /** The same childminders as a spreadsheet reads them. */
  file(words: Translator, actor: Actor, query: ChildminderQuery, found: readonly KnownChildminder[]): ListFile {
    const { t } = words;
    return {
      name: 'assistantes-maternelles',
      sheet: t('minder.list.title'),
      columns: FILE_COLUMNS.map(([name, width]) => ({ text: t(`minder.file.${name}`), width })),
      rows: found.map((known) => {
        const { provider, record, availability } = known;
        return [
          provider.name,
          this.communeName(provider.communeCode),
          this.supply.provider(provider.mamId)?.name ?? null,
          provider.phone && phoneWords(provider.phone),
          provider.email,
          provider.authorisedCapacity,
          record === null ? null : availabilityInShort(words, availability),
          confirmedOn(record),
          t(provider.atypicalHours ? 'minder.yes' : 'minder.no'),
          record?.agreementTo ?? null,
          this.book
            .statesOf(known)
            .map((state) => t(`minder.state.${state}`))
            .join(', '),
        ];
      }),
      about: {
        definition: t('minder.list.definition'),
        narrowed: narrowedTo(words, this.filters(words, actor), query),
        day: this.clock.today(),
      },
    };
  }

  private filters({ t, shortDay }: Translator, actor: Actor): ListFilter[] {
    return [
      {
        name: 'texte',
        label: t('minder.list.text'),
        inLine: true,
        said: (text) => t('minder.list.textSaid', { text }),
      },
      {
        name: 'commune',
        label: t('minder.field.commune'),
        any: t('minder.list.all'),
        choices: this.territory
          .communes()
          .filter(({ firstDeskId }) => keepsChildminder(actor, firstDeskId))
          .map(({ code, name }) => ({ value: code, text: name })),
      },
      {
        name: 'etat',
        label: t('minder.list.state'),
        any: t('minder.list.all'),
        choices: CHILDMINDER_STATES.map((value) => ({ value, text: t(`minder.state.${value}`) })),
      },
      {
        name: 'atypique',
        label: t('minder.list.hours'),
        any: t('minder.list.all'),
        choices: [{ value: 'yes', text: t('minder.list.atypical') }],
      },
      {
        name: 'confirme',
        label: t('minder.list.confirmedSince'),
        takes: 'date',
        said: (day) => t('minder.list.confirmedSaid', { day: shortDay(day) }),
      },
    ];
  }

  private row(words: Translator, known: KnownChildminder): ListRow {
    const { t, shortDay } = words;
    const { provider, record, availability } = known;
    const confirmed = confirmedOn(record);
    return {
      cells: [
        {
          text: provider.name,
          href: `${CHILDMINDER_LIST}/${provider.id}`,
          hint: this.supply.provider(provider.mamId)?.name ?? '',
        },
        {
          text: record === null ? '' : availabilityInShort(words, availability),
          hint: provider.atypicalHours ? t('minder.list.atypical') : '',
        },
        {
          marks: this.book
            .statesOf(known)
            .filter((state) => state !== 'confirmed')
            .map((state) => ({ text: t(`minder.mark.${state}`), tone: TONES[state] ?? 'neutral' })),
        },
        this.communeName(provider.communeCode),
        provider.authorisedCapacity,
        confirmed === null ? null : shortDay(confirmed),
      ],
    };
  }

  private communeName(code: string): string {
    return this.territory.commune(code)?.name ?? '';
  }
}
