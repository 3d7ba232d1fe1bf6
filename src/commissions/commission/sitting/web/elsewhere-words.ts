import { dayOf } from '../../../../foundation/kernel/time.js';
import { lastMomentToAnswer } from '../../../../places/placement/index.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { CaseElsewhere } from '../cases-elsewhere.js';

/**
 * What members read of a case that is offered a place elsewhere, or that other bodies are to judge.
 * @param isRow on a row of the sitting, which is to stay low: the page of the case names the other body
 */
export function elsewhereLines(
  { t, instant, day, shortDay }: Translator,
  elsewhere: CaseElsewhere | undefined,
  nameOf: (providerId: string) => string,
  isRow = false,
): string[] {
  if (!elsewhere) return [];
  const { offer, sittings } = elsewhere;
  return [
    ...(offer
      ? [
          t('commission.elsewhere.offer', {
            provider: nameOf(offer.providerId),
            rank: offer.rank ?? 0,
            until: instant(lastMomentToAnswer({ effectiveDeadline: offer.until })),
          }),
        ]
      : []),
    ...sittings.map(({ bodyName, startsAt }) =>
      isRow
        ? t('commission.elsewhere.row', { day: shortDay(dayOf(startsAt)) })
        : t('commission.elsewhere.sitting', { body: bodyName, day: day(dayOf(startsAt)) }),
    ),
  ];
}
