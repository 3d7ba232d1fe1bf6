import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { frameworkTables, measuresOutside, type FrameworkFacts } from '../../observatory/index.js';
import { GRADES, QUESTIONS } from '../../../family/satisfaction/index.js';
import { durationWords, fullTimeEquivalents, MISSIONS } from '../../../first-desk/working-time/index.js';
import type { ComparedFacts, KeptSessions, KeptTeam, NamedFacts, ReportPart } from '../domain/report-facts.js';
import { monthsIn } from '../domain/report-period.js';
import { shownEnquiries, shownGrades, type ShownFacts } from '../domain/shown-facts.js';
import { countText, type CountsTable, type PartBlock } from './report-blocks.js';

/** What the report of a half-year or a year prints after the figures of families. */
export interface ToldCompared {
  readonly words: Translator;
  readonly facts: ComparedFacts;
  readonly shown: ShownFacts;
  nameOf(period: NamedFacts): string;
}

/** A part without its heading and its comment. */
export type ComparedPart = Pick<PartBlock, 'sentences' | 'tables' | 'notes'> & { readonly part: ReportPart };

export const comparedParts = (told: ToldCompared): ComparedPart[] => [
  commissions(told),
  satisfaction(told),
  teams(told),
  framework(told),
];

/** What sessions did. A year has a column for each of its half-years: their sums would tell what one of them hides. */
function commissions({ words, facts: { period, previous }, nameOf }: ToldCompared): ComparedPart {
  const { t } = words;
  const columns = [period, ...(previous ? [previous] : [])]
    .flatMap((facts) => (facts.halves.length > 0 ? [...facts.halves].reverse() : [facts]))
    .map((facts) => ({
      name: nameOf(facts),
      sessions: facts.sessions.measures.sessions,
      lines: measureLines(words, facts.sessions),
    }));
  const isEmpty = columns.every(({ sessions }) => sessions === 0);
  const names = [...new Set(columns.flatMap(({ lines }) => [...lines.keys()]))];
  return {
    part: 'commissions',
    sentences: [t(isEmpty ? 'steering.commissions.none' : 'steering.commissions.sentence')],
    tables: isEmpty
      ? []
      : [
          {
            caption: t('steering.commissions.table'),
            columns: [t('steering.column.measure'), ...columns.map(({ name }) => name)],
            rows: names.map((name) => [name, ...columns.map(({ lines }) => lines.get(name) ?? t('steering.noCase'))]),
            foot: [],
            prose: true,
          },
        ],
    notes: isEmpty ? [] : [t('steering.commissions.note')],
  };
}

const measureLines = (words: Translator, { measures, refusals }: KeptSessions): Map<string, string> =>
  new Map(
    measuresOutside(words, { together: { ...measures, offerDays: new Map(measures.offerDays) }, refusals }).map(
      ({ name, value }) => [name, value],
    ),
  );

function satisfaction({ words, facts: { period } }: ToldCompared): ComparedPart {
  const { t, month } = words;
  const { answers } = period;
  const table: CountsTable = {
    caption: t('steering.satisfaction.table'),
    columns: [t('steering.column.question'), ...GRADES.map((grade) => t(`satisfaction.grade.${grade}`))],
    rows: QUESTIONS.map((question) => {
      const { rows } = shownGrades(period, question, GRADES);
      return [t(`satisfaction.question.${question}`), ...rows.map(({ count }) => countText(words, count))];
    }),
    foot: [],
  };
  return {
    part: 'satisfaction',
    sentences: [
      answers
        ? t('steering.satisfaction.base', {
            asked: answers.asked,
            answered: answers.answered,
            first: month(answers.from),
            last: month(answers.to),
            one: answers.from === answers.to ? 'yes' : 'no',
          })
        : t('steering.satisfaction.none'),
    ],
    tables: answers ? [table] : [],
    notes: answers ? [t('steering.satisfaction.note')] : [],
  };
}

