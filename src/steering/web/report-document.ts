import { Injectable } from '@nestjs/common';
import { dayOf } from '../../kernel/time.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Settings } from '../../platform/settings/index.js';
import { AGES, FAMILY_STATUSES, OFFER_ANSWERS, WISHES_OBTAINED, WITHOUT_CAUSES } from '../../reporting/index.js';
import { Territory } from '../../territory/index.js';
import type { ReportFacts } from '../domain/report-facts.js';
import { shownFacts, type Shown, type ShownFacts } from '../domain/shown-facts.js';
import type { SteeringReport } from '../persistence/steering-report.entity.js';
import { countText } from './report-blocks.js';
import { commentOn, ReportParts, type Told } from './report-parts.js';

/** The number by which words agree with a count that is hidden. */
const SOME = 2;

/** The report as report.typ prints it. It leaves the desk, so that no small count is in it. */
@Injectable()
export class ReportDocument {
  constructor(
    private readonly territory: Territory,
    private readonly parts: ReportParts,
    private readonly settings: Settings,
  ) {}

  async build(words: Translator, report: SteeringReport): Promise<object> {
    const { t, lang, instant, fullDay } = words;
    const { facts } = report;
    const told: Told = { words, report, facts, shown: this.shown(facts) };
    const name = await this.settings.get('territoryName');
    return {
      lang,
      title: `${t('steering.title', periodOf(words, report))} – ${name}`,
      heading: t('steering.title', periodOf(words, report)),
      product: t('web.product'),
      service: t('web.service'),
      issuer: { name, lines: [] },
      footer: t('steering.footer', { day: fullDay(dayOf(facts.asKnown)) }),
      lead: [t('steering.lead', { from: fullDay(facts.from), to: fullDay(facts.to), at: instant(facts.asKnown) })],
      headline: this.headline(told),
      figures: this.figures(told),
      comment: commentOn(told, 'summary'),
      contents: t('steering.contents'),
      parts: this.parts.build(told),
      definitions: { heading: t('steering.definitions'), rows: this.definitions(told) },
      method: {
        heading: t('steering.method.heading'),
        lines: [
          t('steering.method.source'),
          t('steering.method.known', { at: instant(facts.asKnown) }),
          t('steering.method.hidden'),
          t('steering.method.delays'),
          t('steering.method.month'),
        ],
      },
    };
  }

  /** The number of families without a solution when the period ends. Null when it is small. */
  headlineOf(facts: ReportFacts): Shown {
    return this.shown(facts).status['without'] ?? null;
  }

  private shown(facts: ReportFacts): ShownFacts {
    return shownFacts(facts, {
      statuses: FAMILY_STATUSES,
      communes: this.territory.communes().map(({ code }) => code),
      causes: WITHOUT_CAUSES,
      ages: AGES,
      wishes: WISHES_OBTAINED,
      answers: OFFER_ANSWERS,
    });
  }

  private headline({ words, facts, shown }: Told): object {
    const { t, fullDay } = words;
    const [now, before] = [shown.status['without'] ?? null, shown.statusBefore['without'] ?? null];
    return {
      number: countText(words, now),
      text: t('steering.headline', { day: fullDay(facts.to), count: now ?? SOME }),
      change:
        now === null || before === null
          ? ''
          : t('steering.change', {
              change: Math.abs(now - before),
              way: wayOf(now - before),
              day: fullDay(facts.from),
            }),
    };
  }

  private figures({ words, shown }: Told): object[] {
    const { t } = words;
    const figure = (name: string, count: Shown): object => ({
      number: countText(words, count),
      text: t(`steering.figure.${name}`, { count: count ?? SOME }),
    });
    return [
      figure('received', shown.received.total),
      figure('arrivals', shown.arrivals),
      figure('offers', shown.offers.total),
      figure('with', shown.status['with'] ?? null),
      figure('partly', shown.status['partly'] ?? null),
      figure('pending', shown.status['pending'] ?? null),
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

const capitalised = (text: string): string => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;

const wayOf = (change: number): string => (change === 0 ? 'same' : change > 0 ? 'more' : 'less');

/** The months of a report in words, as its titles say them. */
export const periodOf = (
  { month }: Translator,
  { firstMonth, lastMonth }: { readonly firstMonth: string; readonly lastMonth: string },
): Record<string, string> => ({
  first: month(firstMonth),
  last: month(lastMonth),
  one: firstMonth === lastMonth ? 'yes' : 'no',
});
