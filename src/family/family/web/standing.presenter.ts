import { Injectable } from '@nestjs/common';
import { Sentences, type RequestStanding, type WishStanding } from '../../../commissions/commission/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { nurseryLinks } from './nursery-links.js';
import { tieWords } from './tie-words.js';

/**
 * Where a family stands, wish by wish: its points, the points that were needed, and what would change them. It never
 * shows a rank.
 */
@Injectable()
export class StandingPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly supply: Supply,
  ) {}

  model(words: Translator, standing: RequestStanding): Record<string, unknown> {
    const { t, list } = words;
    const named = (codes: readonly string[]): string => list(codes.map((code) => t(`family.plain.criterion.${code}`)));
    return {
      wishes: standing.wishes.map((wish) => ({
        key: this.say.provider(wish.providerId),
        lines: this.wishLines(words, wish, standing.tieBreak),
      })),
      changes: [
        ...(standing.toProve.length > 0 ? [t('family.standing.toProve', { criteria: named(standing.toProve) })] : []),
      ],
      elsewhere: nurseryLinks(standing.elsewhere, this.supply),
    };
  }

  private wishLines(words: Translator, wish: WishStanding, tieBreak: RequestStanding['tieBreak']): string[] {
    const { t } = words;
    return [
      t('family.standing.here', { points: wish.points }),
      this.last(words, wish, tieBreak),
      ...this.room(words, wish),
      ...(wish.outside ? [t('family.standing.outside')] : []),
      this.next(words, wish),
    ];
  }

  private next({ t, day, instant }: Translator, { next }: WishStanding): string {
    if (!next) return t('family.standing.noNext');
    const { listed, takenOff } = next;
    return t('family.standing.next', {
      day: day(next.day),
      listed: listed ? 'yes' : takenOff ? 'off' : 'no',
      at: takenOff ? instant(takenOff.at) : '',
      reason: takenOff ? t(`reason.${takenOff.reason}`) : '',
    });
  }

  private last(words: Translator, { last }: WishStanding, tieBreak: RequestStanding['tieBreak']): string {
    const { t, day } = words;
    if (last === null) return t('family.standing.noAge');
    switch (last.kind) {
      case 'none':
        return t('family.standing.noSession');
      case 'few':
        return t('family.standing.few', { day: day(last.day) });
      case 'left':
        return t('family.standing.left', { day: day(last.day) });
      case 'full':
        return t('family.standing.cutOff', {
          day: day(last.day),
          cutOff: last.cutOff,
          missing: Math.max(0, last.missing),
          tie: tieWords(words, tieBreak),
          enough: last.missing < 0 ? 'more' : last.missing === 0 ? 'equal' : 'less',
        });
    }
  }

  /** The half-days that would have to be left out for the rest of the week to be free today. */
  private room(words: Translator, { full, asked, outside }: WishStanding): string[] {
    const { t, list, weekday } = words;
    if (full === null) return [];
    if (full === 0) return [t(outside ? 'family.standing.roomOpen' : 'family.standing.roomAll')];
    if (full === asked) return [t('family.standing.roomNone')];
    return [
      t('family.standing.roomBut', {
        slots: list(this.say.slotNames(words, full, weekday).map((slot) => t('told.theSlot', { slot }))),
      }),
    ];
  }
}
