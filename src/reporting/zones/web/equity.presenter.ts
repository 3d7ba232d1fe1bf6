import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { EQUITY_DIMENSIONS, MERGED, type Comparison, type Equity, type EquityDimension } from '../domain/equity.js';
import type { EquityPicture } from '../equity-figures.js';

/** Differences between groups in words: what was seen, how sure it is, and whether it may be chance. */
@Injectable()
export class EquityPresenter {
  constructor(private readonly territory: Territory) {}

  page(words: Translator, { from, to, equity, fromLists }: EquityPicture, mayDraw: boolean): Record<string, unknown> {
    const { t, period } = words;
    const { whole, known, comparisons, leftOut } = equity;
    return {
      title: t('zones.equity.title'),
      mayDraw,
      lead:
        whole.base === 0
          ? t('zones.equity.nobody')
          : t('zones.equity.lead', { count: whole.count, base: whole.base, period: period({ from, to }) }),
      chance: this.chanceSentence(words, equity),
      lists: t('zones.equity.lists', { count: fromLists }),
      leftOut: (whole.base === 0 ? [] : leftOut).map(({ dimension, why }) =>
        t('zones.equity.leftOutOne', {
          name: t(`zones.equity.dimension.${dimension}`),
          why,
          known: known[dimension],
          all: whole.base,
        }),
      ),
      groups: EQUITY_DIMENSIONS.flatMap((dimension) => {
        const own = comparisons.filter((comparison) => comparison.dimension === dimension);
        return own.length === 0 ? [] : [this.groupModel(words, dimension, own, [known[dimension], whole.base])];
      }),
    };
  }

  private chanceSentence({ t }: Translator, { whole, comparisons }: Equity): string {
    if (whole.base > 0 && whole.count === 0) return t('zones.equity.alike.none');
    if (whole.base > 0 && whole.count === whole.base) return t('zones.equity.alike.all');
    const clear = comparisons.filter(({ mayBeChance }) => !mayBeChance);
    return t('zones.equity.comparisons', { count: comparisons.length, clear: clear.length });
  }

  private groupModel(
    words: Translator,
    dimension: EquityDimension,
    comparisons: readonly Comparison[],
    [known, all]: readonly [number, number],
  ): Record<string, unknown> {
    const { t } = words;
    return {
      title: t(`zones.equity.dimension.${dimension}`),
      known: t('zones.equity.known', { known, all, rest: all - known }),
      said: comparisons.map((comparison) => this.comparisonSentence(words, comparison)),
      table: {
        caption: t(`zones.equity.dimension.${dimension}`),
        captionHidden: true,
        columns: [
          { text: t('zones.equity.groupTitle') },
          ...['rate', 'rest', 'low', 'high'].map((name) => ({ text: t(`zones.equity.column.${name}`), numeric: true })),
          { text: t('zones.equity.column.chance') },
        ],
        rows: comparisons.map(({ group, own, rest, difference, mayBeChance }) => [
          this.groupName(words, dimension, group),
          { text: words.percent(own.count / own.base), hint: t('zones.equity.of', { ...own }) },
          { text: words.percent(rest.count / rest.base), hint: t('zones.equity.of', { ...rest }) },
          points(words, difference.low),
          points(words, difference.high),
          mayBeChance ? t('zones.equity.mayBe') : { tag: { text: t('zones.equity.clear'), tone: 'action' } },
        ]),
      },
    };
  }

  private comparisonSentence(
    words: Translator,
    { dimension, group, own, rest, difference, mayBeChance }: Comparison,
  ): string {
    return words.t(mayBeChance ? 'zones.equity.saidChance' : 'zones.equity.said', {
      group: this.groupName(words, dimension, group),
      own: words.percent(own.count / own.base),
      rest: words.percent(rest.count / rest.base),
      low: points(words, difference.low),
      high: points(words, difference.high),
    });
  }

  private groupName({ t }: Translator, dimension: EquityDimension, group: string): string {
    if (dimension !== 'commune') return t(`zones.equity.group.${dimension}.${group}`);
    return group === MERGED ? t('zones.equity.merged') : (this.territory.commune(group)?.name ?? t('zones.outside'));
  }
}

/** Points of percent, with one decimal and a true minus sign. */
const points = ({ number }: Translator, share: number): string =>
  number(Math.round(share * 1000) / 10).replace('-', '−');
