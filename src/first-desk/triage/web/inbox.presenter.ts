import {
  FOUND_PAGE,
  INBOX_ORDERS,
  MOST_COUNTED,
  NEXT_ACTS,
  OPEN_STATES,
  type FoundBeside,
  type InboxCount,
  type InboxRow,
} from '../../../dossier/dossier/index.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { filled, listFiles, type ListViews } from '../../../foundation/platform/web/index.js';
import type { FollowedFilter } from '../../request-agents/index.js';
import type { FigureFamilies } from '../figure-lists.js';
import { BULK_ACTS, MOST_AT_ONCE, type BulkActCode } from '../domain/bulk-act.js';
import { OWNERS, type InboxSearch } from './inbox.form.js';
import { inboxAddress, placeAfter } from './inbox-address.js';
import { foundTable, inboxColumns, inboxRows, type ListedRequests } from './inbox-rows.presenter.js';
import { communeWords, type Places } from './request-words.js';

export interface InboxData extends ListedRequests {
  /** The last row of a full page, after which another may follow. */
  readonly last: InboxRow | null;
  readonly counts: readonly InboxCount[];
  readonly beside: FoundBeside;
  /** How many requests the filters find, on all pages; more than {@link MOST_COUNTED} when there are more. */
  readonly listed: number;
  /** The commissions, to narrow the list to the requests that one of them examines. */
  readonly bodies: readonly { readonly id: string; readonly name: string }[];
  /** The views that the agent kept. */
  readonly views: ListViews;
  /** The people of the desk, to narrow the list to the requests that one of them follows. */
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  /** How many families that came with lists were never written to. */
  readonly uncontacted: number;
  /** The figure whose families are listed, with how many requests of the desk are due; null when too many to list. */
  readonly figure: (FigureFamilies & { readonly due: number | null }) | null;
}

/** What is done to many less often stands behind one word, so that the bar is one line. */
const RARE_ACTS: readonly BulkActCode[] = ['unlist', 'remind', 'write'];
const actButtons = (acts: readonly BulkActCode[], { t }: Translator): { value: BulkActCode; text: string }[] =>
  acts.map((value) => ({ value, text: t(`bulk.act.${value}`) }));

/** The inbox as its page shows it. */
export function inboxModel(
  query: InboxSearch,
  data: InboxData,
  today: Day,
  translator: Translator,
  places: Places,
): Record<string, unknown> {
  const { t } = translator;
  const { figure, uncontacted, urgent, beside, listed, last } = data;
  const { after, text: _text, ...filters } = query;
  const list = inboxAddress({ ...filters, after });
  const figureList = figure && {
    code: filters.figure,
    href: figure.href,
    text:
      figure.due === null
        ? t('triage.inbox.figure.many', { name: figure.nameIn(translator), families: figure.families })
        : t('triage.inbox.figure.list', {
            name: figure.nameIn(translator),
            families: figure.families,
            due: figure.due,
          }),
  };
  return {
    title: t('triage.inbox.title'),
    views: data.views,
    strip: stripOf(query, data, translator),
    titleShown: [...(figureList ? [figureList.text] : []), ...titleWords(query, translator, places, data)],
    figureList,
    uncontacted: uncontacted > 0 ? t('firstContact.waiting', { count: uncontacted }) : null,
    options: {
      states: OPEN_STATES.map((value) => ({ value, text: t(`state.${value}`) })),
      communes: places.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      establishments: places.supply.establishments().map(({ id, name }) => ({ value: id, text: name })),
      agents: [
        { value: 'mine', text: t('triage.inbox.filter.mine') },
        { value: 'none', text: t('triage.inbox.filter.followedByNone') },
        ...data.agents.map(({ id, name }) => ({ value: id, text: name })),
      ],
      bodies: data.bodies.map(({ id, name }) => ({ value: id, text: name })),
      acts: NEXT_ACTS.map((value) => ({ value, text: t(`triage.inbox.act.${value}`) })),
      owners: OWNERS.map((value) => ({ value, text: t(`owner.${value}`) })),
      orders: INBOX_ORDERS.map((value) => ({ value, text: t(`requestList.order.${value}`) })),
    },
    many: {
      filters: filled(filters).map(([name, value]) => ({ name, value })),
      all: listed > MOST_AT_ONCE ? t('bulk.allOf', { most: MOST_AT_ONCE }) : t('bulk.all', { count: listed }),
      acts: actButtons(
        BULK_ACTS.filter((act) => !RARE_ACTS.includes(act)),
        translator,
      ),
      rareActs: actButtons(RARE_ACTS, translator),
    },
    active: activeFilters(query, translator, places, data),
    urgent: urgent > 0 ? t('triage.inbox.urgent', { count: urgent }) : null,
    list: {
      caption: t('triage.inbox.caption'),
      empty: t('triage.inbox.empty'),
      presses: 'row-acts',
      chooses: 'many',
      columns: inboxColumns(query, translator),
      rows: inboxRows(data, { list, order: query.order }, today, translator, places),
    },
    found: t('triage.inbox.found.due', {
      count: Math.min(listed, MOST_COUNTED),
      most: listed > MOST_COUNTED ? 'yes' : 'no',
    }),
    files: listFiles(translator, '/rpe/liste', filters, listed),
    beside: after
      ? []
      : (['closed', 'alike'] as const).flatMap((kind) =>
          beside[kind].length === 0
            ? []
            : [
                {
                  ...foundTable(kind, beside[kind], list, today, translator, places),
                  note: beside[kind].length === FOUND_PAGE ? t('triage.inbox.morePrecise', { most: FOUND_PAGE }) : null,
                },
              ],
        ),
    next: last && inboxAddress({ ...filters, after: placeAfter(last, filters.order) }),
    start: after ? inboxAddress(filters) : null,
  };
}

