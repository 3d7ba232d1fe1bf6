import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { FRAMEWORK_LISTS, frameworkLines, type FrameworkFacts, type FrameworkLine } from '../domain/framework.js';
import type { FrameworkFigures } from '../framework-figures.js';
import { periodWords } from './figure-words.js';

type Model = Record<string, unknown>;

/** A table for each text: what is asked, the figure that answers, and who says it. */
export function frameworkModel(words: Translator, figures: FrameworkFigures): Model {
  const { t } = words;
  const { period, periods, on, today } = figures;
  const chosen: Record<string, string> =
    period.kind === 'days' ? { du: period.from, au: period.to } : { periode: period.code };
  return {
    title: t('framework.title', { period: periodWords(words, period) }),
    known: t('framework.known', { day: on, today }),
    periods: periods.map((choice) => ({ value: choice.code, text: periodWords(words, choice) })),
    chosen: { periode: '', ...chosen },
    csv: `/rapport/cadre.csv?${new URLSearchParams(chosen).toString()}`,
    tables: frameworkTables(words, figures.facts, false).map(({ caption, columns, rows }) => ({
      caption,
      columns: columns.map((text) => ({ text })),
      rows: rows.map(({ item, answer, who, source }) => [item, answer, source ? { text: who, href: source } : who]),
    })),
  };
}

/** One text with what it asks: what is asked, the figure that answers, who says it. */
export interface FrameworkTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { item: string; answer: string; who: string; source: string | null }[];
}

/** @param outside whether the tables leave the desk: no small count is told then */
export function frameworkTables(words: Translator, facts: FrameworkFacts, outside: boolean): FrameworkTable[] {
  const { t } = words;
  const lines = frameworkLines(facts, outside);
  return FRAMEWORK_LISTS.map((list) => ({
    caption: t(`framework.list.${list}`),
    columns: ['item', 'answer', 'who'].map((name) => t(`framework.column.${name}`)),
    rows: lines
      .filter((line) => line.list === list)
      .map((line) => ({
        item: itemWords(words, line, facts),
        answer: answerWords(words, line, facts),
        who: whoWords(words, line),
        source: line.source,
      })),
  }));
}

/** What leaves the desk: an item with a small count is not told. */
export function frameworkCsv(words: Translator, figures: FrameworkFigures): string[][] {
  const { t } = words;
  return [
    ['list', 'item', 'answer', 'who'].map((name) => t(`framework.column.${name}`)),
    ...frameworkLines(figures.facts, true).map((line) => [
      t(`framework.list.${line.list}`),
      itemWords(words, line, figures.facts),
      answerWords(words, line, figures.facts),
      whoWords(words, line),
    ]),
    [t('observatory.workbook.period'), periodWords(words, figures.period)],
    [t('observatory.workbook.date'), t('framework.known', { day: figures.on, today: figures.today })],
  ];
}

/** A report from before lists were counted apart says of its counts that they hold them. */
const WITH_LISTS = ['received', 'enquiries'];
const itemWords = ({ t }: Translator, { list, item }: FrameworkLine, { listed }: FrameworkFacts): string =>
  t(`framework.${list}.${item}${listed === undefined && WITH_LISTS.includes(item) ? 'WithLists' : ''}`);

function answerWords({ t }: Translator, { list, item, state }: FrameworkLine, facts: FrameworkFacts): string {
  if (state === 'written') return t('framework.toWrite');
  if (state === 'unknown') return t('framework.unknown');
  const { need, hidden: _hidden, ...counts } = facts;
  // A sentence that holds a number which is not known is not said.
  const known = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count ?? 0]));
  return t(`framework.answer.${list}.${item}`, { ...known, low: need?.low ?? 0, high: need?.high ?? 0 });
}

const whoWords = ({ t }: Translator, { state }: FrameworkLine): string =>
  t(state === 'written' ? 'framework.who.written' : 'framework.who.counted');
