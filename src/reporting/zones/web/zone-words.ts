import type { Translator } from '../../../foundation/platform/i18n/index.js';

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

/** Half-days wanted for one that is free. What is wanted and rounds to nothing is said to be under a tenth. */
export function tensionWords({ t, number }: Translator, tension: number | null): string {
  if (tension === null) return '–';
  if (tension === Infinity) return t('zones.nothingFree');
  const rounded = Math.round(tension * 10) / 10;
  return tension > 0 && rounded === 0 ? t('zones.underTenth', { tenth: number(0.1) }) : number(rounded);
}
