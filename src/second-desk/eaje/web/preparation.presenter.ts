import { Injectable } from '@nestjs/common';
import type { OpenDeclaration } from '../../../commissions/commission/index.js';
import { gapsInShort } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { slotBit } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { pageLinks } from '../../../foundation/platform/web/index.js';
import { ShorterWeekWords } from '../../../commissions/shorter-weeks/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { FITS, type FitKind } from '../../../places/placement/index.js';
import type { FittedChild, PreparedCases, PreparedRequest } from '../preparations.js';
import { EajeWords } from './eaje-words.js';
import { RequestPresenter } from './request.presenter.js';

export const FIT_TONES: Record<FitKind, string> = {
  whole: 'success',
  shorter: 'success',
  part: 'info',
  none: 'neutral',
  unknown: 'warning',
};
export const ORDERS = ['fit', 'wanted', 'since'] as const;
/** How many requests one page shows. */
const PAGE = 25;
/** The page that shows the whole list, to print it. */
const WHOLE = 'tout';
const LISTINGS = ['all', 'listed', 'open'] as const;

/** What the person chose to see of the list. */
export interface PreparationQuery {
  readonly accord?: string;
  readonly inscription?: string;
  readonly tri?: string;
  readonly page?: string;
}

/** The field of the box that chooses a request. */
export const requestField = (id: Id): string => `request-${id}`;