/** Hours of teams: sums of months of three people and more. */
function teams({ words, facts }: ToldCompared): ComparedPart {
  const { t, number } = words;
  const told = facts.teams.filter(({ months }) => months > 0);
  const fullTime = ({ minutes, months }: Pick<KeptTeam, 'minutes' | 'months'>): number =>
    fullTimeEquivalents(minutes, months);
  const toHundredth = (value: number): number => Math.round(value * 100) / 100;
  const rounded = (value: number): string => number(toHundredth(value));
  const sum = (of: (team: KeptTeam) => number): number => told.reduce((all, team) => all + of(team), 0);
  const monthsOf = monthsIn({ first: facts.period.from.slice(0, 7), last: facts.period.to.slice(0, 7) }).length;
  const missions = MISSIONS.map((mission) => ({
    name: t(`workingTime.mission.${mission}`),
    minutes: sum((team) => team.missions[mission] ?? 0),
  })).filter(({ minutes }) => minutes > 0);
  const grouped = sum((team) => team.grouped);
  return {
    part: 'teams',
    sentences: [
      told.length === 0
        ? t('steering.teams.none')
        : t('steering.teams.sentence', { fullTime: toHundredth(sum(fullTime)), desks: told.length }),
    ],
    tables: [
      {
        caption: t('steering.teams.desks'),
        columns: ['desk', 'monthsTold', 'hours', 'fullTime'].map((name) => t(`steering.column.${name}`)),
        rows: facts.teams.map((team) => [
          team.desk,
          t('steering.teams.months', { told: team.months, all: monthsOf }),
          team.months === 0 ? t('steering.tooFew') : durationWords(words, team.minutes),
          team.months === 0 ? t('steering.tooFew') : rounded(fullTime(team)),
        ]),
        foot:
          told.length === 0
            ? []
            : [
                t('steering.column.total'),
                '',
                durationWords(
                  words,
                  sum(({ minutes }) => minutes),
                ),
                rounded(sum(fullTime)),
              ],
      },
      ...(told.length === 0
        ? []
        : [
            {
              caption: t('steering.teams.missions'),
              columns: [t('steering.column.mission'), t('steering.column.hours')],
              rows: [
                ...missions.map(({ name, minutes }) => [name, durationWords(words, minutes)]),
                ...(grouped > 0 ? [[t('steering.teams.grouped'), durationWords(words, grouped)]] : []),
              ],
              foot: [],
            },
          ]),
    ],
    notes: [t('steering.teams.note')],
  };
}

/** Requests of lists are told apart from those received here, where the period tells how many they are. */
const receivedOf = ({ received, receivedFromLists }: ShownFacts): Pick<FrameworkFacts, 'received' | 'listed'> =>
  received.total === null || receivedFromLists === null
    ? { received: null, listed: null }
    : { received: received.total - receivedFromLists, listed: receivedFromLists };

/** What the convention and the law ask for, each item with its figure or who has to write it. */
function framework({ words, facts, shown }: ToldCompared): ComparedPart {
  const { t } = words;
  // A count that is hidden elsewhere in the document is told as few: the list then says that it is not told.
  const hidden = (count: number | null): number => count ?? 0;
  const told = {
    ...facts.framework,
    ...(facts.framework.listed === undefined ? { received: hidden(shown.received.total) } : receivedOf(shown)),
    enquiries: hidden(shownEnquiries(facts.period)),
  };
  return {
    part: 'framework',
    sentences: [t('steering.framework.sentence')],
    tables: frameworkTables(words, told, true).map(({ caption, columns, rows }) => ({
      caption,
      columns,
      rows: rows.map(({ item, answer, who }) => [item, answer, who]),
      foot: [],
      prose: true,
    })),
    notes: [],
  };
}

/** What a document says of how far back its figures go; null when the period before is whole. */
export const beginsSentence = (
  { t, month }: Translator,
  { firstMonth, previous }: Pick<ComparedFacts, 'firstMonth' | 'previous'>,
): string | null => (isWhole(previous, firstMonth) ? null : t('steering.begins', { month: month(firstMonth) }));

const isWhole = (previous: NamedFacts | null, firstMonth: string): boolean =>
  previous !== null && previous.from.slice(0, 7) >= firstMonth;
