import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { partsOf } from '../domain/report-facts.js';
import type { NamedPeriod, ReportKind } from '../domain/report-kind.js';
import { monthsFrom, monthsIn, proposedMonths, MOST_MONTHS, type Month } from '../domain/report-period.js';
import type { SteeringReport } from '../persistence/steering-report.entity.js';
import type { ReportEntry } from '../persistence/steering-reports.queries.js';
import { capitalised, namedWords, periodWords, titleOf } from './report-document.js';

type Model = Record<string, unknown>;

const laterOf = (one: Month, other: Month): Month => (one > other ? one : other);

/** The pages on which reports are listed, made and commented on. */
@Injectable()
export class ReportsPresenter {
  constructor(private readonly clock: Clock) {}

  list(words: Translator, reports: readonly ReportEntry[], mayMake: boolean): Model {
    const { t, instant } = words;
    return {
      title: t('steering.list'),
      mayMake,
      table: {
        caption: t('steering.list'),
        captionHidden: true,
        empty: t('steering.none'),
        columns: ['period', 'kind', 'made', 'file'].map((name) => ({ text: t(`steering.column.${name}`) })),
        rows: reports.map((report) => [
          { text: capitalised(periodWords(words, report)), href: `/rapport/comites/${report.id}` },
          t(`steering.name.kind.${report.kind}`),
          instant(report.madeAt),
          { text: t('steering.pdf'), href: `/rapport/comites/${report.id}/rapport.pdf` },
        ]),
      },
    };
  }

  /** The form of a new report, with the last half-year proposed. @param counted the first month that has figures */
  newForm(words: Translator, counted: Month): Model {
    const { t, month } = words;
    const today = this.clock.today();
    const last = today.slice(0, 7);
    const months = monthsIn({ first: laterOf(counted, monthsFrom(last, 1 - MOST_MONTHS)), last }).reverse();
    return {
      title: t('steering.new'),
      months: months.map((value) => ({ value, text: month(value) })),
      parts: this.parts(words, 'committee'),
    };
  }

  /** The form of a half-year, a year or a school year. @param periods those that are over */
  periodForm(words: Translator, periods: readonly NamedPeriod[]): Model {
    return {
      title: words.t('steering.newPeriod'),
      periods: periods.map((period) => ({ value: period.code, text: namedWords(words, period) })),
      parts: this.parts(words, 'half'),
    };
  }

  newValues(counted: Month): Model {
    const { first, last } = proposedMonths(this.clock.today());
    return { first: laterOf(counted, first), last: laterOf(counted, last) };
  }

  report(words: Translator, report: SteeringReport, mayMake: boolean): Model {
    const { t, instant } = words;
    return {
      id: report.id,
      version: report.version,
      title: titleOf(words, report),
      about: t('steering.known', { at: instant(report.madeAt) }),
      mayMake,
      comments: partsOf(report.kind).flatMap((part) => {
        const text = report.comments[part];
        return text ? [{ heading: t(`steering.part.${part}`), text }] : [];
      }),
      parts: this.parts(words, report.kind),
    };
  }

  private parts({ t }: Translator, kind: ReportKind): object[] {
    return partsOf(kind).map((part) => ({ field: part, label: t(`steering.part.${part}`) }));
  }
}
