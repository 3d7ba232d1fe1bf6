import { Injectable } from '@nestjs/common';
import { tieBreakWords } from '../admission/index.js';
import { claimLine, DebatePresenter, isShown, SittingRulesPresenter } from '../commission/index.js';
import { FIRST_LANGUAGE } from '../../foundation/kernel/language.js';
import { dayAfterQuarter, lastDayOfQuarter, quarterOf, type Quarter } from '../../foundation/kernel/quarter.js';
import { Catalogue, type Translator } from '../../foundation/platform/i18n/index.js';
import { claimsIn, tieBreakOf, type MinutesContent } from './domain/minutes-content.js';
import {
  FEWEST_CASES_ALONE,
  isCountedTogether,
  publicCounts,
  publicCutOffs,
  publicTotal,
} from './domain/public-counts.js';
import type { KeptMinutes } from './kept-minutes.js';
import { blockOf, listOr, type Block } from './document-blocks.js';
import {
  attendanceBlocks,
  countsBlock,
  cutOffsBlock,
  decisionsBlock,
  quorumBlock,
  ratificationsBlock,
  recusalsBlock,
  signatureBlock,
  technicalBlock,
} from './minutes-blocks.js';
import { decidedByLines } from './attendance-words.js';
import { debateLines } from './debate-lines.js';
import { provedLines } from './proved-lines.js';
import type { MinutesDocument } from './persistence/minutes.entities.js';

/** From this many cases on, the minutes begin with their contents. */
const FEWEST_WITH_CONTENTS = 20;

