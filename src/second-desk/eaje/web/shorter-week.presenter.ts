import { Injectable } from '@nestjs/common';
import type { OpenDeclaration } from '../../../commissions/commission/index.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { ShorterWeekWords } from '../../../commissions/shorter-weeks/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import type { PreparedRequest } from '../preparations.js';
import { EajeWords } from './eaje-words.js';
import { RequestPresenter } from './request.presenter.js';

/** The page on which a director proposes fewer days to one family. */
@Injectable()
export class EajeShorterWeekPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly requests: RequestPresenter,
    private readonly weeks: ShorterWeekWords,
  ) {}

  model(
    words: Translator,
    provider: Provider,
    { session, body }: OpenDeclaration,
    request: PreparedRequest,
  ): Record<string, unknown> {
    const { t, fullDay, list, weekday } = words;
    const accepts = t('eaje.shorterWeek.acceptsNow', {
      answer: String(request.need.acceptsShorterWeek),
      count: request.need.minimumDays ?? 1,
    });
    return {
      ...this.say.frame(words, provider, '', t('eaje.shorterWeek.title')),
      back: `/eaje/${provider.id}/seances/${session.id}/preparation`,
      facts: [
        { key: t('eaje.preparation.column.child'), value: this.requests.childName(words, request) },
        { key: t('eaje.preparation.column.need'), value: this.requests.need(words, request.need) },
        { key: t('eaje.shorterWeek.accepts'), value: accepts },
        { key: t('eaje.shorterWeek.free'), value: list(request.fit.days.map((name) => weekday(name))) },
        {
          key: t('eaje.preparation.column.listing'),
          value: t('eaje.shorterWeek.session', { body: body.name, day: fullDay(dayOf(session.startsAt)) }),
        },
        ...(request.shorter ? [{ key: t('shorterWeek.title'), value: this.weeks.line(words, request.shorter) }] : []),
      ],
      waiting: request.shorter?.state === 'open' ? t('eaje.shorterWeek.waiting') : null,
      days: request.proposable.map((value) => ({ value, text: weekday(value) })),
    };
  }
}
