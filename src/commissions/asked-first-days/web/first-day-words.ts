import { Injectable } from '@nestjs/common';
import { childWords } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { PlaceWords } from '../../../places/placement/index.js';
import type { FirstDayState } from '../domain/asked-first-day.js';
import type { AskedOfFamily } from '../first-day-answers.js';

export const STATE_TONES: Readonly<Record<FirstDayState, string>> = {
  open: 'action',
  yes: 'info',
  no: 'neutral',
  offered: 'success',
  given: 'neutral',
  gone: 'neutral',
  over: 'neutral',
  left: 'neutral',
  taken_back: 'neutral',
};

/** What is said of a question to the family and to its desk. */
@Injectable()
export class FirstDayWords {
  constructor(
    private readonly supply: Supply,
    private readonly places: PlaceWords,
  ) {}

  model(words: Translator, { row, asked, request, state, mayAnswer }: AskedOfFamily): Record<string, unknown> {
    const { t, day } = words;
    const provider = this.supply.provider(asked.providerId)?.name ?? '';
    const wanted = request.wantedFrom;
    const place = { provider, from: day(row.day), days: this.places.halfDays(words, row.slots) };
    const sooner = wanted !== null && row.day < wanted;
    return {
      id: row.id,
      child: childWords(words, [request]),
      provider,
      state: { text: t('firstDay.state', { state }), tone: STATE_TONES[state] },
      mayAnswer,
      question: t('firstDay.question', place),
      wanted: wanted && t('firstDay.wanted', { wanted: day(wanted), sooner: sooner ? 'yes' : 'no' }),
      line: t('firstDay.line', { ...place, at: words.instant(asked.askedAt), state }),
      until: t('firstDay.until', { day: day(asked.lastDay) }),
      answered: mayAnswer && row.answer ? t('firstDay.answered', { answer: row.answer }) : null,
      waitHref: `/mon-dossier/demandes/${request.id}/reponses/besoin#latest`,
    };
  }
}
