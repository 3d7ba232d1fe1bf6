import type { Translator } from '../../platform/i18n/index.js';
import { FRAMEWORK_LISTS, frameworkLines, type FrameworkLine } from '../domain/framework.js';
import type { FrameworkFigures } from '../framework-figures.js';
import { periodWords } from './figure-words.js';

type Model = Record<string, unknown>;

/** Three tables: what is asked, the figure that answers, and who says it. */
export function frameworkModel(words: Translator, figures: FrameworkFigures): Model {
  const { t } = words;
  const { period, periods, on, today } = figures;
  const lines = frameworkLines(figures.facts, false);
  const chosen: Record<string, string> =
    period.kind === 'days' ? { du: period.from, au: period.to } : { periode: period.code };
  return {
    title: t('framework.title', { period: periodWords(words, period) }),
    known: t('framework.known', { day: on, today }),
    periods: periods.map((choice) => ({ value: choice.code, text: periodWords(words, choice) })),
    chosen: { periode: '', ...chosen },
    csv: `/rapport/cadre.csv?${new URLSearchParams(chosen).toString()}`,
    tables: FRAMEWORK_LISTS.map((list) => ({
      caption: t(`framework.list.${list}`),
      columns: ['item', 'answer', 'who'].map((name) => ({ text: t(`framework.column.${name}`) })),
      rows: lines
        .filter((line) => line.list === list)
        .map((line) => [
          itemWords(words, line),
          answerWords(words, line, figures),
          line.source ? { text: whoWords(words, line), href: line.source } : whoWords(words, line),
        ]),
    })),
  };
}

/** What leaves the desk: an item with a small count is not told. */
export function frameworkCsv(words: Translator, figures: FrameworkFigures): string[][] {
  const { t } = words;
  return [
    ['list', 'item', 'answer', 'who'].map((name) => t(`framework.column.${name}`)),
    ...frameworkLines(figures.facts, true).map((line) => [
      t(`framework.list.${line.list}`),
      itemWords(words, line),
      answerWords(words, line, figures),
      whoWords(words, line),
    ]),
    [t('observatory.workbook.period'), periodWords(words, figures.period)],
    [t('observatory.workbook.date'), t('framework.known', { day: figures.on, today: figures.today })],
  ];
}

const itemWords = ({ t }: Translator, { list, item }: FrameworkLine): string => t(`framework.${list}.${item}`);

function answerWords({ t }: Translator, { list, item, state }: FrameworkLine, { facts }: FrameworkFigures): string {
  if (state === 'written') return t('framework.toWrite');
  if (state === 'unknown') return t('framework.unknown');
  const { need, ...counts } = facts;
  return t(`framework.answer.${list}.${item}`, { ...counts, low: need?.low ?? 0, high: need?.high ?? 0 });
}

const whoWords = ({ t }: Translator, { state }: FrameworkLine): string =>
  t(state === 'written' ? 'framework.who.written' : 'framework.who.counted');
