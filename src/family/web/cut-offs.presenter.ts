import { Injectable } from '@nestjs/common';
import {
  isShown,
  sectionIdOf,
  Sentences,
  SessionAnswers,
  type SectionCutOff,
  type SessionCutOffs,
} from '../../commission/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Supply } from '../../supply/index.js';

/**
 * The points that were needed in each closed session, by establishment and section. No points are shown where they
 * concern fewer than ten children.
 */
@Injectable()
export class CutOffsPresenter {
  constructor(
    private readonly answers: SessionAnswers,
    private readonly supply: Supply,
    private readonly say: Sentences,
  ) {}

  async page(words: Translator): Promise<Record<string, unknown>> {
    return {
      title: words.t('family.cutOffs.title'),
      tables: (await this.answers.cutOffs()).map((one) => ({
        ...this.sessionTable(words, one),
        minutesHref: `/points-obtenus/${one.sessionId}/compte-rendu.pdf`,
      })),
    };
  }

  private sessionTable(words: Translator, { bodyName, day, cutOffs }: SessionCutOffs): Record<string, unknown> {
    const { t } = words;
    return {
      caption: t('family.cutOffs.caption', { body: bodyName, day: words.day(day) }),
      columns: [
        { text: t('family.cutOffs.section') },
        { text: t('family.cutOffs.received'), numeric: true },
        { text: t('family.cutOffs.points'), numeric: true },
        { text: t('family.cutOffs.left') },
      ],
      rows: cutOffs.map((one) => this.cutOffRow(words, one)),
    };
  }

  private cutOffRow(words: Translator, one: SectionCutOff): unknown[] {
    const { t } = words;
    const shown = isShown(one);
    const name = {
      text: this.say.sectionName(words, sectionIdOf(this.supply, one)),
      hint: one.reserve ? t(`commission.rules.trait.${one.reserve}`) : undefined,
    };
    return [
      name,
      shown ? one.received : t('family.cutOffs.few'),
      shown ? one.points : '–',
      shown ? t(one.full ? 'family.cutOffs.full' : 'family.cutOffs.free') : '–',
    ];
  }
}
