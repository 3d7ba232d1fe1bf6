import { Injectable } from '@nestjs/common';
import {
  adultOf,
  AnswerLocks,
  Dossiers,
  FamilyMessages,
  findRequest,
  findRequests,
  isApart,
  nameOfAdult,
  type LetterOf,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { groupOfCode } from '../../foundation/kernel/own-code.js';
import type { Reference } from '../../foundation/kernel/reference.js';
import { dayOf } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { lastMomentToAnswer } from './domain/offer-deadline.js';
import { offerMark } from './domain/offer-mark.js';
import { noted, OfferNotes } from './offer-notes.js';
import type { Offer } from './persistence/placement.entities.js';
import { PlaceWords } from './place-words.js';
import {
  OFFER,
  OFFER_ANSWERED,
  OFFER_ANSWERED_BY_OTHER,
  OTHER_ANSWERS,
  OFFER_EXPIRED,
  OFFER_REVOKED,
} from './message-kinds.js';
import type { ArgsOf } from '../../foundation/platform/outbox/index.js';

/** The rank of whoever filed. */
const FILER = 1;
/** The rank of no adult: everybody is told. */
export const NOBODY = 0;

/** What a message carries in `about` that asks one adult for an answer because another said no. */
export const aboutNo = (offerId: Id): Reference => `offer-no:${offerId}`;

/** What a family answered: it accepts, or declines and goes on waiting or not. */
export type GivenAnswer = 'accepted' | 'wait' | 'withdraw';

/** Writes to families about their offers: made, answered by themselves or by telephone, or left without an answer. */
@Injectable()
export class OfferNotices {
  constructor(
    private readonly messages: FamilyMessages,
    private readonly dossiers: Dossiers,
    private readonly places: PlaceWords,
    private readonly notes: OfferNotes,
    private readonly clock: Clock,
    private readonly locks: AnswerLocks,
  ) {}

  async announceOffers(tx: Tx, offers: readonly Offer[]): Promise<void> {
    const notes = await this.notes.listNotes(tx, offers);
    const ids = offers.map(({ requestId }) => requestId);
    const requests = new Map((await findRequests(tx, ids)).map((request) => [request.id, request]));
    await this.messages.writeAll(
      tx,
      offers.map((offer, index): LetterOf<typeof OFFER> => {
        const request = requests.get(offer.requestId) ?? null;
        const place = this.places.offerArgs(offer, request);
        return {
          dossierId: offer.dossierId,
          requestIds: [offer.requestId],
          kind: OFFER,
          towards: offerMark(offer.id),
          about: `offer:${offer.id}`,
          args: (words) => ({
            ...place(words),
            ...this.places.emergencyArgs(words, offer),
            consequences: noted(notes[index]!, words),
          }),
        };
      }),
    );
  }

  tellExpired(tx: Tx, offer: Offer): Promise<void> {
    return this.tellEnded(tx, offer, OFFER_EXPIRED);
  }

  /** Why it was taken back is not written: the desk says it. */
  tellRevoked(tx: Tx, offer: Offer): Promise<void> {
    return this.tellEnded(tx, offer, OFFER_REVOKED);
  }

  private async tellEnded(tx: Tx, offer: Offer, kind: typeof OFFER_EXPIRED): Promise<void> {
    await this.messages.writeMessage(tx, {
      dossierId: offer.dossierId,
      requestIds: [offer.requestId],
      kind,
      args: this.places.endedArgs(offer, await findRequest(tx, offer.requestId)),
    });
  }

  /**
   * Whoever goes on waiting and declined because of the date reads how to say another, while it may.
   * @param saidBy the adult who answered by telephone
   * @param reason why the family declined; null when it accepted
   */
  async confirmAnswer(
    tx: Tx,
    actor: Actor,
    offer: Offer,
    answer: GivenAnswer,
    saidBy: number | null,
    reason: string | null = null,
  ): Promise<void> {
    const { request, dossier, adults } = await this.dossiers.loadRequest(tx, offer.requestId);
    const homes = adults.length > 1 && isApart(dossier, adults) ? 'two' : 'one';
    const place = this.places.argsOf(offer, request);
    const said = await this.speakerWords(tx, actor, offer, saidBy);
    const dateToChange =
      answer === 'wait' &&
      groupOfCode(reason ?? '') === 'start_date' &&
      (await this.locks.refusalFor(tx, offer.requestId)) === null;
    const adult = adultOf(actor) ?? (saidBy || null);
    await this.tellOthers(tx, offer, adult, answer === 'accepted' ? 'accepted' : 'declined');
    await this.messages.writeMessage(tx, {
      dossierId: offer.dossierId,
      requestIds: [offer.requestId],
      kind: OFFER_ANSWERED,
      reader: adult ?? FILER,
      args: (words) => ({
        ...place(words),
        ...said(words),
        ...this.places.emergencyArgs(words, offer),
        answer,
        homes,
        accepted: answer === 'accepted' ? 'yes' : 'no',
        date: dateToChange ? 'yes' : 'no',
      }),
    });
  }

  /**
   * Tells the adults of a family what another of them answered: all but the one who did, who reads it as its own answer.
   * @param adult where nobody knows which of them it was, null: whoever filed then reads it, as of a whole family
   * @param named the adult who is named, where it is another than the one left out
   */
  async tellOthers(
    tx: Tx,
    offer: Offer,
    adult: number | null,
    answer: (typeof OTHER_ANSWERS)[number],
    named = adult,
  ): Promise<void> {
    const { request, adults } = await this.dossiers.loadRequest(tx, offer.requestId);
    const place = this.places.argsOf(offer, request);
    await this.messages.writeMessage(tx, {
      dossierId: offer.dossierId,
      requestIds: [offer.requestId],
      kind: OFFER_ANSWERED_BY_OTHER,
      reader: { but: adult ?? (answer === 'first_no' ? NOBODY : FILER) },
      // What asks for an answer is told no more once there is one.
      ...(answer === 'first_no' ? { about: aboutNo(offer.id) } : {}),
      towards: offerMark(offer.id),
      args: (words) => ({
        ...place(words),
        ...this.places.emergencyArgs(words, offer),
        answer,
        who: nameOfAdult(adults, named),
        until: words.day(dayOf(lastMomentToAnswer(offer))),
      }),
    });
  }

  /**
   * Who said it by telephone, and which agent recorded it: a family can read what was recorded in its name. Of two adults
   * nobody is called "you" before it is known which of them it was.
   */
  async speakerWords(
    tx: Tx,
    actor: Actor,
    { requestId }: Pick<Offer, 'requestId'>,
    saidBy: number | null = null,
  ): Promise<(words: Translator) => Pick<ArgsOf<typeof OFFER_ANSWERED>, 'agent' | 'who' | 'at' | 'whose'>> {
    const { adults } = await this.dossiers.loadRequest(tx, requestId);
    const who = nameOfAdult(adults, saidBy);
    const isKnown = adults.length < 2 || (adultOf(actor) ?? (saidBy || null)) !== null;
    return ({ instant }) => ({
      whose: isKnown ? 'yours' : 'family',
      agent: actor.kind === 'staff' ? actor.name : 'none',
      who,
      at: instant(this.clock.now()),
    });
  }
}
