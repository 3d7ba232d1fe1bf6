import { Injectable } from '@nestjs/common';
import type { Translator } from '../../platform/i18n/index.js';
import { RESERVE_TRAITS, type SittingRules } from '../domain/sitting-rules.js';

/** The rules of a sitting as people read them, on its page and in its minutes. */
@Injectable()
export class RulesPresenter {
  lines({ t }: Translator, { queue, precedence, reserves }: SittingRules): string[] {
    const reserved = RESERVE_TRAITS.filter((trait) => reserves[trait] > 0);
    return [
      t(`commission.rules.queue.${queue}`),
      ...reserved.map((trait) => t('commission.rules.share', { percent: reserves[trait], trait: t(`commission.rules.trait.${trait}`) })),
      reserved.length > 0 ? t(`commission.rules.precedence.${precedence}`) : t('commission.rules.noReserve'),
    ];
  }
}
