import { horizontalBars } from '../../../foundation/platform/charts/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { TO_ANSWER, WAYS, WISHES_OBTAINED } from '../../reporting/index.js';
import type { ObservatoryFigures } from '../observatory-figures.js';
import { delayWords, FEWEST_DELAYS } from './figure-words.js';

type Model = Record<string, unknown>;
type Counts = Readonly<Record<string, number>>;

const OFFER_ANSWERS = ['accepted', 'declined', 'expired', 'open'] as const;

/** What happened in the period: tables whose numbers stand beside their bars. */
export function periodTables(words: Translator, figures: ObservatoryFigures): Model {
  const { t } = words;
  const { stages, active, lists, wish, offers, declined } = figures;
  return {
    stages: {
      caption: t('observatory.stages.caption'),
      columns: [
        { text: t('observatory.stages.stage') },
        ...['n', 'median', 'p90', 'activeMedian', 'activeP90', ...(lists ? ['lists', 'listsMedian'] : [])].map(
          (name) => ({ text: t(`observatory.stages.${name}`), numeric: true }),
        ),
      ],
      rows: WAYS.map((stage) => {
        const { n = 0, median = null, p90 = null } = stages[stage] ?? {};
        const { median: activeMedian = null, p90: activeP90 = null } = active[stage] ?? {};
        const apart = lists?.[stage];
        return [
          t(`observatory.stage.${stage}`),
          n,
          ...[median, p90, activeMedian, activeP90].map((value) => delayWords(words, value, n)),
          ...(lists ? [apart?.n ?? '–', apart ? delayWords(words, apart.median, apart.n) : '–'] : []),
        ];
      }),
    },
    answer: answerSentence(words, figures),
    bars: [
      barTable(t('observatory.wish.caption'), WISHES_OBTAINED, wish, (rank) => t(`observatory.wish.${rank}`)),
      barTable(t('observatory.offers.caption'), OFFER_ANSWERS, offers, (answer) => t(`observatory.offers.${answer}`)),
      ...(Object.keys(declined).length > 0 ? [declinedTable(words, declined)] : []),
    ],
  };
}

/** "La première réponse est venue en 23 jours pour la moitié des 41 demandes, 60 jours au plus pour neuf sur dix." */
function answerSentence({ t }: Translator, { stages, active, lists }: ObservatoryFigures): string {
  const { n = 0, median, p90 } = stages[TO_ANSWER] ?? {};
  const { n: listed = 0, median: listsMedian } = lists?.[TO_ANSWER] ?? {};
  return t('observatory.answer.sentence', {
    told: n === 0 ? 'none' : n < FEWEST_DELAYS ? 'few' : 'yes',
    count: n,
    median: median ?? 0,
    p90: p90 ?? 0,
    active: active[TO_ANSWER]?.median ?? 0,
    lists: listed,
    listsTold: listed >= FEWEST_DELAYS ? 'yes' : 'no',
    listsMedian: listsMedian ?? 0,
  });
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
