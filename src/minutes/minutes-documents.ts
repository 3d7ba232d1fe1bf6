import { Injectable } from '@nestjs/common';
import { tieBreakWords } from '../admission/index.js';
import { claimLine, CUT_OFF_BASE, DebatePresenter, isShown, SittingRulesPresenter } from '../commission/index.js';
import { FIRST_LANGUAGE } from '../kernel/language.js';
import { dayAfterQuarter, lastDayOfQuarter, quarterOf, type Quarter } from '../kernel/quarter.js';
import { dayOf } from '../kernel/time.js';
import { Catalogue, type Translator } from '../platform/i18n/index.js';
import {
  claimsIn,
  tieBreakOf,
  wasQuorate,
  type MinutesCase,
  type MinutesContent,
  type MinutesCutOff,
} from './domain/minutes-content.js';
import {
  FEWEST_CASES_ALONE,
  isCountedTogether,
  publicCounts,
  publicCutOffs,
  type PublicCounts,
} from './domain/public-counts.js';
import type { KeptMinutes } from './minutes-book.js';
import { blockOf, listOr, type Block } from './document-blocks.js';
import { decidedByLines, memberLine } from './attendance-words.js';
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
      this.quorum(words, content),
      ...blockOf(words.t('minutes.pdf.whoDecided'), decidedByLines(words, content)),
      this.recusals(words, content),
      this.ratified(words, content),
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
      ...this.attendance(words, content),
      this.quorum(words, content),
      ...blockOf(words.t('minutes.pdf.whoDecided'), decidedByLines(words, content)),
      this.recusals(words, content),
      this.decisions(words, content),
      { heading: t('commission.claims.title'), ...listOr(claims, t('commission.claims.none')) },
      this.ratified(words, content),
      ...blockOf(words.t('minutes.pdf.debates'), debateLines(words, this.debated, content.cases)),
      ...blockOf(words.t('minutes.pdf.proofs'), provedLines(words, content)),
      this.rulesBlock(words, content),
      this.signature(words, kept),
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
              t('minutes.quarter.later', {
                fewest: FEWEST_CASES_ALONE,
                quarter: quarterWords(words, quarter),
                day: day(dayAfterQuarter(quarter)),
              }),
            ],
          }
        : this.counts(words, publicCounts([content])),
      this.cutOffs(words, cutOffs),
      this.quorum(words, content),
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
      blocks: together.length === 0 ? [] : [this.counts(words, publicCounts(together))],
      annex: null,
      footer: t('minutes.quarter.footer', { day: day(lastDayOfQuarter(quarter)) }),
    };
  }

  private counts(words: Translator, { counts, total }: PublicCounts): Block {
    const { t, number } = words;
    const shown = (count: number | null): string => (count === null ? t('minutes.pdf.few') : number(count));
    return {
      heading: t('commission.minutes.counts'),
      paragraphs: [t('minutes.pdf.fewText')],
      table: {
        columns: [t('commission.agenda.decision'), t('minutes.pdf.count')],
        widths: ['1fr', 'auto'],
        rows: [
          ...counts.map(({ outcome, count }) => [t(`minutes.outcome.${outcome}`), shown(count)]),
          [t('minutes.pdf.total'), shown(total)],
        ],
      },
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
      annex: { heading: t('minutes.pdf.annex'), blocks: [...annexed, this.technical(words, kept)] },
      footer: t('minutes.pdf.footer', { number: minutes.number, day: words.day(content.day) }),
    };
  }

  private attendance(words: Translator, { days }: MinutesContent): Block[] {
    const { t, fullDay } = words;
    return days.map(({ startsAt, room, attendance }) => ({
      heading: t('minutes.pdf.attendance', { day: fullDay(dayOf(startsAt)), room }),
      ...listOr(
        attendance.map((member) => memberLine(words, member)),
        t('minutes.pdf.nobodyNoted'),
      ),
    }));
  }

  quorum({ t }: Translator, content: MinutesContent): Block {
    const reached = wasQuorate(content);
    return {
      heading: t('minutes.pdf.quorum'),
      paragraphs: [
        reached === null
          ? t('minutes.pdf.noQuorum')
          : t(reached ? 'minutes.pdf.quorate' : 'minutes.pdf.notQuorate', { needed: content.quorum ?? 0 }),
      ],
    };
  }

  private decisions(words: Translator, { cases }: MinutesContent): Block {
    const { t } = words;
    return {
      heading: t('commission.minutes.caption'),
      table: {
        columns: [
          'commission.agenda.number',
          'commission.agenda.rank',
          'commission.agenda.points',
          'commission.agenda.decision',
          'commission.minutes.reason',
        ].map((key) => t(key)),
        widths: ['auto', 'auto', 'auto', '3fr', '3fr'],
        rows: cases.map((minutesCase) => [
          String(minutesCase.number),
          minutesCase.rank === null ? '' : String(minutesCase.rank),
          minutesCase.points === null ? '' : String(minutesCase.points),
          this.outcomeWords(words, minutesCase),
          [
            minutesCase.reason ? t(`reason.${minutesCase.reason}`) : '',
            minutesCase.departs ? t('commission.minutes.departure') : '',
          ]
            .filter(Boolean)
            .join('. '),
        ]),
      },
    };
  }

  private outcomeWords(words: Translator, { outcome, section, deferredTo }: MinutesCase): string {
    const { t, day } = words;
    if (section) return t('commission.outcome.admit', { section });
    return deferredTo ? t('commission.outcome.defer', { day: day(deferredTo) }) : t(`minutes.outcome.${outcome}`);
  }

  private recusals(words: Translator, { cases }: MinutesContent): Block {
    const { t } = words;
    const lines = cases
      .filter(({ recused }) => recused.length > 0)
      .map(({ number, recused }) => t('minutes.pdf.recused', { number, members: words.list([...recused]) }));
    return { heading: t('minutes.pdf.recusals'), ...listOr(lines, t('minutes.pdf.noRecusal')) };
  }

  private ratified(words: Translator, { ratifications }: MinutesContent): Block {
    const { t, day } = words;
    const lines = ratifications.map(({ section, from, ratified, lastDay }) =>
      t(ratified ? 'minutes.pdf.ratified' : 'minutes.pdf.unratified', {
        section,
        from: day(from),
        lastDay: lastDay ? day(lastDay) : '',
      }),
    );
    return { heading: t('minutes.pdf.ratifications'), ...listOr(lines, t('minutes.pdf.noRatification')) };
  }

  private cutOffs(words: Translator, cutOffs: readonly MinutesCutOff[]): Block {
    const { t, number } = words;
    if (cutOffs.length === 0) return { heading: t('minutes.pdf.cutOffs'), paragraphs: [t('minutes.pdf.noCutOff')] };
    return {
      heading: t('minutes.pdf.cutOffs'),
      table: {
        columns: [t('minutes.pdf.section'), t('minutes.pdf.received'), t('minutes.pdf.points')],
        widths: ['1fr', 'auto', 'auto'],
        rows: cutOffs.map(({ section, reserve, points }) => [
          reserve ? `${section}, ${t(`commission.rules.trait.${reserve}`)}` : section,
          t('minutes.pdf.atLeast', { count: CUT_OFF_BASE }),
          number(points),
        ]),
      },
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

  /** What somebody needs to compute the same proposal again, and to check that the minutes are these. */
  private technical(words: Translator, { minutes, content, signature }: KeptMinutes): Block {
    const { t } = words;
    const { computed } = content;
    const tie = tieBreakWords(words, tieBreakOf(content));
    return {
      heading: t('minutes.pdf.technical'),
      list: [
        ...(computed
          ? [
              t('commission.minutes.tieBreak', { seed: computed.seed, tie }),
              t('minutes.pdf.engine', { engine: computed.engine, inputHash: computed.inputHash }),
            ]
          : []),
        t(signature ? 'minutes.pdf.sealSigned' : 'minutes.pdf.seal', {
          sha256: minutes.sha256,
          number: minutes.number,
        }),
      ],
    };
  }

  private signature(words: Translator, { signature }: KeptMinutes): Block {
    const { t, instant } = words;
    if (!signature) return { heading: t('minutes.pdf.signature'), paragraphs: [t('minutes.pdf.unsigned')] };
    const { name, label, by, signedAt } = signature;
    return {
      heading: t('minutes.pdf.signature'),
      paragraphs: [t(`minutes.pdf.signed.${by}`, { name, label, instant: instant(signedAt) })],
    };
  }
}

const quarterWords = ({ t }: Translator, quarter: Quarter): string => {
  const [year = '', number = ''] = quarter.split('-T');
  return t('minutes.quarter.name', { number: Number(number), year });
};
