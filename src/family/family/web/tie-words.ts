import type { RequestStanding } from '../../../commissions/commission/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';

/** What decides between equal points: `la demande la plus ancienne, puis un tirage au sort`. */
export const tieWords = ({ t }: Translator, rules: RequestStanding['tieBreak']): string =>
  rules.map((rule) => t(`family.plain.tie.${rule}`)).join(t('family.plain.tie.then'));
