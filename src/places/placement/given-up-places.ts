import { Injectable } from '@nestjs/common';
import { StaffMessages } from '../../territory/accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import {
  adultOf,
  FamilyMessages,
  findDossier,
  findRequest,
  findTransfersFrom,
  RequestMoves,
  triagesForDesk,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { directsEstablishment, lockSections, Supply } from '../../offer/supply/index.js';
import { judgeGiveUp } from './domain/placement-end.js';
import { answerFacts } from './offer-answers.js';
import { OfferNotices } from './offer-notices.js';
import { PartEnds } from './part-ends.js';
import { Offer, Placement } from './persistence/placement.entities.js';
import { lockOffer } from './place-locks.js';
import { isFamilyOf } from './placement.policy.js';
import { PlaceWords } from './place-words.js';
import { PLACE_GIVEN_UP, PLACE_HANDED_BACK } from './message-kinds.js';
import type { ArgsOf } from '../../foundation/platform/outbox/index.js';

export interface GivingUp {
  readonly reason?: string;
  /** `wait` to look for another place, `withdraw` to stop there. */
  readonly choice: 'wait' | 'withdraw';
  /** The adult who gave the place up by telephone, as recorded by an agent; absent when the family acts by itself. */
  readonly saidBy?: number;
}

/** Lets a family give up a place that it had accepted, and tells everybody who counted on the place. */
@Injectable()
export class GivenUpPlaces {
  constructor(
    private readonly clock: Clock,
    private readonly moves: RequestMoves,
    private readonly parts: PartEnds,
    private readonly supply: Supply,
    private readonly messages: FamilyMessages,
    private readonly notices: OfferNotices,
    private readonly places: PlaceWords,
    private readonly staff: StaffMessages,
    private readonly config: Config,
  ) {}

  /**
   * A family gives up an accepted place before its first day, by itself or through the desk. The seats come free at
   * once and are offered to the next in rank where the session allowed it.
   * @throws NotFound when the place is another family's
   * @throws DomainError when no place is held, the place has begun, or a better place follows it
   */
  async giveUp(tx: Tx, actor: Actor, offerId: Id, how: GivingUp): Promise<void> {
    await this.tellFamily(tx, actor, await this.giveUpQuietly(tx, actor, offerId, how), how);
  }

  /** {@link giveUp}, for a family that is not to be written to. @returns the offer that had been accepted */
  async giveUpQuietly(tx: Tx, actor: Actor, offerId: Id, how: GivingUp): Promise<Offer> {
    const offer = await this.endPlace(tx, actor, offerId, how);
    await this.tellStaff(tx, offer, how);
    return offer;
  }

  private async endPlace(tx: Tx, actor: Actor, offerId: Id, { reason, choice, saidBy }: GivingUp): Promise<Offer> {
    const offer = await lockOffer(tx, offerId);
    if (!offer || (actor.kind === 'family' && !isFamilyOf(actor, offer))) throw new NotFound('offer');
    const places = await this.toGiveUp(tx, offer);
    await tx.update(
      Offer,
      { id: offerId },
      {
        state: 'given_up',
        version: offer.version + 1,
        declineReason: reason ?? null,
        answeredAt: this.clock.now(),
        answeredBy: actorRef(actor),
        saidBy: saidBy ?? null,
      },
    );
    await this.parts.forbidUndo(tx, offerId);
    await this.parts.endParts(tx, actor, 'giveUp', places, addDays(places[0]!.from, -1));
    const { requestId } = offer;
    await this.moves.move(tx, actor, requestId, 'giveUp', {
      reason,
      choice,
      facts: { partLeft: await this.parts.goesOn(tx, requestId) },
      history: answerFacts(offer, saidBy),
    });
    return offer;
  }

  /** The parts of the place of an accepted offer, first day first. There are several when a change is planned. */
  private async toGiveUp(tx: Tx, { id: offerId, requestId }: Offer): Promise<Placement[]> {
    const places = (await tx.lockAll(Placement, { offerId, state: 'held' })).sort((a, b) =>
      a.from.localeCompare(b.from),
    );
    await lockSections(
      tx,
      places.map(({ sectionId }) => sectionId),
    );
    const [first] = places;
    if (!first) throw new DomainError(refuse('placement.notHeld'));
    const begun = judgeGiveUp(first, this.clock.today());
    if (begun) throw new DomainError(begun);
    for (const { id } of await findTransfersFrom(tx, requestId)) {
      if ((await tx.count(Placement, { requestId: id, state: 'held' })) > 0)
        throw new DomainError(refuse('placement.betterFollows'));
    }
    return places;
  }

  private async tellFamily(tx: Tx, actor: Actor, offer: Offer, how: GivingUp): Promise<void> {
    const given = this.placeWords(offer, how);
    const place = this.places.argsOf(offer, await findRequest(tx, offer.requestId));
    const adult = adultOf(actor) ?? (how.saidBy || null);
    await this.notices.tellOthers(tx, offer, adult, 'given_up');
    const said = await this.notices.speakerWords(tx, actor, offer, how.saidBy);
    await this.messages.writeMessage(tx, {
      dossierId: offer.dossierId,
      requestIds: [offer.requestId],
      kind: PLACE_HANDED_BACK,
      ...(adult === null ? {} : { reader: adult }),
      args: (words) => ({ ...given(words), ...place(words), ...said(words) }),
    });
  }

  private async tellStaff(tx: Tx, offer: Offer, how: GivingUp): Promise<void> {
    const args = this.placeWords(offer, how);
    const { deskId, number } = (await findDossier(tx, offer.dossierId))!;
    const tell = (concerns: Parameters<StaffMessages['writeToStaff']>[1], path: string): Promise<void> =>
      this.staff.writeToStaff(tx, concerns, PLACE_GIVEN_UP, (words) => ({
        ...args(words),
        number,
        link: `${this.config.BASE_URL}${path}`,
      }));
    await tell((grant) => directsEstablishment(grant, offer.providerId), `/eaje/${offer.providerId}/accueils`);
    await tell((grant) => triagesForDesk(grant, deskId), `/rpe/demandes/${offer.requestId}`);
  }

  private placeWords(
    { providerId, from }: Offer,
    { reason, choice }: GivingUp,
  ): (words: Translator) => Omit<ArgsOf<typeof PLACE_GIVEN_UP>, 'number'> {
    return ({ t, day }) => ({
      provider: this.supply.provider(providerId)?.name ?? '',
      from: day(from),
      choice,
      reason: reason ? t(`reason.${reason}`) : 'none',
    });
  }
}
