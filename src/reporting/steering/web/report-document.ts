import { Injectable } from '@nestjs/common';
import { PeriodDisclosure } from '../../disclosure/index.js';
import { addDays, dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';
import { FAMILY_STATUSES } from '../../reporting/index.js';
import type { NamedFacts, PeriodFacts } from '../domain/report-facts.js';
import { namedPeriodOf, periodBefore, type NamedPeriod } from '../domain/report-kind.js';
import { monthsIn } from '../domain/report-period.js';
import {
  shownFacts,
  shownOne,
  shownPeriod,
  type Shown,
  type ShownFacts,
  type ToldPeriod,
} from '../domain/shown-facts.js';
import type { SteeringReport } from '../persistence/steering-report.entity.js';
import { beginsSentence, comparedParts } from './compared-parts.js';
import { countText, smallText, type PartBlock } from './report-blocks.js';
import { commentOn, ReportParts, type Told } from './report-parts.js';

/** The number by which words agree with a count that is hidden. */
const SOME = 2;

/** The report as report.typ prints it. It leaves the desk, so that no small count is in it. */
@Injectable()
export class ReportDocument {
  constructor(
    private readonly disclosure: PeriodDisclosure,
    private readonly parts: ReportParts,
    private readonly settings: Settings,
  ) {}

  async build(words: Translator, report: SteeringReport): Promise<object> {
    const { t, lang, instant, fullDay } = words;
    const { facts } = report;
    const told = await this.tell(words, report);
    const begins = facts.compared && beginsSentence(words, facts.compared);
    const title = titleOf(words, report);
    const name = await this.settings.get('territoryName');
    return {
      lang,
      title: `${title} – ${name}`,
      heading: title,
      product: t('web.product'),
      service: t('web.service'),
      issuer: { name, lines: [] },
      footer: t('steering.footer', { day: fullDay(dayOf(facts.asKnown)) }),
      lead: [
        t('steering.lead', { from: fullDay(facts.from), to: fullDay(facts.to), at: instant(facts.asKnown) }),
        ...(begins ? [begins] : []),
      ],
      headline: this.headline(told),
      figures: this.figures(told),
      comment: commentOn(told, 'summary'),
      contents: t('steering.contents'),
      parts: [...this.parts.build(told), ...this.comparedParts(told)],
      definitions: { heading: t('steering.definitions'), rows: this.definitions(told) },
      method: {
        heading: t('steering.method.heading'),
        lines: [
          t('steering.method.source'),
          t('steering.method.known', { at: instant(facts.asKnown) }),
          t('steering.method.hidden'),
          t('steering.method.delays'),
          t('steering.method.month'),
          ...(facts.compared?.period.halves.length ? [t('steering.method.halves')] : []),
        ],
      },
    };
  }

  private async tell(words: Translator, report: SteeringReport): Promise<Told> {
    const { facts } = report;
    const { compared } = facts;
    if (!compared)
      return { words, report, facts, shown: shownFacts(facts, await this.tellPeriod(facts)), compared: null };
    const { period, previous } = compared;
    return {
      words,
      report,
      facts,
      shown: shownPeriod(period, await this.tellPeriod(period, period.halves)),
      compared: {
        now: nameOf(words, period),
        before: namedWords(words, periodBefore(namedOf(period))),
        shown: previous && shownPeriod(previous, await this.tellPeriod(previous, previous.halves)),
      },
    };
  }

  private async tellPeriod(facts: PeriodFacts, halves: readonly PeriodFacts[] = []): Promise<ToldPeriod> {
    const before = facts.evening
      ? this.disclosure.tellEvening(facts.evening).total
      : Object.fromEntries(FAMILY_STATUSES.map((status) => [status, shownOne(facts.before[status] ?? 0)]));
    const told: ToldPeriod[] = [];
    for (const half of halves) told.push(await this.tellPeriod(half));
    return { tables: told.length > 0 ? [] : await this.disclosure.tellCounts(facts), before, halves: told };
  }

  private comparedParts({ words, report, facts: { compared }, shown }: Told): PartBlock[] {
    if (!compared) return [];
    return comparedParts({ words, facts: compared, shown, nameOf: (period) => nameOf(words, period) }).map(
      ({ part, ...block }) => ({
        ...block,
        newPage: part === 'commissions' || part === 'framework',
        key: [],
        heading: words.t(`steering.part.${part}`),
        comment: commentOn({ words, report }, part),
      }),
    );
  }

  private headline({ words, facts, shown }: Told): object {
    const { t, day, fullDay } = words;
    const [now, before] = [shown.status['without'] ?? null, shown.statusBefore['without'] ?? null];
    return {
      number: smallText(words, now),
      text: t('steering.headline', { day: fullDay(facts.to), count: now ?? SOME }),
      change:
        now === null || before === null
          ? ''
          : t('steering.change', {
              change: Math.abs(now - before),
              way: wayOf(now - before),
              day: day(addDays(facts.from, -1)),
            }),
    };
  }

  private figures({ words, shown, compared }: Told): object[] {
    const { t } = words;
    const figure = (name: string, countIn: (shown: ShownFacts) => Shown, textOf = smallText): object => {
      const count = countIn(shown);
      return {
        number: textOf(words, count),
        text: t(`steering.figure.${name}`, { count: count ?? SOME }),
        before: compared?.shown ? `${compared.before} : ${textOf(words, countIn(compared.shown))}` : '',
      };
    };
    return [
      figure('received', ({ received }) => received.total),
      figure('arrivals', ({ arrivals }) => arrivals, countText),
      figure('offers', ({ offers }) => offers.total, countText),
      ...['with', 'partly', 'pending'].map((status) => figure(status, (told) => told.status[status] ?? null)),
    ];
  }

  private definitions({ words: { t }, facts }: Told): object[] {
    return FAMILY_STATUSES.map((status) => ({
      name: t(`reporting.status.${status}`),
      text: capitalised(
        t('steering.sentence', { text: t(`reporting.definition.${status}`, { weeks: facts.horizonWeeks }) }),
      ),
    }));
  }
}

/** As a sentence or a line of a list begins. */
export const capitalised = (text: string): string => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;

const wayOf = (change: number): string => (change === 0 ? 'same' : change > 0 ? 'more' : 'less');

/** What a report is about, as its titles say it. */
export function titleOf(words: Translator, report: Pick<SteeringReport, 'kind' | 'firstMonth' | 'lastMonth'>): string {
  const { t } = words;
  return report.kind === 'committee'
    ? t('steering.title', periodOf(words, report))
    : t('steering.titleNamed', namedValues(namedPeriodOf(report.kind, report.firstMonth)));
}

/** The months of a report, as a list names them. */
export function periodWords(
  words: Translator,
  report: Pick<SteeringReport, 'kind' | 'firstMonth' | 'lastMonth'>,
): string {
  return report.kind === 'committee'
    ? words.t('steering.period', periodOf(words, report))
    : namedWords(words, namedPeriodOf(report.kind, report.firstMonth));
}

export const namedWords = ({ t }: Translator, period: NamedPeriod): string => t('steering.named', namedValues(period));

const namedValues = ({ kind, code }: NamedPeriod): Record<string, string> => ({
  kind,
  year: code.slice(0, 4),
  half: code.slice(-1),
  end: code.slice(5),
});

const MONTHS_OF_HALF = 6;
const namedOf = ({ from, to }: NamedFacts): NamedPeriod => {
  const [first, last] = [from.slice(0, 7), to.slice(0, 7)];
  const isHalf = monthsIn({ first, last }).length === MONTHS_OF_HALF;
  return namedPeriodOf(isHalf ? 'half' : first.endsWith('-01') ? 'year' : 'school', first);
};
const nameOf = (words: Translator, period: NamedFacts): string => namedWords(words, namedOf(period));

const periodOf = (
  { month }: Translator,
  { firstMonth, lastMonth }: { readonly firstMonth: string; readonly lastMonth: string },
): Record<string, string> => ({
  first: month(firstMonth),
  last: month(lastMonth),
  one: firstMonth === lastMonth ? 'yes' : 'no',
});
