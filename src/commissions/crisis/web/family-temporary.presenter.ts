import { Injectable } from '@nestjs/common';
import { childWords } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { PlaceWords } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { emptyForm } from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { closedDays } from '../domain/closure.js';
import { HOLDS_SEATS, judgeAnswer, stateNow, TEMPORARY_ANSWERS } from '../domain/temporary-offer.js';
import type { FamilyPlace } from '../family-places.js';
import { ClosureWords } from './closure-words.js';

type Model = Record<string, unknown>;

/** The page on which a family answers a temporary place. */
@Injectable()
export class FamilyTemporaryPresenter {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly places: PlaceWords,
    private readonly words: ClosureWords,
  ) {}

  model(words: Translator, own: readonly FamilyPlace[]): Model {
    const { t } = words;
    return {
      title: t('crisis.own.title'),
      places: own.map((one) => this.placeModel(words, one)),
      empty: t('crisis.own.none'),
      form: emptyForm(),
    };
  }

  private placeModel(words: Translator, { offer, place, request, closure }: FamilyPlace): Model {
    const { t } = words;
    const state = stateNow(offer, this.clock.now());
    const child = childWords(words, [request]);
    const open = HOLDS_SEATS.includes(state);
    return {
      child,
      action: `/mon-dossier/accueil-temporaire/${offer.id}`,
      closed: t('crisis.own.closed', {
        provider: this.supply.provider(closure.providerId)?.name ?? '',
        days: this.words.days(words, closure),
      }),
      state: {
        text: t(`crisis.ownState.${state}`),
        tone: state === 'accepted' ? 'success' : state === 'sent' ? 'action' : 'neutral',
      },
      facts: open
        ? [
            { key: t('crisis.own.where'), value: this.places.whereLine(place.sectionId) },
            { key: t('crisis.column.section'), value: this.words.section(words, place.sectionId) },
            { key: t('crisis.column.halfDays'), lines: this.places.daysLines(words, place, request.need.week ?? null) },
            { key: t('crisis.column.days'), value: words.period({ from: place.from, to: place.to }) },
          ]
        : [],
      short: state === 'accepted' && place.to < closedDays(closure).to ? t('crisis.own.short', { to: place.to }) : null,
      until: state === 'sent' ? t('crisis.own.until', { at: words.instant(offer.deadline!) }) : null,
      answers: TEMPORARY_ANSWERS.filter((answer) => judgeAnswer(state, answer, false) === null).map((value) => ({
        value,
        text: t(`crisis.ownAnswer.${value}`),
        variant: value === 'accepted' ? 'action' : 'secondary',
      })),
      kept: t('crisis.own.kept'),
    };
  }
}
