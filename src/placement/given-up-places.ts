import { Injectable } from '@nestjs/common';
import { StaffMessages } from '../accounts/index.js';
import { Config } from '../config/index.js';
import { Dossiers, FamilyMessages, findDossier, triagesForDesk } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import type { Tx } from '../platform/database/index.js';
import type { MessageArgs, Translator } from '../platform/i18n/index.js';
import type { Actor } from '../platform/security/index.js';
import { directsEstablishment, Supply } from '../supply/index.js';
import type { Offer } from './persistence/placement.entities.js';
import { PlacementEnds, type GivingUp } from './placement-ends.js';

/** Lets a family give up a place that it had accepted, and tells everybody who counted on the place. */
@Injectable()
export class GivenUpPlaces {
  constructor(
    private readonly ends: PlacementEnds,
    private readonly supply: Supply,
    private readonly messages: FamilyMessages,
    private readonly dossiers: Dossiers,
    private readonly clock: Clock,
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
    // A family that can only be reached by telephone has just said it: nobody needs to call it.
    if (!(await this.messages.isWritable(tx, offer.dossierId))) return;
    const [place, said] = [this.placeWords(offer, how), await this.speakerWords(tx, actor, offer, how)];
    await this.messages.writeMessage(tx, offer.dossierId, 'given-up', (words) => ({ ...place(words), ...said(words) }));
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

  /**
   * Who gave the place up by telephone, and which agent recorded it. A family can read what was recorded in its name.
   */
  private async speakerWords(
    tx: Tx,
    actor: Actor,
    { requestId }: Offer,
    { saidBy }: GivingUp,
  ): Promise<(words: Translator) => MessageArgs> {
    const { adults } = await this.dossiers.loadRequest(tx, requestId);
    const adult = adults.find(({ rank }) => rank === saidBy)?.details;
    const who = [adult?.firstName, adult?.surname].filter(Boolean).join(' ') || 'none';
    return ({ instant }) => ({
      agent: actor.kind === 'staff' ? actor.name : 'none',
      who,
      at: instant(this.clock.now()),
    });
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
