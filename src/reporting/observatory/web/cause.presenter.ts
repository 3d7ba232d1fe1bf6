import { horizontalBars } from '../../../foundation/platform/charts/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { CAUSES } from '../domain/causes.js';
import { listAddress } from '../domain/family-query.js';
import type { ObservatoryFigures } from '../observatory-figures.js';
import { REFUSALS } from './family-list.form.js';

type Model = Record<string, unknown>;

/** Why families are without a solution, and what can be done for them. A number of today leads to its families. */
export function causesModel(words: Translator, { causes, refused, on, today }: ObservatoryFigures): Model {
  const { t, number } = words;
  const isToday = on === today;
  const known = CAUSES.flatMap((cause) => {
    const count = causes.get(cause) ?? null;
    return count === null ? [] : [{ cause, count }];
  }).sort((a, b) => b.count - a.count);
  const bars = horizontalBars(known.map(({ count }) => count));
  const [first] = known;
  return {
    id: 'causes',
    title: t('observatory.causes.title'),
    sentence:
      first === undefined || first.count === 0
        ? t('observatory.causes.nobody')
        : t('observatory.causes.sentence', { cause: t(`observatory.cause.${first.cause}`), count: first.count }),
    note: known.length < CAUSES.length ? t(isToday ? 'observatory.causes.tooMany' : 'observatory.causes.past') : null,
    refusedNote: refusedNote(words, causes.get('refusedOffer') ?? null, refused),
    columns: ['cause', 'count', 'act'].map((name) => ({
      text: t(`observatory.causes.column.${name}`),
      numeric: false,
    })),
    rows: known.map(({ cause, count }, index) => ({
      text: t(`observatory.cause.${cause}`),
      href: isToday && count > 0 ? listAddress({ status: 'without', cause }) : null,
      count: number(count),
      isZero: count === 0,
      bar: bars[index],
      act: t(`observatory.causeAct.${cause}`),
    })),
  };
}

/** A family that refused an offer is counted at the first cause that holds: its line has fewer than refused one. */
function refusedNote({ t }: Translator, counted: number | null, refused: ObservatoryFigures['refused']): string | null {
  const total = REFUSALS.reduce((sum, refusal) => sum + (refused[refusal] ?? 0), 0);
  return counted === null || counted >= total
    ? null
    : t('observatory.causes.refusedElsewhere', { total, counted, others: total - counted });
}

/** Both readings of "without": of which refused an offer among their wishes, of which outside them. */
export function refusedModel(words: Translator, { refused, on, today }: ObservatoryFigures): Model[] {
  return REFUSALS.map((refusal) => {
    const count = refused[refusal] ?? 0;
    return {
      text: words.t(`observatory.refusedCount.${refusal}`, { count }),
      href: on === today && count > 0 ? listAddress({ status: 'without', refused: refusal }) : null,
    };
  });
}
