import { Injectable } from '@nestjs/common';
import type { AreaMap } from '../../platform/charts/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { FAMILY_STATUSES, type MonthReport, type Stock, type StatusCounts } from '../../reporting/index.js';
import { CommuneMap, Territory } from '../../territory/index.js';
import { statusFigures } from './figure-words.js';

type Model = Record<string, unknown>;

interface CommuneLine {
  readonly name: string;
  /** Null for families from outside the territory. */
  readonly code: string | null;
  readonly counts: StatusCounts;
}

const NONE = { families: 0, ...Object.fromEntries(FAMILY_STATUSES.map((status) => [status, 0])) } as StatusCounts;
/** How many communes the sentence names after the first. */
const NAMED = 2;

/** Families by commune: the map, the short table beside it, the long one below. */
@Injectable()
export class CommunePresenter {
  constructor(
    private readonly territory: Territory,
    private readonly map: CommuneMap,
  ) {}

  /** Where the families without a solution live. */
  model(words: Translator, stock: Stock): Model {
    const { t } = words;
    const lines = this.lines(words, stock);
    const most = lines.filter(({ counts }) => counts.without > 0).sort((a, b) => b.counts.without - a.counts.without);
    const inside = most.filter(({ code }) => code !== null);
    const [top, ...next] = inside;
    const drawing = this.map.drawMap(
      new Map(
        lines.flatMap(({ code, name, counts: { without } }) =>
          code === null
            ? []
            : [
                [
                  code,
                  {
                    value: without,
                    text: words.number(without),
                    label: t('observatory.map.area', { name, count: without }),
                  },
                ] as const,
              ],
        ),
      ),
    );
    return {
      id: 'communes',
      title: t('observatory.map.title'),
      sentence: t('observatory.map.sentence', {
        top: top?.name ?? 'none',
        count: top?.counts.without ?? 0,
        next:
          next.length === 0
            ? 'none'
            : words.list(
                next
                  .slice(0, NAMED)
                  .map(({ name, counts }) => t('observatory.map.next', { name, count: counts.without })),
              ),
      }),
      drawing,
      key: drawing && keyWords(words, drawing),
      without: {
        caption: t('observatory.map.table'),
        captionHidden: true,
        columns: [
          { text: t('observatory.columns.commune') },
          { text: t('observatory.map.without'), numeric: true },
          { text: t('observatory.map.open'), numeric: true },
        ],
        rows: most.map(({ name, counts }) => [
          name,
          counts.without,
          counts.with + counts.partly + counts.without + counts.pending,
        ]),
      },
    };
  }

  /** Every commune and every status. */
  table(words: Translator, report: MonthReport): Model {
    const { t, month } = words;
    return {
      caption: t('observatory.byCommune', { month: month(report.month) }),
      columns: [
        { text: t('observatory.columns.commune') },
        { text: t('observatory.columns.families'), numeric: true },
        ...FAMILY_STATUSES.map((status) => ({ text: t(`reporting.status.${status}`), numeric: true })),
      ],
      rows: this.lines(words, report.stock).map(({ name, counts }) => [name, ...statusFigures(counts)]),
      foot: [t('observatory.total'), ...statusFigures(report.stock.total)],
    };
  }

  /** Every commune has its line, and so have families from outside. */
  private lines({ t }: Translator, { communes }: Stock): CommuneLine[] {
    const of = (code: string | null): StatusCounts =>
      communes.find(({ communeCode }) => communeCode === code)?.counts ?? NONE;
    return [
      ...this.territory.communes().map(({ code, name }) => ({ name, code, counts: of(code) })),
      { name: t('reporting.outside'), code: null, counts: of(null) },
    ];
  }
}

/** What each shade of the map means, from nothing to the most. */
function keyWords({ t }: Translator, { areas, shades }: AreaMap): { shade: number; text: string }[] {
  const none = areas.some(({ shade }) => shade === 0)
    ? [{ shade: 0, text: t('observatory.map.key', { from: 0 }) }]
    : [];
  return [
    ...none,
    ...shades.map(({ shade, from, to }) => ({
      shade,
      text: from === to ? t('observatory.map.key', { from }) : t('observatory.map.keyRange', { from, to }),
    })),
  ];
}
