import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { FigureValue, ReadFigure, ReadValue } from '../domain/declared-figure.js';
import { rangeWords, tensionWords } from './zone-words.js';

type Cell = string | number | Record<string, unknown>;

/**
 * A figure as the table of a page: a row for each commune, and the territory at its foot.
 * @param said what its caption says beside
 */
export function figureTable(
  words: Translator,
  { caption, columns, commune, whole }: ReadFigure,
  nameOf: (code: string) => string,
  said: Readonly<Record<string, number>>,
): Record<string, unknown> {
  const { t } = words;
  const cells = (values: readonly ReadValue[]): Cell[] => values.map(({ value }) => cellOf(words, value));
  return {
    caption: t(caption, said),
    columns: [
      { text: t('zones.column.commune') },
      ...columns.map(({ head, unit }) => ({ text: t(head), ...(unit === 'reasons' ? {} : { numeric: true }) })),
    ],
    rows: [...commune].map(([code, values]) => [nameOf(code), ...cells(values)]),
    foot: [t('zones.total'), ...cells(whole).map((cell, index) => (columns[index]!.summed ? cell : ''))],
  };
}

/** A dash where a value is not known, and a tag where a zone is white. */
function cellOf(words: Translator, value: FigureValue): Cell {
  const { t, number } = words;
  switch (value.is) {
    case 'count':
      return value.count ?? '–';
    case 'share':
      return number(round(value.share));
    case 'rate':
      return value.per100 === null
        ? '–'
        : { text: number(round(value.per100)), hint: t('zones.places', { count: round(value.places) }) };
    case 'range':
      return rangeWords(words, value.range);
    case 'tension':
      return tensionWords(words, value.tension);
    case 'white':
      return value.reasons.length === 0
        ? t('zones.no')
        : {
            tag: { text: t('zones.white'), tone: 'danger' },
            hint: words.list(value.reasons.map((reason) => t(`zones.reason.${reason}`))),
          };
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;
