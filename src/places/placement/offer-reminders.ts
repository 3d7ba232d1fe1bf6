import { Injectable } from '@nestjs/common';
import { FamilyMessages, findRequest, NextActs } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import type { Message, Reworded } from '../../foundation/platform/outbox/index.js';
import { Queue } from '../../foundation/platform/queue/index.js';
import { SYSTEM } from '../../foundation/platform/security/index.js';
import {
  alertAt,
  answerableUntil,
  deadlineOf,
  effectiveDeadline,
  isExpired,
  lastDayToAnswer,
  reminderAt,
} from './domain/offer-deadline.js';
import { offerMark } from './domain/offer-mark.js';
import { noted, OfferNotes } from './offer-notes.js';
import { PlaceWords } from './place-words.js';
import { Offer } from './persistence/placement.entities.js';
import { lockOffer } from './place-locks.js';
import { OFFER_JOB_NAMES, OFFER_JOBS, offerJobKey } from './placement-jobs.js';
import { OFFER_REMINDER } from './message-kinds.js';

/** Reminds families of the offers that they have not answered. An offer expires only once its reminder was handed over. */
@Injectable()
export class OfferReminders {
  constructor(
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly places: PlaceWords,
    private readonly acts: NextActs,
    private readonly messages: FamilyMessages,
    private readonly notes: OfferNotes,
  ) {}

  /**
   * The words of a letter about an offer at the moment it is printed. They name the last day on which the family can
   * still answer. Once the offer has ended, nothing is printed.
   */
  async rewordLetter(from: Reader | Tx, offerId: Id, letter: Message, printedAt: Instant): Promise<Reworded> {
    const offer = await from.findOne(Offer, { id: offerId });
    if (offer?.state !== 'open' || isExpired(offer, this.clock.now())) return 'over';
    const until = answerableUntil(offer, printedAt);
    if (!until || until === offer.deadline) return null;
    const [note] = await this.notes.listNotes(from, [offer]);
    const place = this.places.offerArgs({ ...offer, deadline: until }, await findRequest(from, offer.requestId));
    return this.messages.rewordLetter(from, letter, {
      requestIds: [offer.requestId],
      args: (words) => ({
        ...place(words),
        ...this.places.emergencyArgs(words, offer),
        consequences: noted(note!, words),
      }),
    });
  }

  /**
   * Written late, it names the day that the family then has: an offer whose deadline has passed ends 48 hours after its
   * reminder, and never without one.
   */
  async remindFamily(tx: Tx, offerId: Id): Promise<void> {
    const offer = await tx.findOne(Offer, { id: offerId });
    if (offer?.state !== 'open' || offer.remindedAt !== null) return;
    const deadline = answerableUntil(offer, this.clock.now());
    await this.messages.writeMessage(tx, {
      dossierId: offer.dossierId,
      requestIds: [offer.requestId],
      kind: OFFER_REMINDER,
      args: this.places.offerArgs({ ...offer, deadline }, await findRequest(tx, offer.requestId)),
      about: `offer-reminder:${offerId}`,
      towards: offerMark(offerId),
    });
  }

  /** Called when the reminder was handed over. It fixes the effective deadline and plans the expiry for that moment. */
  async recordReminder(tx: Tx, offerId: Id, at: string): Promise<void> {
    const offer = await lockOffer(tx, offerId);
    if (offer?.state !== 'open' || offer.remindedAt !== null) return;
    const effective = effectiveDeadline(offer.deadline, at);
    await tx.update(
      Offer,
      { id: offerId },
      { remindedAt: at, effectiveDeadline: effective, version: offer.version + 1 },
    );
    await this.queue.plan(tx, OFFER_JOBS.expire, { offerId }, { at: effective, key: offerJobKey(offerId, 'expire') });
  }

  /**
   * Called when a reminder bounced after its hand-over. The offer cannot lapse until another reminder has reached the
   * family.
   */
  async reminderLost(tx: Tx, offerId: Id): Promise<void> {
    const offer = await lockOffer(tx, offerId);
    if (offer?.state === 'open' && offer.remindedAt !== null)
      await tx.update(Offer, { id: offerId }, { remindedAt: null, version: offer.version + 1 });
  }

  /**
   * Gives an open offer, which the caller has locked, a later last day to answer. A family that was reminded of the
   * earlier day is reminded of the later one too, where that comes in time.
   */
  async moveDeadline(tx: Tx, offer: Offer, lastDay: Day): Promise<Offer> {
    const deadline = deadlineOf(lastDay);
    const isRemindedAgain = reminderAt(deadline) > this.clock.now();
    const moved = {
      deadline,
      effectiveDeadline: deadline,
      remindedAt: isRemindedAgain ? null : offer.remindedAt,
      version: offer.version + 1,
    };
    await tx.update(Offer, { id: offer.id }, moved);
    const at = { remind: reminderAt(deadline), expire: deadline, alert: alertAt(deadline) };
    for (const job of OFFER_JOB_NAMES)
      await this.queue.plan(
        tx,
        OFFER_JOBS[job],
        { offerId: offer.id },
        { at: at[job], key: offerJobKey(offer.id, job) },
      );
    return { ...offer, ...moved };
  }

  /**
   * Tells the desk that the reminder has reached nobody, days after the deadline. Such an offer cannot lapse, so an
   * agent has to contact the family (domain.md §9).
   */
  async alertDesk(tx: Tx, offerId: Id): Promise<void> {
    const offer = await tx.findOne(Offer, { id: offerId });
    if (offer?.state !== 'open' || offer.remindedAt !== null) return;
    await this.acts.setNextAct(tx, SYSTEM, offer.requestId, 'offered', {
      code: 'answer_offer',
      due: lastDayToAnswer(offer.deadline),
      owner: 'desk',
    });
  }
}
