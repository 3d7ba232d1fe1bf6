import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { OpeningHours, Provider, Section } from '../persistence/supply.entities.js';
import { openingLines } from './opening-words.js';

/** What a provider is: its kind, and for an establishment which one. */
export const kindWords = (
  { t }: Translator,
  { kind, establishmentKind }: Pick<Provider, 'kind' | 'establishmentKind'>,
): string => t(establishmentKind ? `provider.establishment.${establishmentKind}` : `provider.kind.${kind}`);

/** The price regime, with what an hour costs where the provider sets it. */
export function priceWords({ t, money }: Translator, { funding, hourlyCents }: Provider): string | null {
  if (hourlyCents !== null)
    return t('provider.price.hourly', { regime: funding ?? 'none', amount: money(hourlyCents / 100) });
  return funding ? t(`provider.price.${funding}`) : null;
}

export const agesWords = ({ t }: Translator, { ageFromMonths, ageToMonths }: Section): string =>
  t('provider.ages', { from: ageFromMonths, to: ageToMonths });

/** Hours of one period, with its days when it is not the present one. */
export const hoursLines = (words: Translator, { week, from, to }: OpeningHours, current: boolean): string[] => [
  ...(current && to === null ? [] : [words.period({ from, to })]),
  ...openingLines(words, week),
];

/** Whether a period of hours still matters. */
export const runsFrom = ({ to }: OpeningHours, today: string): boolean => to === null || to >= today;

/** A text of several lines, as people typed it. */
export const linesOf = (text: string | null): string[] => (text ?? '').split('\n').filter((line) => line.trim() !== '');
