import { Injectable } from '@nestjs/common';
import type { AreaMap } from '../../platform/charts/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { FAMILY_STATUSES, type FigureRow, type StatusCounts } from '../../reporting/index.js';
import { CommuneMap, Territory } from '../../territory/index.js';
import { listAddress, OUTSIDE } from '../domain/family-query.js';
import { statusCounts } from './figure-words.js';

type Model = Record<string, unknown>;

interface CommuneLine {
  readonly name: string;
  /** Null for families from outside the territory. */
  readonly code: string | null;
  readonly counts: StatusCounts;
}

/** How many communes the sentence names after the first. */
const NAMED = 2;

/** Families by commune: the map, and the short table beside it. */
@Injectable()
export class CommunePresenter {
  constructor(
    private readonly territory: Territory,
    private readonly map: CommuneMap,
  ) {}

  /** Every commune has its line, and so have families from outside. */
  counts({ t }: Translator, rows: readonly FigureRow[]): { lines: CommuneLine[]; total: StatusCounts } {
    const of = (member: string): StatusCounts => statusCounts(rows.find((row) => row.member === member));
    const lines = [
      ...this.territory.communes().map(({ code, name }) => ({ name, code, counts: of(code) })),
      { name: t('reporting.outside'), code: null, counts: of('') },
    ];
    const names = ['families', ...FAMILY_STATUSES] as const;
    const total = Object.fromEntries(
      names.map((name) => [name, lines.reduce((sum, { counts }) => sum + counts[name], 0)]),
    ) as StatusCounts;
    return { lines, total };
  }

  /** Where the families without a solution live. @param isListed whether a number leads to its families */
  model(words: Translator, lines: readonly CommuneLine[], isListed: boolean): Model {
    const { t, number } = words;
    const addressOf = ({ code, counts }: CommuneLine): string | undefined =>
      isListed && counts.without > 0 ? listAddress({ status: 'without', commune: code ?? OUTSIDE }) : undefined;
    const most = lines.filter(({ counts }) => counts.without > 0).sort((a, b) => b.counts.without - a.counts.without);
    const drawing = this.map.drawMap(
      new Map(
        lines.flatMap((line) => {
          const { code, name, counts } = line;
          if (code === null) return [];
          const href = addressOf(line);
          const label = t('observatory.map.area', { name, count: counts.without });
          return [
            [code, { value: counts.without, text: number(counts.without), label, ...(href ? { href } : {}) }] as const,
          ];
        }),
      ),
    );
    return {
      id: 'communes',
      title: t('observatory.map.title'),
      sentence: mapSentence(
        words,
        most.filter(({ code }) => code !== null),
      ),
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
        rows: most.map((line) => [
          { text: line.name, href: addressOf(line) },
          line.counts.without,
          line.counts.with + line.counts.partly + line.counts.without + line.counts.pending,
        ]),
      },
    };
  }
}

/** "14 familles à Montceau-les-Mines, puis Saint-Vallier (4) et Blanzy (3)." */
function mapSentence({ t, list }: Translator, most: readonly CommuneLine[]): string {
  const [top, ...others] = most;
  const next = others
    .slice(0, NAMED)
    .map(({ name, counts }) => t('observatory.map.next', { name, count: counts.without }));
  return t('observatory.map.sentence', {
    top: top?.name ?? 'none',
    count: top?.counts.without ?? 0,
    next: next.length === 0 ? 'none' : list(next),
  });
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
