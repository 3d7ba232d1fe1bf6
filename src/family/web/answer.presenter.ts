import { Injectable } from '@nestjs/common';
import {
  claimedPlaces,
  ClaimsPresenter,
  sectionIdOf,
  Sentences,
  type CaseMiss,
  type SessionAnswer,
} from '../../commission/index.js';
import { PointsPresenter } from '../../dossier/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Supply } from '../../supply/index.js';

/**
 * What a commission answered to one family, why, and what would have changed the answer. Other families only appear as
 * numbers.
 */
@Injectable()
export class AnswerPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly say: Sentences,
    private readonly claims: ClaimsPresenter,
    private readonly points: PointsPresenter,
  ) {}

  /** @param nameOf the name of the child of a request */
  model(
    words: Translator,
    { sessionId, bodyName, day, points, lines, reason, explanation, requestOf }: SessionAnswer,
    nameOf: (requestId: string) => string,
  ): Record<string, unknown> {
    const { t, list } = words;
    const { misses, claim, wouldHaveTaken } = explanation;
    return {
      heading: t('family.answer.title', { body: bodyName, day: words.day(day) }),
      minutesHref: `/mon-dossier/commissions/${sessionId}/compte-rendu.pdf`,
      points: t('family.answer.points', { points }),
      lines: this.points.shown(words, { lines, total: points }),
      reason: reason ? t(`reason.${reason}`) : null,
      claim:
        claim &&
        t('family.answer.claim', {
          place: claimedPlaces(words, this.claims.named(words, claim, claim.others), (number) =>
            nameOf(requestOf.get(number) ?? ''),
          ),
        }),
      misses: misses
        .filter(({ code }) => code !== 'RESIDUAL')
        .map((miss) => ({ text: this.miss(words, miss), because: this.because(words, miss) })),
      elsewhere:
        wouldHaveTaken.length > 0
          ? t('family.answer.elsewhere', { providers: list(wouldHaveTaken.map((at) => this.say.provider(at))) })
          : null,
    };
  }

  private miss(words: Translator, { code, at, section, slot }: CaseMiss): string {
    const place = code === 'NOT_ELIGIBLE' ? this.say.provider(at) : this.place(words, { at, section });
    return words.t(`family.plain.miss.${code}`, { place, slot: slot ? this.say.slot(words, slot) : '' });
  }

  private because(words: Translator, { slot, taken, cutOff, points, missing, tie, without }: CaseMiss): string[] {
    const { t, list, weekday } = words;
    return [
      ...(slot !== null && taken !== null
        ? [t('family.answer.taken', { slot: this.say.slot(words, slot), count: taken })]
        : []),
      ...(cutOff !== null && points !== null
        ? [
            missing === null
              ? t('family.answer.cutOffOnly', { cutOff, points })
              : t('family.answer.cutOff', { cutOff, points, missing, tie: tie ?? 'other' }),
          ]
        : []),
      ...(without !== 0
        ? [
            t('family.answer.without', {
              slots: list(
                this.say.slotNames(words, without, weekday).map((slot) => t('family.answer.theSlot', { slot })),
              ),
            }),
          ]
        : []),
    ];
  }

  private place(words: Translator, place: { at: string; section: string }): string {
    return this.say.sectionName(words, sectionIdOf(this.supply, place));
  }
}
