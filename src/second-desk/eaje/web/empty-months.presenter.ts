import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { CouldCome, OpenMonths } from '../empty-months.js';
import { EajeWords } from './eaje-words.js';
import { FIT_TONES } from './preparation.presenter.js';
import { RequestPresenter } from './request.presenter.js';

/** How many requests stand below one place. */
const MOST_SHOWN = 10;

/** The months in which a place waits for its next child, and who could come for them. */
@Injectable()
export class EmptyMonthsPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly requests: RequestPresenter,
    private readonly territory: Territory,
  ) {}

  model(words: Translator, provider: Provider, months: readonly OpenMonths[]): Record<string, unknown> {
    const { t, day } = words;
    return {
      ...this.say.frame(words, provider, '/annee', t('eaje.emptyMonths.title')),
      back: `/eaje/${provider.id}/annee`,
      months: months.map(({ sectionId, seats, slots, from, to, couldCome }) => ({
        title: t('eaje.emptyMonths.period', {
          section: this.say.sectionById(words, sectionId),
          from: day(from),
          to: day(to),
        }),
        text: t('eaje.emptyMonths.seats', { count: seats, week: this.say.weekWords(words, slots) }),
        others:
          couldCome.length > MOST_SHOWN ? t('eaje.emptyMonths.others', { count: couldCome.length - MOST_SHOWN }) : null,
        table: {
          // One table each: a screen reader tells them apart by their names.
          caption: t('eaje.emptyMonths.who', {
            section: this.say.sectionById(words, sectionId),
            from: day(from),
            to: day(to),
            week: this.say.weekWords(words, slots),
          }),
          captionHidden: true,
          columns: ['child', 'from', 'need', 'commune'].map((name) => ({ text: t(`eaje.emptyMonths.column.${name}`) })),
          rows: couldCome.slice(0, MOST_SHOWN).map((one) => this.row(words, one)),
          empty: t('eaje.emptyMonths.nobody'),
        },
      })),
    };
  }

  private row(words: Translator, { request, start, fit }: CouldCome): unknown[] {
    const { t, shortDay, weekday, list } = words;
    return [
      {
        text: this.requests.childName(words, request),
        href: `/eaje/demandes/${request.id}`,
        hint: this.requests.age(words, request),
      },
      { text: shortDay(start), hint: t('eaje.requests.rank', { rank: request.rank }) },
      {
        tag: { text: t(`eaje.preparation.fit.${fit.kind}`), tone: FIT_TONES[fit.kind] },
        hint: fit.days.length > 0 ? list(fit.days.map((one) => weekday(one))) : this.requests.need(words, request.need),
      },
      {
        text: this.territory.commune(request.communeCode)?.name ?? t('eaje.requests.elsewhere'),
        hint: t(`state.${request.state}`),
      },
    ];
  }
}
