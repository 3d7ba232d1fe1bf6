import { Injectable } from '@nestjs/common';
import type { AreaMap } from '../../../foundation/platform/charts/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { FAMILY_STATUSES, type FigureRow, type StatusCounts } from '../../reporting/index.js';
import { CommuneMap, Territory } from '../../../territory/territory/index.js';
import { listAddress, OUTSIDE } from '../domain/family-query.js';
import { MemberGroups, othersName, type Grouping } from '../member-groups.js';
import { statusCounts } from './figure-words.js';

type Model = Record<string, unknown>;

interface CommuneLine {
  readonly name: string;
  /** Null for families from outside the territory. */
  readonly code: string | null;
  readonly counts: StatusCounts;
}

/** A line of the map: a commune, or a living area with its communes. */
interface PlaceLine extends CommuneLine {
  /** Those that are shaded with its number, the most families first: the first bears the number. */
  readonly communes: readonly CommuneLine[];
}

/** How many communes the sentence names after the first. */
const NAMED = 2;

/** Families by commune: the map, and the short table beside it. */
@Injectable()
export class CommunePresenter {
  constructor(
    private readonly territory: Territory,
    private readonly map: CommuneMap,
    private readonly groups: MemberGroups,
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

  /**
   * Where the families without a solution live: by commune, or by living area where the tables are told by it.
   * @param isListed whether a number leads to its families
   */
  model(words: Translator, communes: readonly CommuneLine[], isListed: boolean, grouping: Grouping): Model {
    const { t, number, list } = words;
    const isArea = grouping === 'area';
    const lines = isArea ? this.areaLines(words, communes) : communes.map(asPlace);
    const addressOf = ({ code, counts }: CommuneLine): string | undefined =>
      isListed && !isArea && counts.without > 0
        ? listAddress({ status: 'without', commune: code ?? OUTSIDE })
        : undefined;
    const most = lines.filter(({ counts }) => counts.without > 0).sort((a, b) => b.counts.without - a.counts.without);
    const drawing = this.map.drawMap(
      new Map(
        lines.flatMap((line) =>
          line.communes.map((commune, index) => {
            const href = addressOf(line);
            const { without } = line.counts;
            return [
              commune.code!,
              {
                value: line.code === null ? null : without,
                text: index === 0 && line.code !== null ? number(without) : '',
                label: t('observatory.map.area', { name: line.name, count: without }),
                ...(href ? { href } : {}),
              },
            ] as const;
          }),
        ),
      ),
    );
    return {
      id: 'communes',
      title: t('observatory.map.title'),
      sentence: mapSentence(
        words,
        most.filter(({ code }) => code !== null),
        isArea,
      ),
      drawing,
      key: drawing && keyWords(words, drawing),
      without: {
        caption: t(isArea ? 'observatory.map.areaTable' : 'observatory.map.table'),
        captionHidden: true,
        columns: [
          { text: t(`observatory.group.column.${isArea ? 'area' : 'commune'}`) },
          { text: t('observatory.map.without'), numeric: true },
          { text: t('observatory.map.open'), numeric: true },
        ],
        rows: most.map((line) => [
          {
            text: line.name,
            href: addressOf(line),
            ...(isArea ? { hint: list(line.communes.map(({ name }) => name)) } : {}),
          },
          line.counts.without,
          line.counts.with + line.counts.partly + line.counts.without + line.counts.pending,
        ]),
      },
    };
  }

  /** Every living area with its communes; those in none, and families from outside, are one line without a code. */
  private areaLines({ t }: Translator, communes: readonly CommuneLine[]): PlaceLine[] {
    return this.groups.listGroups('area').map(({ key, name }) => {
      const own = communes.filter(({ code }) => (code === null ? '' : this.groups.groupOf('area', code)) === key);
      const counts = Object.fromEntries(
        (['families', ...FAMILY_STATUSES] as const).map((status) => [
          status,
          own.reduce((sum, line) => sum + line.counts[status], 0),
        ]),
      ) as StatusCounts;
      return {
        name: name ?? t(othersName('area')),
        code: key === '' ? null : key,
        counts,
        communes: own.filter(({ code }) => code !== null).sort((a, b) => b.counts.without - a.counts.without),
      };
    });
  }
}

const asPlace = (line: CommuneLine): PlaceLine => ({ ...line, communes: line.code === null ? [] : [line] });

/** "14 familles à Montceau-les-Mines, puis Saint-Vallier (4) et Blanzy (3)." */
function mapSentence({ t, list }: Translator, most: readonly CommuneLine[], isArea: boolean): string {
  const [top, ...others] = most;
  const next = others
    .slice(0, NAMED)
    .map(({ name, counts }) => t('observatory.map.next', { name, count: counts.without }));
  return t(isArea ? 'observatory.map.areaSentence' : 'observatory.map.sentence', {
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