/** The page on which a director prepares a session, and its list as a file. */
@Injectable()
export class PreparationPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly requests: RequestPresenter,
    private readonly weeks: ShorterWeekWords,
  ) {}

  /** The requests that the person chose to see, in the order chosen: the best fit first when none was. */
  chosen(requests: readonly PreparedRequest[], asked: PreparationQuery): PreparedRequest[] {
    const shown = requests.filter(
      ({ fit, listed }) =>
        (!isFit(asked.accord) || fit.kind === asked.accord) &&
        (asked.inscription === 'listed' ? listed : asked.inscription === 'open' ? !listed : true),
    );
    const order = asked.tri === 'wanted' || asked.tri === 'since' ? asked.tri : 'fit';
    const keyOf = (request: PreparedRequest): string =>
      order === 'wanted'
        ? (request.wantedFrom ?? '9999')
        : order === 'since'
          ? request.submittedAt
          : `${FITS.indexOf(request.fit.kind)} ${request.submittedAt}`;
    return shown.sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  }

  /** The page as the person chose to see it. */
  addressOf(establishmentId: Id, sessionId: Id, asked: PreparationQuery): string {
    const { base, query } = addressIn(establishmentId, sessionId, asked);
    if (typeof asked.page === 'string') query.set('page', asked.page);
    return query.size > 0 ? `${base}?${query}` : base;
  }

  /**
   * @param named the open requests that name the establishment, of which `requests` are those that a session can judge
   * @param chosenIds the requests that were ticked, when the page is shown again
   */
  listModel(
    words: Translator,
    provider: Provider,
    open: OpenDeclaration,
    { requests: all, named }: { readonly requests: readonly PreparedRequest[]; readonly named: number },
    asked: PreparationQuery,
    chosenIds: readonly Id[] = [],
  ): Record<string, unknown> {
    const { t, shortDay } = words;
    const chosen = this.chosen(all, asked);
    const isWhole = asked.page === WHOLE;
    const size = isWhole ? Math.max(PAGE, chosen.length) : PAGE;
    const pages = Math.max(1, Math.ceil(chosen.length / size));
    const current = Math.min(pages, Math.max(1, Number.parseInt(asked.page ?? '1', 10) || 1));
    const requests = chosen.slice((current - 1) * size, current * size);
    const unlisted = requests.filter(({ listed }) => !listed).length;
    const { base, query } = addressIn(provider.id, open.session.id, asked);
    return {
      ...this.frame(words, provider, open),
      lead: t('eaje.preparation.lead', { named, count: all.length, listed: all.filter(({ listed }) => listed).length }),
      others:
        named > all.length
          ? t('eaje.preparation.others', { count: named - all.length, all: all.length === 0 ? 'yes' : 'no' })
          : null,
      namedHref: `/eaje/${provider.id}/demandes`,
      frozen: false,
      found: t('eaje.preparation.found', { count: chosen.length, all: all.length }),
      filters: this.filters(words, asked),
      columns: this.columns(words),
      action: this.addressOf(provider.id, open.session.id, { ...asked, page: isWhole ? WHOLE : String(current) }),
      csvHref: `${base}.csv${query.size > 0 ? `?${query}` : ''}`,
      mayList: unlisted > 0,
      listAll: t('eaje.preparation.listAll', { count: unlisted }),
      wholeHref: !isWhole && pages > 1 ? `${base}?${new URLSearchParams([...query, ['page', WHOLE]])}` : null,
      pages: pageLinks(current, pages, (page) => `${base}?${new URLSearchParams([...query, ['page', String(page)]])}`),
      rows: requests.map((request) => ({
        id: request.id,
        field: requestField(request.id),
        value: `${request.id}:${request.version}`,
        listed: request.listed,
        checked: chosenIds.includes(request.id),
        child: this.requests.childName(words, request),
        href: `/eaje/demandes/${request.id}`,
        age: this.requests.age(words, request),
        section: this.section(words, request),
        start: shortDay(request.start),
        need: this.requests.need(words, request.need),
        fit: this.fit(words, request),
        shorter: request.shorter && this.weeks.line(words, request.shorter),
        proposeHref:
          request.proposable.length > 0
            ? `/eaje/${provider.id}/seances/${open.session.id}/demandes/${request.id}/semaine-plus-courte`
            : null,
        since: shortDay(dayOf(request.submittedAt)),
        wish: t('eaje.requests.rank', { rank: request.rank }),
        missing: request.gaps.length === 0 ? '' : gapsInShort(words, request.gaps, []),
      })),
    };
  }

  casesModel(
    words: Translator,
    provider: Provider,
    open: OpenDeclaration,
    { cases, alone }: PreparedCases,
  ): Record<string, unknown> {
    const { t, shortDay } = words;
    return {
      ...this.frame(words, provider, open),
      lead: t('eaje.preparation.frozenLead', { count: cases.length }),
      frozen: true,
      alone:
        alone && t('eaje.preparation.alone', { count: cases.filter((one) => one.alone).length, unused: alone.unused }),
      table: {
        caption: t('eaje.preparation.frozenCaption', {
          ranked: cases.every(({ rank }) => rank !== null) ? 'yes' : 'no',
        }),
        columns: [
          { text: t('eaje.preparation.column.rank'), numeric: true },
          { text: t('eaje.preparation.column.number') },
          { text: t('eaje.preparation.column.points'), numeric: true },
          { text: t('eaje.preparation.column.section') },
          { text: t('eaje.preparation.column.need') },
          { text: t('eaje.preparation.column.fit') },
          { text: t('eaje.preparation.column.wish') },
          ...(alone ? [{ text: t('eaje.preparation.column.alone') }] : []),
        ],
        rows: cases.map((one) => [
          one.rank ?? '',
          t('eaje.preparation.caseNumber', { number: one.number }),
          one.points ?? '',
          { text: this.section(words, one), hint: shortDay(one.start) },
          this.say.weekWords(words, one.slots) || t('eaje.requests.unknown'),
          this.fit(words, one),
          t('eaje.requests.rank', { rank: one.wish }),
          ...(alone ? [t(one.alone ? 'eaje.preparation.aloneYes' : 'eaje.preparation.aloneNo')] : []),
        ]),
      },
    };
  }

  /** The list as a file: one line for each request, with the words of the page. */
  lines(words: Translator, requests: readonly PreparedRequest[]): string[][] {
    const { t, day } = words;
    return [
      ['child', 'age', 'sectionAlone', 'start', 'needAlone', 'fit', 'days', 'since', 'wish', 'missing', 'listing'].map(
        (name) => t(`eaje.preparation.column.${name}`),
      ),
      ...requests.map((request) => [
        this.requests.childName(words, request),
        this.requests.age(words, request),
        this.section(words, request),
        day(request.start),
        this.requests.need(words, request.need),
        this.fit(words, request).tag.text,
        this.fit(words, request).hint,
        day(dayOf(request.submittedAt)),
        t('eaje.requests.rank', { rank: request.rank }),
        request.gaps.length === 0 ? '' : gapsInShort(words, request.gaps, []),
        t(request.listed ? 'eaje.preparation.listed' : 'eaje.preparation.unlisted'),
      ]),
    ];
  }

  private frame(words: Translator, provider: Provider, { session, body }: OpenDeclaration): Record<string, unknown> {
    const { t, day, fullDay } = words;
    return {
      ...this.say.frame(words, provider, '', t('eaje.preparation.title', { day: day(dayOf(session.startsAt)) })),
      back: `/eaje/${provider.id}`,
      about: t('eaje.preparation.about', {
        body: body.name,
        day: fullDay(dayOf(session.startsAt)),
        entry: day(session.entryFrom),
      }),
      agendaHref: `/commissions/${session.id}/ordre-du-jour`,
    };
  }

  private columns({ t }: Translator): object[] {
    return ['child', 'section', 'need', 'fit', 'since', 'missing', 'listing'].map((name) => ({
      text: t(`eaje.preparation.column.${name}`),
    }));
  }

  private filters(words: Translator, asked: PreparationQuery): object[] {
    const { t } = words;
    const of = (name: keyof PreparationQuery, values: readonly string[], chosen: string | undefined): object => ({
      name,
      label: t(`eaje.preparation.filter.${name}`),
      choices: values.map((value) => ({
        value,
        text: t(`eaje.preparation.choice.${name}.${value}`),
        selected: value === chosen,
      })),
    });
    return [
      of('accord', ['all', ...FITS], isFit(asked.accord) ? asked.accord : 'all'),
      of('inscription', LISTINGS, asked.inscription),
      of('tri', ORDERS, asked.tri),
    ];
  }

  private section(words: Translator, { sectionId }: Pick<FittedChild, 'sectionId'>): string {
    return sectionId ? this.say.sectionById(words, sectionId) : words.t('eaje.preparation.noSection');
  }

  private fit(
    words: Translator,
    { fit, sectionId, contest, outside }: FittedChild,
  ): { tag: { text: string; tone: string }; hint: string } {
    const { t, weekday, list } = words;
    const days = list(fit.days.map((day) => weekday(day)));
    const full = this.say.weekWords(words, fit.full);
    return {
      tag: {
        text: this.fitWords(words, { fit, sectionId, contest }),
        tone: sectionId === null ? 'neutral' : contest ? 'info' : FIT_TONES[fit.kind],
      },
      hint: [
        sectionId === null || fit.kind === 'whole'
          ? ''
          : t('eaje.preparation.fitHint', { days: days || 'none', full: full || 'none' }),
        outside ? t('eaje.preparation.outside') : '',
        contest === null
          ? ''
          : t('eaje.preparation.contest', {
              halfDay: this.say.weekWords(words, slotBit(contest.slot)),
              requests: contest.requests,
              seats: contest.seats,
            }),
      ]
        .filter((sentence) => sentence !== '')
        .join('. '),
    };
  }

  /** A week that more requests want than there are seats does not read like one that is sure. */
  private fitWords({ t }: Translator, { fit, sectionId, contest }: Pick<FittedChild, 'fit' | 'sectionId' | 'contest'>) {
    if (sectionId === null) return t('eaje.preparation.fit.noSection');
    return fit.kind === 'whole' && contest ? t('eaje.preparation.fit.disputed') : t(`eaje.preparation.fit.${fit.kind}`);
  }
}

const isFit = (value: string | undefined): value is FitKind => (FITS as readonly string[]).includes(value ?? '');

/** The address of the page without its number, and what the person chose. */
function addressIn(
  establishmentId: Id,
  sessionId: Id,
  asked: PreparationQuery,
): { readonly base: string; readonly query: URLSearchParams } {
  const query = new URLSearchParams();
  for (const name of ['accord', 'inscription', 'tri'] as const)
    if (typeof asked[name] === 'string') query.set(name, asked[name]);
  return { base: `/eaje/${establishmentId}/seances/${sessionId}/preparation`, query };
}
