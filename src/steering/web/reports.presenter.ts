import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Translator } from '../../platform/i18n/index.js';
import { REPORT_PARTS } from '../domain/report-facts.js';
import { monthsFrom, monthsIn, proposedMonths, MOST_MONTHS } from '../domain/report-period.js';
import type { SteeringReport } from '../persistence/steering-report.entity.js';
import type { ReportEntry } from '../persistence/steering-reports.queries.js';
import { periodOf } from './report-document.js';

type Model = Record<string, unknown>;

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
        columns: ['period', 'made', 'file'].map((name) => ({ text: t(`steering.column.${name}`) })),
        rows: reports.map((report) => [
          { text: t('steering.period', periodOf(words, report)), href: `/rapport/comites/${report.id}` },
          instant(report.madeAt),
          { text: t('steering.pdf'), href: `/rapport/comites/${report.id}/rapport.pdf` },
        ]),
      },
    };
  }

  /** The form of a new report, with the last half-year proposed. */
  newForm(words: Translator): Model {
    const { t, month } = words;
    const today = this.clock.today();
    const last = today.slice(0, 7);
    const months = monthsIn({ first: monthsFrom(last, 1 - MOST_MONTHS), last }).reverse();
    return {
      title: t('steering.new'),
      months: months.map((value) => ({ value, text: month(value) })),
      parts: this.parts(words),
    };
  }

  newValues(): Model {
    return { ...proposedMonths(this.clock.today()) };
  }

  report(words: Translator, report: SteeringReport, mayMake: boolean): Model {
    const { t, instant } = words;
    return {
      id: report.id,
      version: report.version,
      title: t('steering.title', periodOf(words, report)),
      about: t('steering.known', { at: instant(report.madeAt) }),
      mayMake,
      comments: REPORT_PARTS.flatMap((part) => {
        const text = report.comments[part];
        return text ? [{ heading: t(`steering.part.${part}`), text }] : [];
      }),
      parts: this.parts(words),
    };
  }

  private parts({ t }: Translator): object[] {
    return REPORT_PARTS.map((part) => ({ field: part, label: t(`steering.part.${part}`) }));
  }
}
