import { Injectable } from '@nestjs/common';
import type { Id } from '../../../../foundation/kernel/ids.js';
import { obtained } from '../../../../foundation/kernel/obtained.js';
import type { SlotMask } from '../../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import type { CaseMiss } from '../../domain/case-explanation.js';
import { sectionIdOf } from '../section-ids.js';
import { ToldReasons, type ToldAnswer } from '../told-reasons.js';
import { claimedPlaces } from './claim-words.js';
import { ClaimsPresenter } from './claims.presenter.js';

export interface ToldSentences {
  readonly points: string;
  readonly reason: string | null;
  readonly claim: string | null;
  /** What stands above the misses. */
  readonly why: string;
  readonly misses: readonly { readonly text: string; readonly because: readonly string[] }[];
  readonly elsewhere: string | null;
  /** The place that it could have had by waiting longer than it said. */
  readonly later: string | null;
}

/**
 * Why a commission decided so, in the words that its family reads on its page and in its messages. Other families only
 * appear as numbers.
 */
@Injectable()
export class ToldWords extends ToldReasons {
  private readonly weeksWithout = new WeakMap<Translator, Map<SlotMask, string>>();

  constructor(
    private readonly supply: Supply,
    private readonly say: Sentences,
    private readonly claims: ClaimsPresenter,
  ) {
    super();
  }

  /** @param nameOf the name of the child of a request */
  sentences(
    words: Translator,
    { points, reason, explanation, requestOf }: ToldAnswer,
    nameOf: (requestId: Id) => string,
  ): ToldSentences {
    const { t, list } = words;
    const { misses, claim, wouldHaveTaken, later } = explanation;
    return {
      points: t('told.points', { points }),
      reason: reason ? t('told.reason', { reason: t(`reason.${reason}`) }) : null,
      claim:
        claim &&
        t('told.claim', {
          cause: claim.cause ?? 'other',
          place: claimedPlaces(words, this.claims.named(words, claim, claim.others), (number) =>
            nameOf(requestOf.get(number) ?? ''),
          ),
        }),
      why: t('told.why'),
      misses: misses
        .filter(({ code }) => code !== 'RESIDUAL')
        .map((miss) => ({ text: this.miss(words, miss), because: this.because(words, miss) })),
      later: later
        ? t('told.later', {
            place: this.place(words, later),
            from: words.day(later.from),
            given: later.given ? 'yes' : 'no',
          })
        : null,
      elsewhere:
        wouldHaveTaken.length > 0
          ? t('told.elsewhere', { providers: list(wouldHaveTaken.map((at) => this.say.provider(at))) })
          : null,
    };
  }

  /** {@link sentences} as the paragraphs of a message. */
  paragraphs(words: Translator, answer: ToldAnswer, nameOf: (requestId: Id) => string): string {
    const { points, reason, claim, why, misses, elsewhere, later } = this.sentences(words, answer, nameOf);
    const missed = misses.map(({ text, because }) => `– ${[text, ...because].join(' ')}`);
    return [
      [reason, points].filter(Boolean).join(' '),
      missed.length > 0 ? [why, ...missed].join('\n') : null,
      claim,
      later,
      elsewhere,
    ]
      .filter(Boolean)
      .join('\n\n');
  }

  private miss(words: Translator, { code, at, section, slot }: CaseMiss): string {
    const place = code === 'NOT_ELIGIBLE' ? this.say.provider(at) : this.place(words, { at, section });
    return words.t(`told.miss.${code}`, { place, slot: slot ? this.say.slot(words, slot) : '' });
  }

  private because(
    words: Translator,
    { slot, taken, cutOff, points, missing, tie, rules = [], without }: CaseMiss,
  ): string[] {
    const { t } = words;
    return [
      ...(slot !== null && taken !== null ? [t('told.taken', { slot: this.say.slot(words, slot), count: taken })] : []),
      ...(cutOff !== null && points !== null
        ? [
            missing === null
              ? t('told.cutOffOnly', { cutOff, points })
              : t('told.cutOff', { cutOff, points, missing, tie: tie ?? 'other' }),
          ]
        : []),
      ...rules.map((rule) => t(`told.rule.${rule}`)),
      ...(without !== 0 ? [this.withoutWords(words, without)] : []),
    ];
  }

  /** Many families of a session read the same one of these sentences: there are as many as there are weeks. */
  private withoutWords(words: Translator, without: SlotMask): string {
    const { t, list, weekday } = words;
    const known = obtained(this.weeksWithout, words, () => new Map<SlotMask, string>());
    return obtained(known, without, () =>
      t('told.without', {
        slots: list(this.say.slotNames(words, without, weekday).map((slot) => t('told.theSlot', { slot }))),
      }),
    );
  }

  private place(words: Translator, place: { at: string; section: string }): string {
    return this.say.sectionName(words, sectionIdOf(this.supply, place));
  }
}