/** Where the requests of the desk stand, with their numbers; each leads to those. */
function stripOf({ after: _page, text: _text, ...filters }: InboxSearch, { counts }: InboxData, words: Translator) {
  const { t, number } = words;
  const numberOf = (count: number): string =>
    count === MOST_COUNTED ? t('triage.inbox.orMore', { count: number(count) }) : number(count);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const isMore = counts.some(({ count }) => count === MOST_COUNTED);
  return [
    {
      number: isMore ? t('triage.inbox.orMore', { count: number(total) }) : number(total),
      label: t('requestList.underWay', { count: total }),
      href: inboxAddress({ ...filters, state: undefined, searched: undefined }),
      current: !filters.state,
    },
    ...OPEN_STATES.flatMap((state) => {
      const found = counts.find((count) => count.state === state);
      if (!found) return [];
      return [
        {
          number: numberOf(found.count),
          label: t(`requestList.inState.${state}`, { count: found.count }),
          href: inboxAddress({ ...filters, state }),
          current: filters.state === state,
          late: found.overdue > 0 ? t('triage.inbox.overdueCount', { count: found.overdue }) : '',
        },
      ];
    }),
  ];
}

type Named = Pick<InboxData, 'bodies' | 'agents'>;

function followedWords(agent: FollowedFilter, agents: Named['agents'], { t }: Translator): string {
  if (agent === 'mine') return t('triage.inbox.filter.mine');
  if (agent === 'none') return t('triage.inbox.filter.followedByNone');
  return t('agent.followed', { name: agents.find(({ id }) => id === agent)?.name ?? '' });
}

/** The filters that are on, each in its words, by their names in the address. */
function filterWords(
  query: InboxSearch,
  words: Translator,
  places: Places,
  { bodies, agents }: Named,
): Record<string, string> {
  const { t, shortDay } = words;
  return {
    ...(query.state ? { state: t(`state.${query.state}`) } : {}),
    ...(query.commune ? { commune: communeWords(query.commune, words, places) } : {}),
    ...(query.establishment ? { establishment: places.supply.provider(query.establishment)?.name ?? '' } : {}),
    ...(query.owner ? { owner: t(`owner.${query.owner}`) } : {}),
    ...(query.agent ? { agent: followedWords(query.agent, agents, words) } : {}),
    ...(query.body ? { body: bodies.find(({ id }) => id === query.body)?.name ?? '' } : {}),
    ...(query.mark ? { mark: t(`triage.enum.mark.${query.mark}`) } : {}),
    ...(query.nextAct ? { nextAct: t(`triage.inbox.act.${query.nextAct}`) } : {}),
    ...(query.dueFrom ? { dueFrom: t('triage.inbox.filter.dueFromSaid', { day: shortDay(query.dueFrom) }) } : {}),
    ...(query.dueBy ? { dueBy: t('triage.inbox.filter.dueBySaid', { day: shortDay(query.dueBy) }) } : {}),
    ...(query.text ? { searched: t('triage.inbox.filter.textSaid', { text: query.text }) } : {}),
    ...(query.order ? { order: t('web.list.ordered', { order: t(`requestList.order.${query.order}`) }) } : {}),
  };
}

/** Each filter that is on, with the address of the list without it. */
function activeFilters(query: InboxSearch, words: Translator, places: Places, named: Named): object[] {
  const { after: _page, text: _text, ...filters } = query;
  return Object.entries(filterWords(query, words, places, named)).map(([name, text]) => ({
    text,
    href: inboxAddress(Object.fromEntries(filled({ ...filters, [name]: undefined }))),
  }));
}

/** What of the list is shown, for the title of the page. A name that was searched for stays out: browsers keep titles. */
const titleWords = (query: InboxSearch, words: Translator, places: Places, named: Named): string[] => [
  ...Object.values(filterWords({ ...query, text: undefined }, words, places, named)),
  ...(query.text ? [words.t('triage.inbox.searched')] : []),
  ...(query.after ? [words.t('web.page.following')] : []),
];
