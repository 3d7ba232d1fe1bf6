import { Injectable } from '@nestjs/common';
import { familyCode } from '../../../first-desk/cellule/index.js';
import { childWords } from '../../../dossier/dossier/index.js';
import { dayOf, daysBetween, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { figureCode, listAddress, OUTSIDE, type FamilyQuery } from '../domain/family-query.js';
import type { FamilyLine, FamilyPage, LineRequest } from '../family-list.js';
import { givenInShort } from './given-words.js';

type Model = Record<string, unknown>;

/** The list behind a figure: who acts next on each family, and what would give it a solution. */
@Injectable()
export class FamilyListPresenter {
  constructor(private readonly territory: Territory) {}

  page(words: Translator, query: FamilyQuery, { lines, today, total, holdsCellule, inInbox, next }: FamilyPage): Model {
    const { t } = words;
    const isWithout = query.status === 'without';
    const columns = ['family', 'commune', 'since', 'last', 'next', 'owner', ...(isWithout ? ['given'] : [])];
    return {
      title: t('observatory.list.title', { count: total, status: t(`reporting.status.${query.status}`) }),
      filters: this.filterWords(words, query),
      isWithout,
      holdsCellule,
      table: {
        caption: t('observatory.list.caption'),
        captionHidden: true,
        dense: true,
        empty: t('observatory.list.empty'),
        columns: columns.map((name) => ({
          text: t(`observatory.list.column.${name === 'since' && isWithout ? 'withoutSince' : name}`),
        })),
        rows: lines.map((line) => this.row(words, line, { today, isWithout, holdsCellule })),
      },
      inbox: inInbox ? `/rpe?figure=${figureCode(query)}` : null,
      next: next === null ? null : listAddress({ ...query, after: next }),
      start: query.after === undefined ? null : listAddress({ ...query, after: undefined }),
    };
  }

  /** What the list counts, and what of it. */
  nameWords(words: Translator, query: FamilyQuery): string[] {
    return [words.t(`reporting.status.${query.status}`), ...this.filterWords(words, query)];
  }

  private filterWords({ t }: Translator, { cause, refused, commune }: FamilyQuery): string[] {
    return [
      ...(cause ? [t(`observatory.cause.${cause}`)] : []),
      ...(refused ? [t(`observatory.refused.${refused}`)] : []),
      ...(commune
        ? [commune === OUTSIDE ? t('reporting.outside') : (this.territory.commune(commune)?.name ?? commune)]
        : []),
    ];
  }

  private row(
    words: Translator,
    { family, requests, given }: FamilyLine,
    { today, isWithout, holdsCellule }: { today: Day; isWithout: boolean; holdsCellule: boolean },
  ): Model {
    const { t, shortDay } = words;
    const acting = earliest(requests);
    const late = acting?.request.nextActDue != null && acting.request.nextActDue < today;
    const last = requests.flatMap(({ lastMove }) => lastMove ?? []).sort((a, b) => (a.at < b.at ? 1 : -1))[0];
    const deposited = requests.map(({ request }) => dayOf(request.submittedAt)).sort()[0];
    const decision = requests.flatMap(({ decision: taken }) => taken ?? [])[0];
    return {
      tone: late ? 'action' : '',
      cells: [
        { links: requests.map((one) => this.requestLink(words, one, holdsCellule)) },
        this.territory.commune(family.communeCode)?.name ?? t('reporting.outside'),
        {
          text: t('observatory.case.days', { days: daysBetween(family.since, today) }),
          hint: [
            shortDay(family.since),
            ...(deposited ? [t('observatory.list.deposited', { day: shortDay(deposited) })] : []),
          ].join(' · '),
        },
        last === undefined ? '' : { text: t(`action.${last.action}`), hint: shortDay(dayOf(last.at)) },
        acting === null || acting.request.nextAct === null
          ? { text: t('observatory.case.noNext') }
          : {
              text: t(`act.${acting.request.nextAct}`),
              hint: t(late ? 'observatory.list.late' : 'observatory.list.due', { day: acting.request.nextActDue! }),
            },
        acting?.request.nextActOwner ? t(`owner.${acting.request.nextActOwner}`) : '',
        ...(isWithout
          ? [
              {
                text: givenInShort(words, given),
                hint: decision ? t('observatory.list.decided', { what: t(`cellule.kind.${decision.kind}`) }) : '',
              },
            ]
          : []),
      ],
    };
  }

  /** A request of the actor's desk is named and opens; any other has its code. The cellule opens it without its name. */
  private requestLink(words: Translator, { request, isOwn }: LineRequest, holdsCellule: boolean): Model {
    const code = familyCode(request.id);
    if (isOwn) return { text: childWords(words, [request]), href: `/rpe/demandes/${request.id}`, about: code };
    if (holdsCellule) return { text: code, href: `/rapport/cellule/${request.id}` };
    return { text: words.t('observatory.list.elsewhere', { code, desk: this.territory.desk(request.deskId).name }) };
  }
}

/** The request whose next act is due first. Null when nothing is due. */
function earliest(requests: readonly LineRequest[]): LineRequest | null {
  const due = requests.filter(({ request }) => request.nextActDue !== null);
  return due.sort((a, b) => (a.request.nextActDue! < b.request.nextActDue! ? -1 : 1))[0] ?? null;
}
