import { Injectable } from '@nestjs/common';
import { tieBreakWords } from '../../admission/index.js';
import {
  claimLine,
  isComing,
  Sentences,
  SittingRulesPresenter,
  type SessionSheet,
  type Sitting,
} from '../../commission/index.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Offer } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { claimsIn, tieBreakOf, type MinutesContent, type MinutesOutcome } from '../domain/minutes-content.js';
import { memberLine } from '../attendance-words.js';
import { outcomeWords, placeWords } from '../minutes-blocks.js';
import { MinutesDocuments } from '../minutes-documents.js';
import type { KeptMinutes } from '../kept-minutes.js';
import type { Signer } from '../minutes.policy.js';

const TONES: Readonly<Record<MinutesOutcome, string>> = {
  admitted: 'success',
  waiting: 'warning',
  deferred: 'info',
  refused: 'danger',
  without_object: 'neutral',
  withdrawn: 'neutral',
};

/** The page of the minutes, without the cases for which the reader stepped aside. */
@Injectable()
export class MinutesPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly rules: SittingRulesPresenter,
    private readonly documents: MinutesDocuments,
  ) {}

  notYet(words: Translator, sitting: Sitting): Record<string, unknown> {
    const { id, state } = sitting.session;
    const why = isComing(state) ? words.t('commission.minutes.notClosed') : words.t('minutes.page.writing');
    return { id, heading: this.heading(words, sitting), closed: null, why };
  }

  page(words: Translator, sitting: Sitting, kept: KeptMinutes, signer: Signer | null): Record<string, unknown> {
    const { t, instant } = words;
    const { minutes, content, signature } = kept;
    return {
      ...this.notYet(words, sitting),
      closed: t('commission.minutes.intro', { instant: instant(content.closedAt) }),
      signed:
        signature &&
        t(`minutes.pdf.signed.${signature.by}`, {
          name: signature.name,
          label: signature.label,
          instant: instant(signature.signedAt),
        }),
      unsigned: signature ? null : t('minutes.page.unsigned'),
      signHref: signer ? `/commissions/${sitting.session.id}/compte-rendu/signature` : null,
      correctHref:
        sitting.mayRun && sitting.session.state === 'closed' ? `/commissions/${sitting.session.id}/presences` : null,
      pdfHref: `/commissions/${sitting.session.id}/compte-rendu.pdf`,
      without: sitting.hidden.size === 0 ? null : t('minutes.page.without'),
      blocks: this.documents.pageBlocks(words, { ...content, cases: this.visibleCases(sitting, content) }),
      publicHref: `/points-obtenus/${sitting.session.id}/compte-rendu.pdf`,
      sha256: t('minutes.page.sha256', { sha256: minutes.sha256, number: minutes.number }),
      days: this.days(words, content),
      figures: this.figuresModel(words, content),
      table: this.casesTable(words, sitting, content),
      claims: claimsIn(
        content,
        this.visibleCases(sitting, content).map(({ number }) => number),
      ).map((claim) => claimLine(words, claim)),
      rules: this.rules.ruleLines(words, content.rules),
      ruleQuotes: this.rules.quotesIn(content.rules),
      drawn: content.numbersSeed ? t('commission.agenda.drawn', { seed: content.numbersSeed }) : null,
      tieBreak: content.computed
        ? t('commission.minutes.tieBreak', {
            seed: content.computed.seed,
            tie: tieBreakWords(words, tieBreakOf(content)),
          })
        : null,
    };
  }

  signature(words: Translator, sheet: SessionSheet, { minutes }: KeptMinutes, signer: Signer): Record<string, unknown> {
    return {
      id: sheet.session.id,
      heading: words.t('minutes.sign.title'),
      about: this.heading(words, sheet),
      signer: signer.label,
      by: signer.by,
      sha256: minutes.sha256,
    };
  }

  private heading({ t, fullDay }: Translator, { body, session }: Pick<SessionSheet, 'body' | 'session'>): string {
    return t('commission.minutes.title', { body: body.name, day: fullDay(dayOf(session.startsAt)) });
  }

  private visibleCases({ agenda }: Sitting, { cases }: MinutesContent): MinutesContent['cases'] {
    const numbers = new Set(agenda.map(({ agendaNumber }) => agendaNumber));
    return cases.filter(({ number }) => numbers.has(number));
  }

  private days(words: Translator, { days }: MinutesContent): { heading: string; lines: string[] }[] {
    const { t, fullDay } = words;
    return days.map(({ startsAt, room, attendance }) => ({
      heading: t('minutes.pdf.attendance', { day: fullDay(dayOf(startsAt)), room }),
      lines: attendance.map((member) => memberLine(words, member)),
    }));
  }

  private figuresModel(words: Translator, { cases }: MinutesContent): { number: string; label: string }[] {
    const { t, number } = words;
    const count = (...outcomes: MinutesOutcome[]): string =>
      number(cases.filter(({ outcome }) => outcomes.includes(outcome)).length);
    return [
      { number: count('admitted'), label: t('commission.sitting.admitted') },
      { number: count('waiting'), label: t('commission.sitting.waiting') },
      { number: count('deferred', 'refused'), label: t('commission.sitting.other') },
      { number: count('without_object', 'withdrawn'), label: t('commission.outcome.without_object') },
    ];
  }

  /** What came after the minutes, each with its day: they stay as they were written. */
  offeredSince(words: Translator, sitting: Sitting, { content }: KeptMinutes, offers: readonly Offer[]): string[] {
    const { t, day } = words;
    const admitted = new Set(content.cases.filter(({ outcome }) => outcome === 'admitted').map(({ number }) => number));
    const numbers = new Map(sitting.agenda.map(({ id, agendaNumber }) => [id, agendaNumber]));
    return offers.flatMap(({ candidacyId, sectionId, madeAt }) => {
      const number = candidacyId && numbers.get(candidacyId);
      // The first offer to a child that was admitted is what the session decided.
      if (!number || admitted.delete(number)) return [];
      const section = this.say.sectionName(words, sectionId);
      return [t('minutes.page.offeredSince', { day: day(dayOf(madeAt)), number, section })];
    });
  }

  private casesTable(words: Translator, sitting: Sitting, content: MinutesContent): Record<string, unknown> {
    const { t } = words;
    const names = [
      'commission.agenda.number',
      'commission.agenda.rank',
      'commission.agenda.points',
      'commission.agenda.decision',
      'commission.minutes.reason',
      'commission.minutes.departure',
    ];
    return {
      caption: t('commission.minutes.caption'),
      columns: names.map((name) => ({ text: t(name) })),
      rows: this.visibleCases(sitting, content).map((minutesCase) => {
        const { number, rank, points, outcome, gaveWay, reason, departs, recused } = minutesCase;
        const hint = [
          placeWords(words, minutesCase),
          recused.length > 0 ? t('commission.recusal.line', { members: words.list([...recused]) }) : '',
        ]
          .filter(Boolean)
          .join('. ');
        return [
          number,
          rank ?? '',
          points ?? '',
          {
            tag: { text: outcomeWords(words, minutesCase), tone: gaveWay ? 'neutral' : TONES[outcome] },
            hint: hint || undefined,
          },
          reason ? t(`reason.${reason}`) : '',
          departs ? t('commission.minutes.yes') : '',
        ];
      }),
    };
  }
}
