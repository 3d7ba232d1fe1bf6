import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { FAMILY_STATUSES, type FigureRow, type StatusCounts } from '../../reporting/index.js';
import type { ChosenPeriod } from '../domain/periods.js';

export const statusFigures = (counts: StatusCounts): number[] => [
  counts.families,
  ...FAMILY_STATUSES.map((status) => counts[status]),
];

/** The counts of one row of statuses. An absent one is zero. */
export function statusCounts(row: FigureRow | undefined): StatusCounts {
  const counts = Object.fromEntries(FAMILY_STATUSES.map((status) => [status, row?.counts[status] ?? 0])) as Omit<
    StatusCounts,
    'families'
  >;
  return { ...counts, families: Object.values(counts).reduce((sum, count) => sum + count, 0) } as StatusCounts;
}

/** Delays of fewer are not told: a median of two families says nothing. */
export const FEWEST_DELAYS = 5;

/** A delay in words. `count` is of how many it is told: of none there is nothing to tell, of a few too little. */
export function delayWords({ t }: Translator, days: number | null, count: number): string {
  if (count === 0) return '–';
  return days === null || count < FEWEST_DELAYS ? t('observatory.stages.few') : t('observatory.stages.days', { days });
}

/** "4 de plus qu’au 29 octobre 2026, 2 de moins qu’au 29 novembre 2025." */
export function changeSentence(
  { t }: Translator,
  value: number,
  earlier: readonly { readonly day: Day; readonly value: number }[],
): string {
  const parts = earlier.map((before) => {
    const change = value - before.value;
    return t(change < 0 ? 'observatory.changeLess' : 'observatory.change', {
      change: Math.abs(change),
      day: before.day,
    });
  });
  return asSentence(parts.length > 0 ? parts.join(', ') : t('observatory.noChange'));
}

/**
 * "11 familles sont devenues sans solution (date souhaitée proche : 9, offre refusée : 2), 7 ne le sont plus (…).", as it
 * stands after the name of its period
 * @param entered how many came in by each act, and `left` how many went out
 */
export function flowSentence(
  words: Translator,
  entered: Readonly<Record<string, number>>,
  left: Readonly<Record<string, number>>,
): string {
  const { t } = words;
  const said = (key: string, counts: Readonly<Record<string, number>>): string => {
    const count = Object.values(counts).reduce((sum, one) => sum + one, 0);
    const acts = Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([act, many]) => t('observatory.flow.act', { act: actWords(words, act), count: many }));
    return t(`observatory.flow.${key}`, { count, acts: acts.length > 0 ? acts.join(', ') : 'none' });
  };
  return `${said('entered', entered)}, ${said('left', left)}.`;
}

/** What changed a status: an act of the life cycle, the calendar alone, or a move to another commune. */
const actWords = ({ t, has }: Translator, act: string): string =>
  has(`observatory.flow.by.${act}`) ? t(`observatory.flow.by.${act}`) : lowered(t(`action.${act}`));

const lowered = (text: string): string => `${text.charAt(0).toLocaleLowerCase()}${text.slice(1)}`;
const asSentence = (text: string): string => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.`;

/** A period as it is called. */
export function periodWords({ t, month, period }: Translator, { kind, code, from, to }: ChosenPeriod): string {
  switch (kind) {
    case 'month':
      return month(from);
    case 'quarter':
      return t('observatory.period.quarter', { quarter: Number(code.slice(-1)), year: code.slice(0, 4) });
    case 'schoolYear':
      return t('observatory.period.schoolYear', { years: code });
    case 'days':
      return period({ from, to });
  }
}
