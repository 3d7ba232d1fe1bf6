import { lineChart } from '../../../foundation/platform/charts/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { YearPoint } from '../domain/year-line.js';

/** The year of families without a solution, with the year before behind it. @param sentence what the picture shows */
export function yearChart(words: Translator, points: readonly YearPoint[], sentence: string): Record<string, unknown> {
  const { t, month, monthName } = words;
  return {
    id: 'annee',
    title: t('observatory.year.title'),
    sentence,
    drawing: lineChart(
      points.map(({ month: of, value, before }) => ({
        tick: monthName(Number(of.slice(5)))
          .charAt(0)
          .toLocaleUpperCase(words.lang),
        value,
        before,
      })),
    ),
    now: t('observatory.year.now', { first: month(points[0]!.month), last: month(points.at(-1)!.month) }),
    before: t('observatory.year.before'),
    table: {
      caption: t('observatory.year.table'),
      captionSize: 's',
      columns: [
        { text: t('observatory.columns.month') },
        { text: t('observatory.year.value'), numeric: true },
        { text: t('observatory.year.beforeColumn'), numeric: true },
      ],
      rows: points.map(({ month: of, value, before }) => [
        month(of),
        value ?? t('observatory.year.unknown'),
        before ?? t('observatory.year.unknown'),
      ]),
    },
  };
}
