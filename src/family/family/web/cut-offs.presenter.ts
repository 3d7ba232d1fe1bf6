import { Injectable } from '@nestjs/common';
import {
  isShown,
  sectionIdOf,
  Sentences,
  SessionAnswers,
  type SectionCutOff,
  type SessionCutOffs,
} from '../../../commissions/commission/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { dayAfterQuarter, lastDayOfQuarter, quarterOf } from '../../../foundation/kernel/quarter.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { tieWords } from './tie-words.js';

/**
 * The points that were needed in each closed session, by establishment and section. No points are shown where they
 * concern fewer than ten children.
 */
@Injectable()
export class CutOffsPresenter {
  constructor(
    private readonly answers: SessionAnswers,
    private readonly supply: Supply,
    private readonly say: Sentences,
    private readonly clock: Clock,
  ) {}

  async page(words: Translator): Promise<Record<string, unknown>> {
    const sessions = await this.answers.cutOffs();
    return {
      title: words.t('family.cutOffs.title'),
      quarters: this.quarters(words, sessions),
      tables: sessions.map((session) => ({
        ...this.sessionTable(words, session),
        minutesHref: `/points-obtenus/${session.sessionId}/compte-rendu.pdf`,
      })),
    };
  }

  /** The documents that count small sessions together: one for each body and quarter that is over. */
  private quarters(words: Translator, sessions: readonly SessionCutOffs[]): { href: string; text: string }[] {
    const today = this.clock.today();
    const found = new Map<string, string>();
    for (const { bodyId, bodyName, closedAt } of sessions) {
      const quarter = closedAt === null ? null : quarterOf(closedAt);
      if (quarter === null || today < dayAfterQuarter(quarter)) continue;
      found.set(
        `/points-obtenus/${bodyId}/${quarter}/compte-rendu.pdf`,
        words.t('family.cutOffs.quarter', { body: bodyName, day: words.day(lastDayOfQuarter(quarter)) }),
      );
    }
    return [...found].map(([href, text]) => ({ href, text }));
  }

  private sessionTable(
    words: Translator,
    { bodyName, day, cutOffs, tieBreak }: SessionCutOffs,
  ): Record<string, unknown> {
    const { t } = words;
    return {
      caption: t('family.cutOffs.caption', { body: bodyName, day: words.day(day) }),
      columns: [
        { text: t('family.cutOffs.section') },
        { text: t('family.cutOffs.received') },
        { text: t('family.cutOffs.points'), numeric: true },
        { text: t('family.cutOffs.left') },
      ],
      tie: t('family.cutOffs.tie', { rules: tieWords(words, tieBreak) }),
      rows: cutOffs.map((cutOff) => this.cutOffRow(words, cutOff)),
    };
  }

  private cutOffRow(words: Translator, cutOff: SectionCutOff): unknown[] {
    const { t } = words;
    const shown = isShown(cutOff);
    const name = {
      text: this.say.sectionName(words, sectionIdOf(this.supply, cutOff)),
      hint: cutOff.reserve ? t(`commission.rules.trait.${cutOff.reserve}`) : undefined,
    };
    return [
      name,
      t(shown ? 'family.cutOffs.many' : 'family.cutOffs.few'),
      shown ? cutOff.points : '–',
      shown ? t(cutOff.full ? 'family.cutOffs.full' : 'family.cutOffs.free') : '–',
    ];
  }
}
