import { horizontalBars } from '../../platform/charts/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { STAGES, WISHES_OBTAINED } from '../../reporting/index.js';
import type { ObservatoryFigures } from '../observatory-figures.js';

type Model = Record<string, unknown>;
type Counts = Readonly<Record<string, number>>;

/** Delays of fewer are told with their number only: a median of two families says nothing. */
const FEWEST_DELAYS = 5;

const OFFER_ANSWERS = ['accepted', 'declined', 'expired', 'open'] as const;

/** What happened in the period: tables whose numbers stand beside their bars. */
export function periodTables(words: Translator, { stages, active, wish, offers, declined }: ObservatoryFigures): Model {
  const { t } = words;
  return {
    stages: {
      caption: t('observatory.stages.caption'),
      columns: [
        { text: t('observatory.stages.stage') },
        ...['n', 'median', 'p90', 'activeMedian', 'activeP90'].map((name) => ({
          text: t(`observatory.stages.${name}`),
          numeric: true,
        })),
      ],
      rows: STAGES.map((stage) => {
        const { n = 0, median = null, p90 = null } = stages[stage] ?? {};
        const days = (value: number | null): string =>
          value === null || n < FEWEST_DELAYS
            ? t('observatory.stages.few')
            : t('observatory.stages.days', { days: value });
        const { median: activeMedian = null, p90: activeP90 = null } = active[stage] ?? {};
        return [t(`observatory.stage.${stage}`), n, ...[median, p90, activeMedian, activeP90].map(days)];
      }),
    },
    bars: [
      barTable(t('observatory.wish.caption'), WISHES_OBTAINED, wish, (rank) => t(`observatory.wish.${rank}`)),
      barTable(t('observatory.offers.caption'), OFFER_ANSWERS, offers, (answer) => t(`observatory.offers.${answer}`)),
      ...(Object.keys(declined).length > 0 ? [declinedTable(words, declined)] : []),
    ],
  };
}

/** @param label of a category */
const barTable = (
  caption: string,
  categories: readonly string[],
  counts: Counts,
  label: (category: string) => string,
): Model =>
  withBars(
    caption,
    categories.map((category) => ({ text: label(category), count: counts[category] ?? 0 })),
  );

/** By reason, the most frequent first. */
const declinedTable = ({ t, has }: Translator, counts: Counts): Model =>
  withBars(
    t('observatory.declined.caption'),
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => ({
        text: has(`reason.${reason}`) ? t(`reason.${reason}`) : t('observatory.declined.unknown'),
        count,
      })),
  );

function withBars(caption: string, lines: readonly { readonly text: string; readonly count: number }[]): Model {
  const bars = horizontalBars(lines.map(({ count }) => count));
  return { caption, rows: lines.map((line, index) => ({ ...line, bar: bars[index] })) };
}
