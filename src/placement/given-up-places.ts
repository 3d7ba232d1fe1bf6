import { Injectable } from '@nestjs/common';
import { StaffMessages } from '../accounts/index.js';
import { Config } from '../config/index.js';
import { FamilyMessages, findDossier, findRequest, triagesForDesk } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import type { Tx } from '../platform/database/index.js';
import type { MessageArgs, Translator } from '../platform/i18n/index.js';
import type { Actor } from '../platform/security/index.js';
import { directsEstablishment, Supply } from '../supply/index.js';
import { OfferNotices } from './offer-notices.js';
import type { Offer } from './persistence/placement.entities.js';
import { PlaceWords } from './place-words.js';
import { PlacementEnds, type GivingUp } from './placement-ends.js';

/** Lets a family give up a place that it had accepted, and tells everybody who counted on the place. */
@Injectable()
export class GivenUpPlaces {
  constructor(
    private readonly ends: PlacementEnds,
    private readonly supply: Supply,
    private readonly messages: FamilyMessages,
    private readonly notices: OfferNotices,
    private readonly places: PlaceWords,
    private readonly staff: StaffMessages,
    private readonly config: Config,
  ) {}

  /** See {@link PlacementEnds.giveUp}. */
  async giveUp(tx: Tx, actor: Actor, offerId: Id, how: GivingUp): Promise<void> {
    await this.tellFamily(tx, actor, await this.giveUpQuietly(tx, actor, offerId, how), how);
  }

  /** {@link giveUp}, for a family that is not to be written to. @returns the offer that had been accepted */
  async giveUpQuietly(tx: Tx, actor: Actor, offerId: Id, how: GivingUp): Promise<Offer> {
    const offer = await this.ends.giveUp(tx, actor, offerId, how);
    await this.tellStaff(tx, offer, how);
    return offer;
  }

  private async tellFamily(tx: Tx, actor: Actor, offer: Offer, how: GivingUp): Promise<void> {
    const given = this.placeWords(offer, how);
    const place = this.places.argsOf(offer, await findRequest(tx, offer.requestId));
    const said = await this.notices.speakerWords(tx, actor, offer, how.saidBy);
    await this.messages.writeMessage(tx, {
      dossierId: offer.dossierId,
      requestIds: [offer.requestId],
      kind: 'given-up',
      onlyWritten: true,
      args: (words) => ({ ...given(words), ...place(words), ...said(words) }),
    });
  }

  private async tellStaff(tx: Tx, offer: Offer, how: GivingUp): Promise<void> {
    const args = this.placeWords(offer, how);
    const { deskId, number } = (await findDossier(tx, offer.dossierId))!;
    const tell = (concerns: Parameters<StaffMessages['writeToStaff']>[1], path: string): Promise<void> =>
      this.staff.writeToStaff(tx, concerns, 'place-given-up', (words) => ({
        ...args(words),
        number,
        link: `${this.config.BASE_URL}${path}`,
      }));
    await tell((grant) => directsEstablishment(grant, offer.providerId), `/eaje/${offer.providerId}/accueils`);
    await tell((grant) => triagesForDesk(grant, deskId), `/rpe/demandes/${offer.requestId}`);
  }

  private placeWords({ providerId, from }: Offer, { reason, choice }: GivingUp): (words: Translator) => MessageArgs {
    return ({ t, day }) => ({
      provider: this.supply.provider(providerId)?.name ?? '',
      from: day(from),
      choice,
      reason: reason ? t(`reason.${reason}`) : 'none',
    });
  }
}
