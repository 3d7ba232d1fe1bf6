import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import type { CaseMiss, CaseReasons } from '../../domain/case-explanation.js';
import { sectionIdOf } from '../section-ids.js';

export interface Why {
  readonly text: string;
  /** The reasons, one sentence each. */
  readonly because: readonly string[];
}

/**
 * Why each better wish of a case was not granted, and what would have been. It gives numbers and half-days, and
 * nothing about another family.
 */
@Injectable()
export class WhyPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly supply: Supply,
  ) {}

  whyLines(words: Translator, { misses, wouldHaveTaken }: CaseReasons): Why[] {
    const { t, list } = words;
    const elsewhere = wouldHaveTaken.map((at) => this.say.provider(at));
    return [
      ...misses.map((miss) => ({ text: this.miss(words, miss), because: this.because(words, miss) })),
      ...(elsewhere.length > 0
        ? [{ text: t('commission.why.elsewhere', { providers: list(elsewhere) }), because: [] }]
        : []),
    ];
  }

  /** One line: the establishment, and the half-day without room. */
  miss(words: Translator, { code, at, section, slot }: CaseMiss): string {
    const where =
      code === 'NOT_ELIGIBLE'
        ? this.say.provider(at)
        : this.say.sectionName(words, sectionIdOf(this.supply, { at, section }));
    return words.t(`commission.miss.${code}`, { at: where, slot: slot ? this.say.slot(words, slot) : '' });
  }

  private because(
    words: Translator,
    { slot, taken, cutOff, points, missing, tie, rules = [], without }: CaseMiss,
  ): string[] {
    const { t } = words;
    return [
      ...(slot !== null && taken !== null
        ? [t('commission.why.taken', { slot: this.say.slot(words, slot), count: taken })]
        : []),
      ...(cutOff !== null && points !== null
        ? [
            missing === null
              ? t('commission.why.cutOffOnly', { cutOff, points })
              : t('commission.why.cutOff', { cutOff, points, missing, tie: tie ?? 'other' }),
          ]
        : []),
      ...rules.map((rule) => t(`told.rule.${rule}`)),
      ...(without !== 0 ? [t('commission.why.without', { slots: this.say.slots(words, without) })] : []),
    ];
  }
}
