import { Injectable } from '@nestjs/common';
import { givingUpLines, type AroundGivingUp } from '../../../commissions/commission/index.js';
import { REASON_LIST, REASONS, type RequestFile } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { lastDayOf, type Offer } from '../../../places/placement/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { FollowPresenter } from './follow.presenter.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';

/** What a family reads before it gives up a place: what it loses, and what it may choose. */
@Injectable()
export class GiveUpPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly follow: FollowPresenter,
    private readonly choices: ChoiceLists,
  ) {}

  page(
    words: Translator,
    offer: Offer,
    { request, dossier }: RequestFile,
    around: AroundGivingUp,
  ): Record<string, unknown> {
    const { t, period } = words;
    const provider = this.supply.provider(offer.providerId);
    const child = this.follow.nameOf(words, request);
    return {
      title: t('family.giveUp.title', { child }),
      offerHref: `/mon-dossier/offres/${offer.id}`,
      phone: provider?.phone ?? null,
      desk: this.territory.desk(dossier.deskId),
      rows: [
        { key: t('family.offer.child'), value: child },
        { key: t('family.offer.where'), value: provider?.name ?? '' },
        { key: t('family.offer.when'), value: period({ from: offer.from, to: lastDayOf(offer) }) },
      ],
      consequences: givingUpLines(words, around, around.kept ? this.nameOf(around.kept.sectionId) : ''),
      reasons: this.choices.itemsOf(words, REASON_LIST.name, REASONS.giveUp ?? []),
      choices: [
        {
          value: 'wait',
          text: t('family.giveUp.wait'),
          hint: { text: t(around.partLeft ? 'family.giveUp.waitPartHint' : 'family.giveUp.waitHint') },
        },
        {
          value: 'withdraw',
          text: t('family.giveUp.stop'),
          hint: { text: t(around.partLeft ? 'family.giveUp.stopPartHint' : 'family.giveUp.stopHint') },
        },
      ],
    };
  }

  private nameOf(sectionId: string): string {
    return this.supply.provider(this.supply.section(sectionId)!.providerId)?.name ?? '';
  }
}
