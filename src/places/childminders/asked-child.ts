import type { ChildRequest } from '../../dossier/dossier/index.js';
import { ageInMonths, type Day } from '../../foundation/kernel/time.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import { openingLines } from '../../offer/supply/index.js';
import type { Territory } from '../../territory/territory/index.js';

/** The day on which care is to begin; today when the family has not said it, or it has passed. */
export const entryOf = ({ wantedFrom }: Pick<ChildRequest, 'wantedFrom'>, today: Day): Day =>
  wantedFrom !== null && wantedFrom > today ? wantedFrom : today;

/** How old the child is on that day, in completed months; null when nobody has said its birth. */
export function monthsAtEntry(request: ChildRequest, today: Day): number | null {
  const birth = request.birthDate ?? request.dueDate;
  return birth === null ? null : Math.max(0, ageInMonths(birth, entryOf(request, today)));
}

export interface AskedWords {
  readonly age: string;
  readonly days: string;
  readonly from: string;
  readonly commune: string;
}

/**
 * What a childminder is told of a child before the family has chosen her: nothing that names it. Days come with their
 * hours, because a night or an early morning is what she says yes or no to.
 */
export function askedWords(words: Translator, territory: Territory, request: ChildRequest, today: Day): AskedWords {
  const { t, day } = words;
  const months = monthsAtEntry(request, today);
  const lines = openingLines(words, request.need.week ?? {});
  return {
    age: months === null ? t('introduction.noAge') : t('introduction.age', { count: months }),
    days:
      lines.length > 0
        ? lines.reduce((parts, next) => t('supply.outside.more', { parts, next }))
        : t('introduction.noDays'),
    from: day(entryOf(request, today)),
    commune: territory.commune(request.communeCode)?.name ?? t('introduction.noCommune'),
  };
}
