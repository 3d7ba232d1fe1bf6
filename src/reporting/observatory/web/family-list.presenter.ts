import { Injectable } from '@nestjs/common';
import { familyCode } from '../../../first-desk/cellule/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { dayOf, daysBetween, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  listPageModel,
  MOST_IN_FILE,
  numberFound,
  type ListCount,
  type ListFile,
  type ListFilter,
  type ListRow,
  type ListViews,
} from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { FAMILY_ORDERS, FAMILY_STATUSES } from '../../reporting/index.js';
import { CAUSES } from '../domain/causes.js';
import { figureCode, listAddress, OUTSIDE, type FamilyQuery } from '../domain/family-query.js';
import type { FamilyLine, FamilyPage, LineRequest } from '../family-list.js';
import { queryOf, REFUSALS, type FamilyListQuery } from './family-list.form.js';
import { givenInShort } from './given-words.js';

type Model = Record<string, unknown>;

export const FAMILY_LIST = '/rapport/familles';
const FILE_COLUMNS = [
  ['family', 26],
  ['desk', 26],
  ['commune', 22],
  ['since', 12],
  ['days', 8],
  ['deposited', 12],
  ['last', 30],
  ['lastOn', 12],
  ['next', 30],
  ['owner', 16],
  ['due', 12],
  ['decided', 30],
] as const;

/** The list behind a figure: who acts next on each family, and what would give it a solution. */
@Injectable()
export class FamilyListPresenter {
  constructor(
    private readonly territory: Territory,
    private readonly clock: Clock,
  ) {}

  page(words: Translator, asked: FamilyListQuery, found: FamilyPage, views: ListViews): Model {
    const { t } = words;
    const query = queryOf(asked);
    const isWithout = query.status === 'without';
    return {
      ...listPageModel(words, {
        path: FAMILY_LIST,
        title: t('observatory.list.title', {
          ...numberFound(found.total),
          status: t(`reporting.status.${query.status}`),
        }),
        query: asked,
        filters: this.filters(words),
        orders: FAMILY_ORDERS.map((value) => ({
          value,
          text: t(`observatory.list.order.${value}`),
          // The longest time first is the first day first.
          direction: value === 'longest' ? 'descending' : 'ascending',
        })),
        counts: this.counts(words, query, found),
        found: t('observatory.list.found', numberFound(found.total)),
        list: {
          caption: t('observatory.list.caption'),
          empty: t('observatory.list.empty'),
          columns: [
            { text: t('observatory.list.column.family'), width: 'name', plain: true },
            { text: t('observatory.list.column.next'), width: 'mark', plain: true },
            { text: t(`observatory.list.column.${isWithout ? 'given' : 'last'}`), width: 'rest', plain: true },
            { text: t('observatory.list.column.commune'), width: 'place', plain: true },
            { text: t('observatory.list.column.since'), width: 'day', by: FAMILY_ORDERS },
            { text: t('observatory.list.column.due'), width: 'due', plain: true },
          ],
          rows: found.lines.map((line) => this.row(words, line, found, isWithout)),
        },
        at: found,
        views,
        files: { path: FAMILY_LIST, found: found.total },
      }),
      isWithout,
      holdsCellule: found.holdsCellule,
      inbox: found.inInbox ? `/rpe?figure=${figureCode(query)}` : null,
    };
  }

  /** The same families as a spreadsheet reads them. @param weeks of the horizon, which the definition names */
  file(words: Translator, query: FamilyQuery, lines: readonly FamilyLine[], weeks: number): ListFile {
    const { t } = words;
    const today = this.clock.today();
    const what = this.nameWords(words, query).join(', ');
    return {
      name: 'familles',
      sheet: t('observatory.list.sheet'),
      columns: FILE_COLUMNS.map(([name, width]) => ({ text: t(`observatory.list.file.${name}`), width })),
      rows: lines.map(({ family, requests }) => {
        const acting = earliest(requests);
        const last = lastMove(requests);
        const decision = requests.flatMap(({ decision: taken }) => taken ?? [])[0];
        return [
          requests.map((one) => this.nameOf(words, one)).join(', '),
          [...new Set(requests.map(({ request }) => this.territory.desk(request.deskId).name))].join(', '),
          this.communeName(words, family.communeCode),
          family.since,
          daysBetween(family.since, today),
          depositedOn(requests) ?? null,
          last ? t(`action.${last.action}`) : null,
          last ? dayOf(last.at) : null,
          acting?.nextAct ? t(`act.${acting.nextAct}`) : null,
          acting?.nextActOwner ? t(`owner.${acting.nextActOwner}`) : null,
          acting?.nextActDue ?? null,
          decision ? t(`cellule.kind.${decision.kind}`) : null,
        ];
      }),
      about: {
        definition: t('observatory.list.definition', {
          what,
          definition: t(`reporting.definition.${query.status}`, { weeks }),
        }),
        day: today,
      },
    };
  }

  /** What the list counts, and what of it. */
  nameWords({ t }: Translator, { status, cause, refused, commune }: FamilyQuery): string[] {
    return [
      t(`reporting.status.${status}`),
      ...(cause ? [t(`observatory.cause.${cause}`)] : []),
      ...(refused ? [t(`observatory.refused.${refused}`)] : []),
      ...(commune
        ? [commune === OUTSIDE ? t('reporting.outside') : (this.territory.commune(commune)?.name ?? commune)]
        : []),
    ];
  }

