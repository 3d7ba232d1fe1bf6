import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { ObservatoryFigures } from '../observatory-figures.js';
import { statusCounts } from './figure-words.js';
import { groupingCode } from './group.presenter.js';
import { THEN } from './observatory.form.js';

type Model = Record<string, unknown>;

/** How the figures are known, the choice beside the period, and the files of the same figures. */
export function knownModel(words: Translator, figures: ObservatoryFigures): Model {
  const { t } = words;
  const { knowing, period, groups } = figures;
  const code = groupingCode(groups.grouping);
  const asked: Record<string, string> =
    period.kind === 'days' ? { du: period.from, au: period.to } : { periode: period.code };
  const then = knowing === 'then' ? { ...asked, connu: THEN } : {};
  return {
    knowings: [
      { value: '', text: t('observatory.known.now') },
      { value: THEN, text: t('observatory.known.then') },
    ],
    known: {
      isMissing: knowing === 'absent' || knowing === 'computing',
      knowing,
      sentence: knowing === 'now' ? null : sentenceOf(words, figures),
      asked: { ...asked, par: code },
      retry: `/rapport?${addressOf({ ...asked, par: code, connu: THEN })}`,
    },
    filesNote: knowing === 'then' ? null : t('observatory.allMonths'),
    files: {
      csv: `/rapport.csv?${addressOf({ par: code, ...then })}`,
      delays: `/rapport.csv?${addressOf({ tableau: 'etapes', ...then })}`,
      refusals: `/rapport.csv?${addressOf({ tableau: 'refus', ...then })}`,
      xlsx: knowing === 'then' ? `/rapport.xlsx?${addressOf(then)}` : '/rapport.xlsx',
    },
  };
}

/** "Le 31 octobre 2026, on connaissait 12 familles sans solution ; on en connaît 14 aujourd’hui : 2 de plus." */
function sentenceOf({ t }: Translator, { knowing, on, communes, now }: ObservatoryFigures): string {
  if (knowing !== 'then') return t(`observatory.known.${knowing}`, { day: on });
  const then = communes.reduce((sum, { counts }) => sum + (counts['without'] ?? 0), 0);
  const families = communes.reduce((sum, row) => sum + statusCounts(row).families, 0);
  const change = now.without - then;
  const compared = t('observatory.known.compared', {
    day: on,
    then,
    now: now.without,
    change: Math.abs(change),
    way: change === 0 ? 'same' : change > 0 ? 'more' : 'less',
  });
  // The same number without a solution may hide many families that were entered since.
  return families === now.families
    ? compared
    : `${compared} ${t('observatory.known.families', { then: families, now: now.families })}`;
}

export const addressOf = (asked: Readonly<Record<string, string>>): string => new URLSearchParams(asked).toString();
