import type { Translator } from '../../platform/i18n/index.js';
import { FAMILY_STATUSES, type StatusCounts } from '../../reporting/index.js';
import type { Comparison } from '../domain/year-line.js';

export const statusFigures = (counts: StatusCounts): number[] => [
  counts.families,
  ...FAMILY_STATUSES.map((status) => counts[status]),
];

/** "4 de plus que fin octobre 2026, 2 de moins que fin novembre 2025." */
export function changeSentence({ t, month }: Translator, { value, lastMonth, lastYear }: Comparison): string {
  const parts = [lastMonth, lastYear].flatMap((before) => {
    if (before === null) return [];
    const change = value - before.value;
    return t(change < 0 ? 'observatory.changeLess' : 'observatory.change', {
      change: Math.abs(change),
      month: month(before.month),
    });
  });
  const sentence = parts.length > 0 ? parts.join(', ') : t('observatory.noChange');
  return `${sentence.charAt(0).toLocaleUpperCase()}${sentence.slice(1)}.`;
}
