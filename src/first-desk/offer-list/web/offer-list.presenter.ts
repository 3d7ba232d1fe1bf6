import { Injectable } from '@nestjs/common';
import { familyCode } from '../../cellule/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  filtersOf,
  listAddress,
  listPageModel,
  MOST_IN_FILE,
  narrowedTo,
  numberFound,
  toldApart,
  type ListCount,
  type ListFile,
  type ListFilter,
  type ListMark,
  type ListRow,
  type ListViews,
} from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { lastMomentToAnswer, PlaceWords, timeToAnswer } from '../../../places/placement/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { ListedOffer, OfferPage, OfferReader } from '../offer-list.js';
import { OFFER_FILTERS, ordersOf, type OfferQuery } from './offer-list.form.js';

/** Where each list is. */
export const OFFER_LISTS: Readonly<Record<OfferReader, string>> = {
  desk: '/rpe/propositions',
  coordinator: '/commissions/propositions',
};
const TONES: Partial<Record<ListedOffer['state'], ListMark['tone']>> = { accepted: 'success', expired: 'warning' };
const FILE_COLUMNS = [
  ['number', 14],
  ['surname', 20],
  ['firstName', 16],
  ['commune', 22],
  ['nursery', 34],
  ['days', 30],
  ['from', 12],
  ['state', 24],
  ['whole', 12],
  ['made', 12],
  ['until', 12],
  ['answered', 12],
] as const;

