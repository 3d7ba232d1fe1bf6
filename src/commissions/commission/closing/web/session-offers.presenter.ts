import { Injectable } from '@nestjs/common';
import { dayOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { lastMomentToAnswer, PlaceWords } from '../../../../places/placement/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { OFFER_OUTCOMES, type OfferOutcome } from '../../domain/session-offers.js';
import type { ReadableSession } from '../../session/session-access.js';
import type { OfferOfSession } from '../session-offers.js';

const TONES: Partial<Record<OfferOutcome, string>> = {
  pending: 'action',
  accepted: 'success',
  accepted_in_part: 'info',
  lapsed: 'warning',
};

/** The columns of the file. Another program reads them, so they are not translated. */
const COLUMNS = [
  'dossier',
  'place',
  'jours',
  'a_partir_du',
  'etat',
  'proposee_le',
  'reponse_le',
  'issue_de',
  'reproposee',
];

/** The offers of a session and what became of each, on the page and in its file. */
@Injectable()
export class SessionOffersPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly places: PlaceWords,
  ) {}

  listModel(
    words: Translator,
    { session, body, offers }: ReadableSession & { readonly offers: readonly OfferOfSession[] },
  ): Record<string, unknown> {
    const { t, day } = words;
    const counts = OFFER_OUTCOMES.flatMap((outcome) => {
      const count = offers.filter((read) => read.outcome === outcome).length;
      return count === 0 ? [] : [{ key: t(`commission.offers.state.${outcome}`), value: String(count) }];
    });
    const again = offers.filter((read) => read.again.length > 0).length;
    return {
      id: session.id,
      title: t('commission.offers.title'),
      about: t('commission.session.title', { body: body.name, day: words.fullDay(dayOf(session.startsAt)) }),
      lead: t('commission.offers.lead', { count: offers.length }),
      counts: [...counts, ...(again > 0 ? [{ key: t('commission.offers.countAgain'), value: String(again) }] : [])],
      fileHref: offers.length > 0 ? `/commissions/${session.id}/offres.csv` : null,
      offers: {
        caption: t('commission.offers.caption'),
        captionHidden: true,
        empty: t('commission.offers.none'),
        columns: ['case', 'place', 'from', 'state', 'again'].map((name) => ({
          text: t(`commission.offers.column.${name}`),
        })),
        rows: offers.map((read) => [
          { text: this.caseName(words, read), ...(read.isAgain ? { hint: t('commission.offers.isAgain') } : {}) },
          {
            text: this.say.sectionName(words, read.offer.sectionId),
            hint: this.places.halfDays(words, read.offer.slots),
          },
          day(read.offer.from),
          { tag: this.stateTag(words, read), hint: this.whenWords(words, read) },
          this.againWords(words, read),
        ]),
      },
    };
  }

  lines(words: Translator, offers: readonly OfferOfSession[]): string[][] {
    return [
      [...COLUMNS],
      ...offers.map((read) => [
        read.number === null ? '' : String(read.number),
        this.say.sectionName(words, read.offer.sectionId),
        this.places.halfDays(words, read.offer.slots),
        read.offer.from,
        words.t(`commission.offers.state.${read.outcome}`),
        dayOf(read.offer.madeAt),
        read.offer.answeredAt ? dayOf(read.offer.answeredAt) : '',
        read.isAgain ? '1' : '',
        read.again.join(' '),
      ]),
    ];
  }

  private stateTag({ t }: Translator, { outcome }: OfferOfSession): object {
    return { text: t(`commission.offers.state.${outcome}`), tone: TONES[outcome] ?? 'neutral' };
  }

  /** Until when an answer is awaited, or when the offer ended. */
  private whenWords({ t, day, instant }: Translator, { offer, outcome }: OfferOfSession): string {
    if (outcome === 'pending') return t('commission.offers.until', { at: instant(lastMomentToAnswer(offer)) });
    return t('commission.offers.on', { day: day(dayOf(offer.answeredAt ?? offer.effectiveDeadline)) });
  }

  private againWords({ t, list }: Translator, { again }: OfferOfSession): string {
    return again.length === 0
      ? t('commission.offers.notAgain')
      : t('commission.offers.again', { count: again.length, numbers: list(again.map(String)) });
  }

  private caseName({ t }: Translator, { number }: OfferOfSession): string {
    return number === null ? t('commission.revocation.unnumbered') : t('commission.revocation.case', { number });
  }
}
