import type { Translator } from '../../platform/i18n/index.js';

interface Range {
  readonly low: number;
  readonly high: number;
}

/** A range as people say it; one number where both ends are the same, a dash where nothing is known. */
export const rangeWords = ({ t, number }: Translator, range: Range | null): string =>
  range === null
    ? '–'
    : range.low === range.high
      ? number(range.low)
      : t('zones.range', { low: number(range.low), high: number(range.high) });

/** Half-days wanted for one that is free. */
export const tensionWords = ({ t, number }: Translator, tension: number | null): string =>
  tension === null ? '–' : tension === Infinity ? t('zones.nothingFree') : number(Math.round(tension * 10) / 10);