/** A list of offers as its page and its files show it. The coordinator reads codes in place of names. */
@Injectable()
export class OfferListPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly places: PlaceWords,
    private readonly clock: Clock,
  ) {}

  listModel(
    words: Translator,
    as: OfferReader,
    query: OfferQuery,
    found: OfferPage,
    views: ListViews,
  ): Record<string, unknown> {
    const { t } = words;
    const path = OFFER_LISTS[as];
    const last = ordersOf(query)[0]!;
    const direction = { due: 'ascending', made: 'descending', answered: 'descending' } as const;
    return listPageModel(words, {
      path,
      title: t(`offerList.title.${as}`),
      query,
      filters: this.filters(words),
      orders: ordersOf(query).map((value) => ({
        value,
        text: t(`offerList.order.${value}`),
        direction: direction[value],
      })),
      counts: this.counts(words, path, query, found),
      found: t('offerList.found', numberFound(found.found)),
      list: {
        caption: t(`offerList.title.${as}`),
        empty: t('offerList.none'),
        columns: [
          { text: t('offerList.column.child'), width: 'name', plain: true },
          { text: t('offerList.column.nursery'), width: 'rest', plain: true },
          { text: t('offerList.column.state'), width: 'mark', plain: true },
          { text: t('offerList.column.commune'), width: 'place', plain: true },
          { text: t('offerList.column.made'), width: 'day', by: ['made'] },
          {
            text: t(`offerList.column.${last === 'due' ? 'until' : 'answered'}`),
            width: 'due',
            plain: true,
            by: [last],
          },
        ],
        rows: this.rows(words, as, found.rows),
      },
      at: found,
      views,
      files: { path: `${path}/liste`, found: found.found },
    });
  }

  /** The same offers as a spreadsheet reads them. */
  file(words: Translator, as: OfferReader, query: OfferQuery, offers: readonly ListedOffer[]): ListFile {
    const { t } = words;
    const columns = FILE_COLUMNS.filter(([name]) => as === 'desk' || (name !== 'surname' && name !== 'firstName'));
    const cells = (offer: ListedOffer): Readonly<Record<(typeof FILE_COLUMNS)[number][0], string | null>> => ({
      number: as === 'desk' ? offer.number : familyCode(offer.requestId),
      surname: offer.surname,
      firstName: offer.firstName,
      commune: this.commune(words, offer),
      nursery: this.nursery(offer),
      days: this.places.halfDays(words, offer.slots),
      from: offer.from,
      state: [this.stateWords(words, offer), this.when(words, offer).hint].filter(Boolean).join(' – '),
      whole: t(offer.coversNeed ? 'offerList.yes' : 'offerList.no'),
      made: dayOf(offer.madeAt),
      until: dayOf(lastMomentToAnswer(offer)),
      answered: offer.answeredAt && dayOf(offer.answeredAt),
    });
    const { etat = 'open' } = query;
    return {
      name: 'propositions',
      sheet: t('offerList.sheet'),
      columns: columns.map(([name, width]) => ({ text: t(`offerList.file.${name}`), width })),
      rows: offers.map((offer) => columns.map(([name]) => cells(offer)[name])),
      about: {
        definition: t('offerList.definition', { what: t(`offerList.state.${etat}`), names: as }),
        narrowed: narrowedTo(
          words,
          this.filters(words).filter(({ name }) => name !== 'etat'),
          query,
        ),
        day: this.clock.today(),
      },
    };
  }

  private filters({ t, shortDay }: Translator): ListFilter[] {
    return [
      {
        name: 'etat',
        usual: 'open',
        label: t('offerList.column.state'),
        choices: OFFER_FILTERS.map((value) => ({ value, text: t(`offerList.state.${value}`) })),
      },
      {
        name: 'structure',
        label: t('offerList.column.nursery'),
        any: t('offerList.anywhere'),
        choices: this.supply.establishments().map(({ id, name }) => ({ value: id, text: name })),
        // One that has closed since is not offered, and has offers that ended.
        said: (id) =>
          this.supply.provider(id)?.name ?? t('web.list.notOffered', { label: t('offerList.column.nursery') }),
      },
      {
        name: 'commune',
        label: t('offerList.column.commune'),
        any: t('offerList.anywhere'),
        choices: this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      },
      {
        name: 'echeance',
        label: t('offerList.until'),
        takes: 'date',
        said: (day) => t('offerList.untilSaid', { day: shortDay(day) }),
      },
    ];
  }

  private counts(words: Translator, path: string, query: OfferQuery, { counts }: OfferPage): ListCount[] {
    const { t, number } = words;
    const { ordre: _order, ...filters } = filtersOf(query);
    return (['open', 'ended'] as const).map((part) => ({
      number: counts[part] > MOST_IN_FILE ? t('offerList.moreThan', { most: MOST_IN_FILE }) : number(counts[part]),
      label: t(`offerList.count.${part}`, { count: counts[part] }),
      href: listAddress(path, { ...filters, etat: part === 'open' ? undefined : part }),
      current: (query.etat ?? 'open') === part,
    }));
  }

  private rows(words: Translator, as: OfferReader, offers: readonly ListedOffer[]): ListRow[] {
    const links = toldApart(offers.map((offer) => this.about(words, as, offer)));
    return offers.map((offer, index) => {
      const over = offer.state === 'open' && timeToAnswer(offer, this.clock.now()) !== 'open';
      return {
        tone: over ? 'action' : '',
        families: as === 'desk' ? [offer.requestId] : [],
        cells: [
          links[index]!,
          { text: this.nursery(offer), hint: this.places.halfDays(words, offer.slots) },
          { marks: [{ text: this.stateWords(words, offer), tone: this.tone(offer) }] },
          this.commune(words, offer),
          words.shortDay(dayOf(offer.madeAt)),
          this.when(words, offer),
        ],
      };
    });
  }

  /** The child of a desk leads to its request; a code leads to the session that offered, where one did. */
  private about(
    { t }: Translator,
    as: OfferReader,
    { requestId, sessionId, firstName, surname, number }: ListedOffer,
  ): { text: string; href?: string; hint: string } {
    if (as === 'desk')
      return {
        text: [firstName, surname].filter(Boolean).join(' ') || t('offerList.unnamed'),
        href: `/rpe/demandes/${requestId}`,
        hint: t('offerList.number', { number }),
      };
    return {
      text: familyCode(requestId),
      ...(sessionId ? { href: `/commissions/${sessionId}/offres` } : {}),
      hint: sessionId ? '' : t('offerList.withoutSession'),
    };
  }

  /** Until when an answer is awaited, or when the offer ended. */
  private when({ t, shortDay }: Translator, offer: ListedOffer): { text: string; hint?: string } {
    if (offer.state !== 'open') return { text: offer.answeredAt ? shortDay(dayOf(offer.answeredAt)) : '' };
    const time = timeToAnswer(offer, this.clock.now());
    return {
      text: shortDay(dayOf(lastMomentToAnswer(offer))),
      ...(time === 'open' ? {} : { hint: t(`offerList.time.${time}`) }),
    };
  }

  private stateWords({ t }: Translator, { state, coversNeed }: ListedOffer): string {
    return t(state === 'accepted' && !coversNeed ? 'offerList.inPart' : `offerList.state.${state}`);
  }

  private tone({ state, coversNeed }: ListedOffer): ListMark['tone'] {
    if (state === 'open') return 'action';
    return state === 'accepted' && !coversNeed ? 'info' : (TONES[state] ?? 'neutral');
  }

  private nursery({ providerId }: ListedOffer): string {
    return this.supply.provider(providerId)?.name ?? '';
  }

  private commune({ t }: Translator, { communeCode }: ListedOffer): string {
    return this.territory.commune(communeCode)?.name ?? t('offerList.elsewhere');
  }
}
