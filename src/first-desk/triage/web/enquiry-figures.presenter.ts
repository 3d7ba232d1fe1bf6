import { Injectable } from '@nestjs/common';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { SheetCell, WorkbookSheet } from '../../../foundation/platform/web/index.js';
import { ENQUIRY_CHANNELS, IMPORTED_CHANNELS } from '../domain/enquiry-words.js';
import type { EnquiryCount } from '../enquiry-figures.js';

export interface EnquiryPeriod {
  readonly from: Day;
  readonly to: Day;
}

interface SubjectLine {
  readonly subject: string;
  readonly numbers: readonly number[];
}

/** What the desk noted itself, by its channels, then what came with files and lists, apart. */
@Injectable()
export class EnquiryFiguresPresenter {
  model(words: Translator, period: EnquiryPeriod, counts: readonly EnquiryCount[]): Record<string, unknown> {
    const { t } = words;
    const query = `?du=${period.from}&au=${period.to}`;
    const [head, ...columns] = this.head(words);
    const lines = this.lines(words, counts);
    return {
      title: t('enquiry.figures.title'),
      titleShown: [words.period(period)],
      table: {
        caption: t('enquiry.figures.caption', { period: words.period(period) }),
        columns: [{ text: head }, ...columns.map((text) => ({ text, numeric: true }))],
        rows: lines.map(({ subject, numbers }) => [subject, ...numbers]),
        foot: lines.length > 0 ? [t('enquiry.figures.total'), ...totals(lines)] : null,
        empty: t('triage.enquiry.none'),
      },
      files: ['csv', 'xlsx'].map((kind) => ({
        text: t(`enquiry.file.${kind}`),
        href: `/rpe/sollicitations/chiffres.${kind}${query}`,
      })),
    };
  }

  csvLines(words: Translator, counts: readonly EnquiryCount[]): (string | number)[][] {
    return [this.head(words), ...this.rows(words, counts)];
  }

  sheet(words: Translator, period: EnquiryPeriod, counts: readonly EnquiryCount[]): WorkbookSheet {
    const head = this.head(words);
    return {
      name: `${period.from} – ${period.to}`,
      head,
      rows: this.rows(words, counts) as SheetCell[][],
      widths: head.map((_, index) => (index === 0 ? 40 : 16)),
    };
  }

  private rows(words: Translator, counts: readonly EnquiryCount[]): (string | number)[][] {
    const lines = this.lines(words, counts);
    return [
      ...lines.map(({ subject, numbers }) => [subject, ...numbers]),
      [words.t('enquiry.figures.total'), ...totals(lines)],
    ];
  }

  private head({ t }: Translator): string[] {
    return [
      t('triage.enquiry.subject'),
      ...ENQUIRY_CHANNELS.map((channel) => t(`triage.enum.enquiryChannel.${channel}`)),
      t('enquiry.figures.noted'),
      t('enquiry.figures.answered'),
      t('triage.enquiry.minutes'),
      ...IMPORTED_CHANNELS.map((channel) => t(`enquiry.figures.imported.${channel}`)),
    ];
  }

  private lines({ t }: Translator, counts: readonly EnquiryCount[]): SubjectLine[] {
    const subjects = [...new Set(counts.map(({ subject }) => subject))];
    return subjects
      .map((code) => {
        const of = counts.filter(({ subject }) => subject === code);
        const own = of.filter(({ channel }) => ENQUIRY_CHANNELS.some((one) => one === channel));
        const number = (channel: string): number => of.find((one) => one.channel === channel)?.enquiries ?? 0;
        const sum = (what: 'enquiries' | 'answered' | 'minutes'): number =>
          own.reduce((total, one) => total + one[what], 0);
        return {
          subject: t(`triage.enum.subject.${code}`),
          numbers: [
            ...ENQUIRY_CHANNELS.map(number),
            ...[sum('enquiries'), sum('answered'), sum('minutes')],
            ...IMPORTED_CHANNELS.map(number),
          ],
        };
      })
      .sort((a, b) => a.subject.localeCompare(b.subject));
  }
}

const totals = (lines: readonly SubjectLine[]): number[] =>
  (lines[0]?.numbers ?? []).map((_, at) => lines.reduce((sum, { numbers }) => sum + numbers[at]!, 0));
