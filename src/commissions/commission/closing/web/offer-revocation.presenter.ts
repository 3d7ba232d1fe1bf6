import { Injectable } from '@nestjs/common';
import { dayOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { lastMomentToAnswer, PlaceWords } from '../../../../places/placement/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import type { ReadableSession } from '../../session/session-access.js';
import type { ReofferAccount } from '../reoffer-accounts.js';
import type { SessionOffer } from '../offer-revocations.js';
import { REVOKE_REASONS } from './offer-revocation.form.js';

/** Places that a session offered, by the numbers of their cases. */
@Injectable()
export class OfferRevocationPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly places: PlaceWords,
  ) {}

  listModel(
    words: Translator,
    { session, body, offers }: ReadableSession & { readonly offers: readonly SessionOffer[] },
  ): Record<string, unknown> {
    const { t, instant } = words;
    return {
      id: session.id,
      title: t('commission.revocation.listTitle'),
      about: t('commission.session.title', { body: body.name, day: words.fullDay(dayOf(session.startsAt)) }),
      offers: {
        caption: t('commission.revocation.listTitle'),
        captionHidden: true,
        empty: t('commission.revocation.none'),
        columns: ['case', 'place', 'from', 'until', 'act'].map((name) => ({
          text: t(`commission.revocation.column.${name}`),
        })),
        rows: offers.map((read) => [
          this.caseName(words, read),
          this.placeCell(words, read),
          words.day(read.offer.from),
          instant(lastMomentToAnswer(read.offer)),
          {
            text: t('commission.revocation.link', { name: this.caseName(words, read) }),
            href: `/commissions/${session.id}/propositions/${read.offer.id}/retirer`,
          },
        ]),
      },
    };
  }

  askingModel(words: Translator, read: ReadableSession & SessionOffer): Record<string, unknown> {
    const { t, instant } = words;
    const { session, offer } = read;
    return {
      id: session.id,
      version: offer.version,
      title: t('commission.revocation.title', { name: this.caseName(words, read) }),
      rows: [
        { key: t('commission.revocation.column.place'), value: this.say.sectionName(words, offer.sectionId) },
        ...(read.again ? [{ key: t('commission.revocation.why'), value: this.againWords(words, read.again) }] : []),
        { key: t('commission.revocation.days'), lines: this.places.daysLines(words, offer, null) },
        { key: t('commission.revocation.column.from'), value: words.day(offer.from) },
        { key: t('commission.revocation.column.until'), value: instant(lastMomentToAnswer(offer)) },
      ],
      consequences: [
        t('commission.revocation.told'),
        t('commission.revocation.waits'),
        t(session.reofferAllowed ? 'commission.revocation.reoffered' : 'commission.revocation.free'),
        t('commission.revocation.final'),
      ],
      reasons: REVOKE_REASONS.map((value) => ({
        value,
        text: t(`reason.${value}`),
        ...(value === 'place_no_longer_available' ? { hint: { text: t('commission.revocation.gone') } } : {}),
      })),
    };
  }

  private placeCell(words: Translator, { offer, again }: SessionOffer): object | string {
    const text = this.say.sectionName(words, offer.sectionId);
    return again ? { text, hint: this.againWords(words, again) } : text;
  }

  /** Why a place that came free is offered to this case. */
  private againWords({ t, list, day }: Translator, { day: on, above }: ReofferAccount): string {
    return t('commission.revocation.again', { day: day(on), count: above.length, numbers: list(above.map(String)) });
  }

  private caseName({ t }: Translator, { number }: SessionOffer): string {
    return number === null ? t('commission.revocation.unnumbered') : t('commission.revocation.case', { number });
  }
}