/** The data that minutes.typ prints for each version of the minutes. */
@Injectable()
export class MinutesDocuments {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly rules: SittingRulesPresenter,
    private readonly debated: DebatePresenter,
  ) {}

  buildDocument(kept: KeptMinutes, document: MinutesDocument): object {
    const words = this.catalogue.translator(FIRST_LANGUAGE);
    return document === 'public' ? this.public(words, kept) : this.full(words, kept);
  }

  /** The document for a member who stepped aside from cases: what the others read, without these. */
  buildWithout(kept: KeptMinutes, hidden: readonly number[]): object {
    const words = this.catalogue.translator(FIRST_LANGUAGE);
    const cases = kept.content.cases.filter(({ number }) => !hidden.includes(number));
    const left = {
      heading: words.t('minutes.pdf.without'),
      paragraphs: [words.t('minutes.pdf.withoutText', { count: hidden.length })],
    };
    return this.full(words, { ...kept, content: { ...kept.content, cases } }, [left]);
  }

  /** What the page says beside attendance, decisions and claims, in the words of the document. */
  pageBlocks(words: Translator, content: MinutesContent): { heading: string; lines: readonly string[] }[] {
    return [
      quorumBlock(words, content),
      ...blockOf(words.t('minutes.pdf.whoDecided'), decidedByLines(words, content)),
      recusalsBlock(words, content),
      ratificationsBlock(words, content),
      ...blockOf(words.t('minutes.pdf.debates'), debateLines(words, this.debated, content.cases)),
      ...blockOf(words.t('minutes.pdf.proofs'), provedLines(words, content)),
    ].map(({ heading, paragraphs, list }) => ({ heading, lines: list ?? paragraphs ?? [] }));
  }

  private full(words: Translator, kept: KeptMinutes, first: readonly Block[] = []): object {
    const { t } = words;
    const { content } = kept;
    const claims = claimsIn(
      content,
      content.cases.map(({ number }) => number),
    ).map((claim) => claimLine(words, claim));
    return this.buildVersion(words, kept, 'full', [
      ...first,
      ...attendanceBlocks(words, content),
      quorumBlock(words, content),
      ...blockOf(words.t('minutes.pdf.whoDecided'), decidedByLines(words, content)),
      recusalsBlock(words, content),
      decisionsBlock(words, content),
      { heading: t('commission.claims.title'), ...listOr(claims, t('commission.claims.none')) },
      ratificationsBlock(words, content),
      ...blockOf(words.t('minutes.pdf.debates'), debateLines(words, this.debated, content.cases)),
      ...blockOf(words.t('minutes.pdf.proofs'), provedLines(words, content)),
      this.rulesBlock(words, content),
      signatureBlock(words, kept),
    ]);
  }

  private public(words: Translator, kept: KeptMinutes): object {
    const { t, day } = words;
    const { content } = kept;
    const cutOffs = publicCutOffs(content, (cutOff) => isShown({ ...cutOff, at: '', section: cutOff.section }));
    const quarter = quarterOf(content.closedAt);
    return this.buildVersion(words, kept, 'public', [
      isCountedTogether(content)
        ? {
            heading: t('commission.minutes.counts'),
            paragraphs: [
              ...totalLines(words, publicTotal(content)),
              t('minutes.quarter.later', {
                fewest: FEWEST_CASES_ALONE,
                quarter: quarterWords(words, quarter),
                day: day(dayAfterQuarter(quarter)),
              }),
            ],
          }
        : countsBlock(words, publicCounts([content])),
      cutOffsBlock(words, cutOffs),
      quorumBlock(words, content),
      this.rulesBlock(words, content),
      { heading: t('minutes.pdf.people'), paragraphs: [t('minutes.pdf.peopleText')] },
    ]);
  }

  /**
   * The decisions of the small sessions of a body in a quarter that is over, in numbers.
   * @param contents of all sessions that were closed in the quarter
   */
  buildQuarter(body: string, quarter: Quarter, contents: readonly MinutesContent[]): object {
    const words = this.catalogue.translator(FIRST_LANGUAGE);
    const { t, lang, day } = words;
    const together = contents.filter(isCountedTogether);
    const title = t('minutes.quarter.title', { body, quarter: quarterWords(words, quarter) });
    return {
      lang,
      title,
      heading: title,
      product: t('web.product'),
      service: t('web.service'),
      issuer: { name: body, lines: [] },
      intro: t('minutes.quarter.intro', { count: together.length, fewest: FEWEST_CASES_ALONE }),
      contents: null,
      blocks: together.length === 0 ? [] : [countsBlock(words, publicCounts(together))],
      annex: null,
      footer: t('minutes.quarter.footer', { day: day(lastDayOfQuarter(quarter)) }),
    };
  }

  /** @param annexed what stands in the annex, before the technical facts */
  buildVersion(
    words: Translator,
    kept: KeptMinutes,
    version: 'full' | 'masked' | 'public',
    blocks: readonly Block[],
    annexed: readonly Block[] = [],
  ): object {
    const { t, lang, fullDay, instant } = words;
    const { minutes, content } = kept;
    const title = t(`minutes.pdf.title.${version}`, { body: content.body, day: fullDay(content.day) });
    return {
      lang,
      title,
      heading: title,
      product: t('web.product'),
      service: t('web.service'),
      issuer: { name: content.body, lines: [] },
      intro: t(`minutes.pdf.intro.${version}`, { instant: instant(content.closedAt) }),
      contents: content.cases.length >= FEWEST_WITH_CONTENTS && version === 'full' ? t('minutes.pdf.contents') : null,
      blocks,
      annex: { heading: t('minutes.pdf.annex'), blocks: [...annexed, technicalBlock(words, kept)] },
      footer: t('minutes.pdf.footer', { number: minutes.number, day: words.day(content.day) }),
    };
  }

  /** The rules by which the session decided. */
  rulesBlock(words: Translator, { rules, grid }: Pick<MinutesContent, 'rules' | 'grid'>): Block {
    const { t } = words;
    const tie = tieBreakWords(words, tieBreakOf({ grid }));
    return {
      heading: t('commission.rules.title'),
      list: [
        ...this.rules.ruleLines(words, rules),
        ...(grid ? [t('commission.session.gridText', { name: grid.name, version: grid.version, tie })] : []),
      ],
    };
  }
}

const totalLines = ({ t }: Translator, total: number | null): string[] =>
  total === null ? [] : [t('minutes.quarter.total', { count: total })];

const quarterWords = ({ t }: Translator, quarter: Quarter): string => {
  const [year = '', number = ''] = quarter.split('-T');
  return t('minutes.quarter.name', { number: Number(number), year });
};
