import { Injectable } from '@nestjs/common';
import { adultOf, isApart, sharesContactsWithNurseries, type RequestFile } from '../../../dossier/dossier/index.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Offer } from '../../../places/placement/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { FamilyCall } from '../family-calls.js';

/** From the yes of a family to its first day: who calls it and until when, and what the nursery reads of it. */
@Injectable()
export class CallPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  /** Who calls whom until when, or when that was; then what is agreed of the first day. */
  lines(words: Translator, call: FamilyCall, { dossier }: Pick<RequestFile, 'dossier'>): string[] {
    const { t, day, fullDay } = words;
    const provider = this.supply.provider(call.providerId);
    const desk = this.territory.desk(dossier.deskId);
    const { datesState, from } = call.place;
    return [
      t(`family.call.state.${call.state}`, {
        provider: provider?.name ?? '',
        phone: provider?.phone ? phoneWords(provider.phone) : 'none',
        day: day(call.calledOn ?? call.due),
        reached: call.reached ? 'yes' : 'no',
        desk: desk.name,
        deskPhone: phoneWords(desk.phone),
      }),
      t('family.call.firstDay', { state: datesState ?? 'open', day: fullDay(from) }),
    ];
  }

  /** The question whether the nursery may read how to reach the family: what it would read, or why it is not asked. */
  question(words: Translator, actor: Actor, offer: Offer, file: RequestFile): Record<string, unknown> {
    const { t, list } = words;
    const provider = this.supply.provider(offer.providerId)?.name ?? '';
    const desk = this.territory.desk(file.dossier.deskId);
    const own = this.ownAdults(actor, file);
    // An adult who was added since the family agreed is not passed on with the others.
    const passed = own.filter(({ rank }) => offer.contactOf?.includes(rank));
    const agreed = passed.length > 0;
    const sharesWithAll = sharesContactsWithNurseries(file.dossier.consents);
    const ways = list(waysOf(agreed ? passed : own));
    return {
      // A link of nobody in particular speaks for no home of two, and who has no contact has none to pass on.
      asked: !sharesWithAll && waysOf(own).length > 0,
      shared: sharesWithAll ? t('family.call.shared', { provider }) : null,
      tick: t('family.call.tick', { provider, ways }),
      hint: t('family.call.hint', { desk: desk.name }),
      changing: t(agreed ? 'family.call.passed' : 'family.call.kept', { provider, ways, desk: desk.name }),
      button: t(agreed ? 'family.call.keepButton' : 'family.call.passButton', { provider }),
      value: agreed ? 'no' : 'yes',
    };
  }

  /** The adults for whom the reader speaks: those of its own home. */
  private ownAdults(actor: Actor, { dossier, adults }: RequestFile): RequestFile['adults'] {
    return isApart(dossier, adults) ? adults.filter(({ rank }) => rank === adultOf(actor)) : adults;
  }
}

/** The telephones and mails of adults, as they read them. */
const waysOf = (adults: RequestFile['adults']): string[] =>
  adults.flatMap(({ details: { phone, email } }) => [...(phone ? [phoneWords(phone)] : []), ...(email ? [email] : [])]);
