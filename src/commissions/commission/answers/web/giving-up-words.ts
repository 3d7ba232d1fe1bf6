import { lastDayOf } from '../../../../places/placement/index.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { AroundGivingUp } from '../giving-up.js';
import { givingUpLine } from './consequence-words.js';

/**
 * One sentence for each consequence of giving up an accepted place, for the family.
 * @param provider the establishment of the place that this one was to follow
 */
export const givingUpLines = (
  words: Translator,
  { consequences, kept, transfer }: AroundGivingUp,
  provider: string,
): string[] => [
  words.t('givingUp.free'),
  ...(consequences ? [givingUpLine(words, consequences)] : []),
  ...(kept ? [words.t('givingUp.kept', { provider, last: words.day(lastDayOf(kept)) })] : []),
  ...(transfer ? [words.t('givingUp.transfer')] : []),
];
