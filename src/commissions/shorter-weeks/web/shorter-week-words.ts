import { Injectable } from '@nestjs/common';
import { childWords } from '../../../dossier/dossier/index.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { countDays, type WeekState } from '../domain/shorter-week.js';
import type { ProposedWeek } from '../shorter-weeks.js';

const TONES: Readonly<Record<WeekState, string>> = {
  open: 'action',
  accepted: 'success',
  declined: 'neutral',
  over: 'neutral',
};

/** What is said of proposals of fewer days, to families and to staff. */
@Injectable()
export class ShorterWeekWords {
  constructor(private readonly supply: Supply) {}

  /** One line: which days, when they were proposed, and what became of it. */
  line(words: Translator, { row, state }: ProposedWeek): string {
    const { t, day } = words;
    return t('shorterWeek.line', {
      days: this.days(words, row.days),
      at: day(dayOf(row.proposedAt)),
      state,
      answeredAt: row.answeredAt ? day(dayOf(row.answeredAt)) : '',
    });
  }

  /** One proposal with all that its page says about it. */
  model(words: Translator, proposed: ProposedWeek): Record<string, unknown> & { open: boolean } {
    const { t, day } = words;
    const { row, request, state, before } = proposed;
    const provider = this.supply.provider(row.providerId)?.name ?? '';
    const count = row.days.length;
    return {
      id: row.id,
      open: state === 'open',
      child: childWords(words, [request]),
      provider,
      state: { text: t('shorterWeek.state', { state }), tone: TONES[state] },
      line: this.line(words, proposed),
      question: t('shorterWeek.question', {
        provider,
        days: this.days(words, row.days),
        count,
        asked: countDays(request.need) ?? count,
      }),
      ifYes: t('shorterWeek.ifYes', { count }),
      until: before && t('shorterWeek.until', { day: day(before) }),
      yes: t('shorterWeek.yes', { count }),
    };
  }

  private readonly days = ({ list, weekday }: Translator, days: ProposedWeek['row']['days']): string =>
    list(days.map((name) => weekday(name)));
}
