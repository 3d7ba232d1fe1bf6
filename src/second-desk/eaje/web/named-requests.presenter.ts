import { Injectable } from '@nestjs/common';
import { MOST_COUNTED, OPEN_STATES } from '../../../dossier/dossier/index.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  filled,
  listFiles,
  sortsBy,
  titleOfList,
  toldApart,
  type ListColumn,
  type ListFile,
  type ListRow,
} from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { NAMED_ORDERS, type NamedOrder, type NamedPage, type NamedRequest } from '../named-requests.js';
import { EajeWords } from './eaje-words.js';
import { foundAt, namedAddress, placeAfter } from './named-list-left.js';
import { STATES, type NamedQuery } from './named-requests.form.js';
import { RequestPresenter } from './request.presenter.js';

const FILE_COLUMNS = [
  ['surname', 20],
  ['firstName', 16],
  ['birth', 12],
  ['expected', 12],
  ['commune', 22],
  ['wanted', 12],
  ['submitted', 12],
  ['state', 22],
  ['need', 30],
  ['rank', 8],
] as const;

/** The requests that name an establishment, as the page of their list shows them. */
@Injectable()
export class NamedRequestsPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly requests: RequestPresenter,
    private readonly territory: Territory,
  ) {}

  listModel(
    words: Translator,
    provider: Provider,
    query: NamedQuery,
    { rows, last, found, states }: NamedPage,
  ): Record<string, unknown> {
    const { t } = words;
    const { apres, ...filters } = query;
    const address = (other: NamedQuery): string => namedAddress(provider.id, other);
    const active = this.active(words, filters).map(([name, text]) => ({
      text,
      href: address({ ...filters, [name]: undefined }),
    }));
    return {
      titleShown: titleOfList(words, active, apres !== undefined),
      ...this.say.frame(words, provider, '/demandes', t('eaje.requests.title')),
      options: {
        states: STATES.map((value) => ({ value, text: stateWords(words, value) })),
        communes: this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
        wishes: ['', 'yes'].map((value) => ({ value, text: t(`eaje.requests.wish.${value || 'any'}`) })),
        orders: NAMED_ORDERS.map((value) => ({ value, text: t(`requestList.order.${value}`) })),
      },
      counts: [
        {
          number: words.number(states.reduce((sum, { count }) => sum + count, 0)),
          label: t('requestList.underWay'),
          href: address({ ...filters, etat: undefined }),
          current: (filters.etat ?? 'open') === 'open',
        },
        ...OPEN_STATES.flatMap((state) => {
          const counted = states.find((one) => one.state === state);
          return counted
            ? [
                {
                  number: words.number(counted.count),
                  label: t(`requestList.inState.${state}`, { count: counted.count }),
                  href: address({ ...filters, etat: state }),
                  current: filters.etat === state,
                },
              ]
            : [];
        }),
      ],
      found: t('eaje.requests.found', {
        count: Math.min(found, MOST_COUNTED),
        most: found > MOST_COUNTED ? 'yes' : 'no',
      }),
      active,
      whole: address({}),
      list: {
        caption: t('eaje.requests.caption'),
        empty: t('eaje.requests.empty'),
        columns: this.columns(words, provider, filters),
        rows: this.rows(words, provider, query, rows),
      },
      files: listFiles(words, `/eaje/${provider.id}/demandes`, filters, found),
      start: apres ? address(filters) : null,
      next: last && address({ ...filters, apres: placeAfter(last, filters.ordre) }),
    };
  }

  /** The same requests as a spreadsheet reads them: names apart, days that sort. */
  file(words: Translator, provider: Provider, requests: readonly NamedRequest[]): ListFile {
    const { t } = words;
    return {
      name: `demandes-${provider.id}`,
      sheet: t('eaje.requests.title'),
      columns: FILE_COLUMNS.map(([name, width]) => ({ text: t(`eaje.requests.file.${name}`), width })),
      rows: requests.map((request) => [
        request.surname,
        request.firstName,
        request.birthDate,
        request.dueDate,
        this.communeName(words, request.communeCode),
        request.wantedFrom,
        dayOf(request.submittedAt),
        t(`state.${request.state}`),
        this.requests.shortNeed(words, request.need),
        request.rank,
      ]),
    };
  }

  /** Each filter that is on, in its words. */
  private active(words: Translator, { etat, commune, premier, avant, ordre }: NamedQuery): [string, string][] {
    const { t, shortDay } = words;
    return filled({
      etat: etat && stateWords(words, etat),
      commune: commune && this.communeName(words, commune),
      premier: premier && t('eaje.requests.wish.yes'),
      avant: avant && t('eaje.requests.wantedBySaid', { day: shortDay(avant) }),
      ordre: ordre && t('web.list.ordered', { order: t(`requestList.order.${ordre}`) }),
    });
  }

  /** The columns of the list; those of a stored day are also its orders. */
  private columns({ t }: Translator, provider: Provider, filters: NamedQuery): ListColumn[] {
    const sortBy = sortsBy<NamedOrder>(filters.ordre, 'wanted', (ordre) =>
      namedAddress(provider.id, { ...filters, ordre }),
    );
    const column = (name: string, width: ListColumn['width'], more: Partial<ListColumn> = {}): ListColumn => ({
      text: t(`eaje.requests.column.${name}`),
      width,
      plain: true,
      ...more,
    });
    return [
      column('child', 'name', sortBy('born')),
      column('commune', 'place'),
      column('wanted', 'day', { ...sortBy('wanted'), plain: false }),
      column('state', 'mark'),
      column('need', 'rest'),
      column('rank', 'due'),
    ];
  }

  private rows(words: Translator, provider: Provider, query: NamedQuery, requests: readonly NamedRequest[]): ListRow[] {
    const { t, shortDay } = words;
    const children = toldApart(
      requests.map((request) => ({
        text: this.requests.childName(words, request),
        href: foundAt(provider.id, query, request),
        hint: this.requests.age(words, request),
      })),
    );
    return requests.map((request, index) => ({
      cells: [
        children[index]!,
        this.communeName(words, request.communeCode),
        request.wantedFrom ? shortDay(request.wantedFrom) : t('eaje.requests.unknown'),
        t(`state.${request.state}`),
        this.requests.shortNeed(words, request.need),
        t('eaje.requests.rank', { rank: request.rank }),
      ],
    }));
  }

  private communeName({ t }: Translator, code: string | null): string {
    return this.territory.commune(code)?.name ?? t('eaje.requests.elsewhere');
  }
}

const stateWords = ({ t }: Translator, state: string): string =>
  t(state === 'open' ? 'eaje.requests.open' : `state.${state}`);