  private filters({ t }: Translator): ListFilter[] {
    return [
      {
        name: 'statut',
        label: t('observatory.list.status'),
        usual: 'without',
        // The heading names the status, and the counts change it.
        said: () => '',
        choices: FAMILY_STATUSES.map((value) => ({ value, text: t(`reporting.status.${value}`) })),
      },
      {
        name: 'cause',
        label: t('observatory.list.cause'),
        any: t('observatory.list.every'),
        choices: CAUSES.map((value) => ({ value, text: t(`observatory.cause.${value}`) })),
      },
      {
        name: 'refus',
        label: t('observatory.list.refusal'),
        any: t('observatory.list.every'),
        choices: REFUSALS.map((value) => ({ value, text: t(`observatory.refused.${value}`) })),
      },
      {
        name: 'commune',
        label: t('observatory.list.column.commune'),
        any: t('observatory.list.everywhere'),
        choices: [
          ...this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
          { value: OUTSIDE, text: t('reporting.outside') },
        ],
      },
    ];
  }

  /** How families stand in the whole territory. */
  private counts({ t, number }: Translator, query: FamilyQuery, { counts }: FamilyPage): ListCount[] {
    return FAMILY_STATUSES.filter((status) => (counts[status] ?? 0) > 0 || status === query.status).map((status) => {
      const count = counts[status] ?? 0;
      return {
        number: count > MOST_IN_FILE ? t('observatory.list.moreThan', { most: MOST_IN_FILE }) : number(count),
        label: t(`reporting.status.${status}`),
        href: listAddress({ status }),
        current: status === query.status,
      };
    });
  }

  private row(
    words: Translator,
    { family, requests, given }: FamilyLine,
    { today, holdsCellule }: FamilyPage,
    isWithout: boolean,
  ): ListRow {
    const { t, shortDay } = words;
    const acting = earliest(requests);
    const due = acting?.nextActDue ?? null;
    const last = lastMove(requests);
    const decision = requests.flatMap(({ decision: taken }) => taken ?? [])[0];
    // A hint is cut where the line ends: what the list is opened for comes first.
    const [told = '', ...also] = [
      ...(isWithout ? [givenInShort(words, given)] : []),
      ...(decision ? [t('observatory.list.decided', { what: t(`cellule.kind.${decision.kind}`) })] : []),
      ...(last
        ? [t('observatory.list.lastMove', { what: t(`action.${last.action}`), day: shortDay(dayOf(last.at)) })]
        : []),
    ];
    const [first, ...others] = requests.map((one) => this.requestLink(words, one, holdsCellule));
    return {
      families: requests.map(({ request }) => request.id),
      tone: due !== null && due < today ? 'action' : '',
      cells: [
        { ...(first ?? { text: '' }), also: others },
        {
          text: acting?.nextAct ? t(`act.${acting.nextAct}`) : t('observatory.case.noNext'),
          hint: acting?.nextActOwner ? t(`owner.${acting.nextActOwner}`) : '',
        },
        { text: told, hint: also.join(' · ') },
        { text: this.communeName(words, family.communeCode), hint: this.desksElsewhere(requests) },
        t('observatory.case.days', { days: daysBetween(family.since, today) }),
        due === null ? null : { text: shortDay(due), hint: due < today ? t('observatory.list.isLate') : '' },
      ],
    };
  }

  private communeName({ t }: Pick<Translator, 't'>, code: string | null): string {
    return this.territory.commune(code)?.name ?? t('reporting.outside');
  }

  /** A request of the actor's desk by the names of its children; any other by its code. */
  private nameOf(words: Translator, { request, isOwn }: LineRequest): string {
    if (!isOwn) return familyCode(request.id);
    return request.firstName ?? [request.surname, words.t('observatory.list.nameless')].filter(Boolean).join(', ');
  }

  /** The desks that answer for requests that the actor's desk does not open. */
  private desksElsewhere(requests: readonly LineRequest[]): string {
    const elsewhere = requests.filter(({ isOwn }) => !isOwn);
    return [...new Set(elsewhere.map(({ request }) => this.territory.desk(request.deskId).name))].join(', ');
  }

  /** A request of the actor's desk opens; the cellule opens any other without its name. */
  private requestLink(
    words: Translator,
    one: LineRequest,
    holdsCellule: boolean,
  ): { readonly text: string; readonly href?: string; readonly about?: string } {
    const { request, isOwn } = one;
    const text = this.nameOf(words, one);
    if (isOwn) return { text, href: `/rpe/demandes/${request.id}`, about: familyCode(request.id) };
    return holdsCellule ? { text, href: `/rapport/cellule/${request.id}` } : { text };
  }
}

type Acting = LineRequest['request'];

/** The request whose next act is due first. Null when nothing is due. */
function earliest(requests: readonly LineRequest[]): Acting | null {
  const due = requests.map(({ request }) => request).filter(({ nextActDue }) => nextActDue !== null);
  return due.sort((a, b) => (a.nextActDue! < b.nextActDue! ? -1 : 1))[0] ?? null;
}

const lastMove = (requests: readonly LineRequest[]): LineRequest['lastMove'] =>
  requests.flatMap(({ lastMove: move }) => move ?? []).sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null;

const depositedOn = (requests: readonly LineRequest[]): Day | undefined =>
  requests.map(({ request }) => dayOf(request.submittedAt)).sort()[0];
