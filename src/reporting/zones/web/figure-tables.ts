import { horizontalBars } from '../../../foundation/platform/charts/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { numberIn, type FigureValue, type ReadFigure } from '../domain/declared-figure.js';
import type { Dimension } from '../domain/figure-rows.js';
import { rangeWords, tensionWords } from './zone-words.js';

type Cell = string | number | Record<string, unknown>;

/** The words of what is told apart. */
export interface MemberWords {
  readonly of: Dimension;
  /** Of its column. */
  readonly head: string;
  readonly nameOf: (member: string) => string;
}

/**
 * A figure as the table of a page: a row for each member, and the territory at its foot.
 * @param said what its caption says beside
 */
export function figureTable(
  words: Translator,
  { caption, columns, drawn, desk }: ReadFigure,
  members: MemberWords,
  said: Readonly<Record<string, number | string>>,
): Record<string, unknown> {
  const { t } = words;
  const rows = [...(desk[members.of] ?? [])];
  const bars = columns.map(({ name }, index) =>
    name === drawn ? horizontalBars(rows.map(([, values]) => numberIn(values[index]!) ?? 0)) : null,
  );
  const cells = (values: readonly FigureValue[]): Cell[] => values.map((value) => cellOf(words, value));
  return {
    caption: t(caption, said),
    columns: [
      { text: members.head },
      ...columns.map(({ head, unit }) => ({ text: t(head), ...(unit === 'reasons' ? {} : { numeric: true }) })),
    ],
    rows: rows.map(([member, values], row) => [
      members.nameOf(member),
      ...cells(values).map((cell, index) => {
        const bar = bars[index]?.[row];
        return bar ? { count: cell, bar } : cell;
      }),
    ]),
    foot: [t('zones.total'), ...cells(desk.whole).map((cell, index) => (columns[index]!.summed ? cell : ''))],
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
