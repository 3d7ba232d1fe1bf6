import { Injectable } from '@nestjs/common';
import { ToldWords, withoutWhatIsHad, type SessionAnswer } from '../../../commissions/commission/index.js';
import { PointsPresenter } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { nurseryLinks } from './nursery-links.js';

/** What a commission answered to one family, why, and what would have changed the answer. */
@Injectable()
export class AnswerPresenter {
  constructor(
    private readonly told: ToldWords,
    private readonly points: PointsPresenter,
    private readonly supply: Supply,
  ) {}

  /**
   * @param nameOf the name of the child of a request
   * @param accepted the establishments where the child has accepted a place since: nobody reads why they were not given
   */
  model(
    words: Translator,
    answer: SessionAnswer,
    nameOf: (requestId: string) => string,
    accepted: readonly string[] = [],
  ): Record<string, unknown> {
    const { sessionId, bodyName, day, points, lines } = answer;
    const explanation = withoutWhatIsHad(answer.explanation, accepted);
    return {
      heading: words.t('family.answer.title', { body: bodyName, day: words.day(day) }),
      minutesHref: `/mon-dossier/commissions/${sessionId}/compte-rendu.pdf`,
      lines: this.points.shown(words, { lines, total: points }),
      ...this.told.sentences(words, { ...answer, explanation }, nameOf),
      elsewhere: nurseryLinks(explanation.wouldHaveTaken, this.supply),
    };
  }
}
