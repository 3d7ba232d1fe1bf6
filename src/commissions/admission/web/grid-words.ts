import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  isBands,
  isBonus,
  isRange,
  isUnit,
  type Band,
  type BonusItem,
  type Expert,
  type GridOption,
} from '../domain/grid.js';

/** A criterion or a group, as the desks name it. */
export const criterionName = (words: Translator, code: string): string => words.t(`admission.criterion.${code}`);

export const pointsWords = ({ t }: Translator, points: number | null): string =>
  points === null ? t('admission.score.unwritten') : t('admission.score.points', { points });

export const expertsWords = ({ t, list }: Translator, experts: readonly Expert[]): string =>
  list(experts.map((expert) => t(`admission.expert.${expert}`)));

/** A number of a criterion with what it counts: `14 mois`, `612 €`. */
export const amountWords = ({ t }: Translator, code: string, value: number): string =>
  t(`admission.amount.${code}`, { value });

function bandWords(words: Translator, code: string, [from, to, points]: Band): string {
  const { t } = words;
  const given = { points: pointsWords(words, points) };
  if (from === null && to === null) return t('admission.score.bandUndefined', given);
  if (from === null) return t('admission.score.bandUpTo', { ...given, to: amountWords(words, code, to!) });
  const least = amountWords(words, code, from);
  if (to === null) return t('admission.score.bandFrom', { ...given, from: least });
  return from === to
    ? t('admission.score.bandAt', { ...given, from: least })
    : t('admission.score.bandBetween', { ...given, from: least, to: amountWords(words, code, to) });
}

const capped = ({ t }: Translator, line: string, cap: number | null | undefined): string =>
  typeof cap === 'number' ? t('admission.score.cap', { line, cap }) : line;

/** What a criterion gives: one sentence for each case. */
export function scoreLines(words: Translator, item: GridOption | BonusItem): string[] {
  const { t } = words;
  if (isBands(item)) return item.bands.map((band) => bandWords(words, item.code, band));
  if (isUnit(item))
    return [capped(words, t(`admission.per.${item.code}`, { points: pointsWords(words, item.perUnit) }), item.cap)];
  if (isBonus(item)) return [t(`admission.only.${item.code}`, { points: pointsWords(words, item.bonus) })];
  if (!isRange(item)) return [pointsWords(words, item.points)];
  const [least, most] = item.range;
  return [
    least === null || most === null
      ? t('admission.score.unwritten')
      : t('admission.score.range', { least, most, experts: expertsWords(words, item.by) }),
  ];
}

export const scoreWords = (words: Translator, item: GridOption | BonusItem): string =>
  scoreLines(words, item).join(' · ');
