import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StaffMessages } from '../../territory/accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import {
  adultOf,
  AnswerWriter,
  Dossiers,
  isApart,
  sharesContactsWithNurseries,
  type AdultForm,
  type RequestFile,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { dayOf, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { directsEstablishment, Supply } from '../../offer/supply/index.js';
import { agreedContacts, callDueOn, callStateOf, passedContacts, type CallState } from './domain/first-call.js';
import { PLACE_ACCEPTED } from './message-kinds.js';
import { Offer } from './persistence/placement.entities.js';
import { lockOffer } from './place-locks.js';
import { isFamilyOf, mayChangePlacementsOf } from './placement.policy.js';

/** The first call of a nursery to a family that accepted its place: until when, and whether it was made. */
export interface FirstCall {
  readonly state: CallState;
  readonly due: Day;
  readonly calledOn: Day | null;
}

/**
 * From the acceptance to the first day (decision 0155): the director is told, reads how to reach the family as far as
 * the family agreed, calls it, and notes that.
 */
@Injectable()
export class FirstCalls implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly dossiers: Dossiers,
    private readonly staff: StaffMessages,
    private readonly supply: Supply,
    private readonly config: Config,
    private readonly answers: AnswerWriter,
  ) {}

  onModuleInit(): void {
    this.answers.left.join('placement passes on no contact that an adult who left had agreed to', (tx, id, ranks) =>
      this.takeBackContacts(tx, id, ranks),
    );
  }

  /** @param from the first day of the accepted place */
  async tellDirectors(tx: Tx, { providerId }: Pick<Offer, 'providerId'>, from: Day): Promise<void> {
    const due = callDueOn(this.clock.today(), from);
    await this.staff.writeToStaff(
      tx,
      (grant) => directsEstablishment(grant, providerId),
      PLACE_ACCEPTED,
      ({ day }) => ({
        provider: this.supply.provider(providerId)?.name ?? '',
        from: day(from),
        due: day(due),
        link: `${this.config.BASE_URL}/eaje/${providerId}/a-appeler`,
      }),
    );
  }

  /** @param from the first day of the place, as it stands now */
  callOf({ answeredAt, calledOn }: Pick<Offer, 'answeredAt' | 'calledOn'>, from: Day): FirstCall {
    const today = this.clock.today();
    const due = callDueOn(answeredAt ? dayOf(answeredAt) : today, from);
    return { state: callStateOf(calledOn, due, today), due, calledOn };
  }

  /** How the nursery of an accepted place reaches the family; null where no adult agreed that it is told. */
  contactsOf({ dossier, adults }: RequestFile, { contactOf }: Pick<Offer, 'contactOf'>): AdultForm[] | null {
    return passedContacts(adults, sharesContactsWithNurseries(dossier.consents), contactOf);
  }

  /**
   * The family says whether the nursery whose place it accepted may read its telephone and mail.
   * @param saidBy the adult who said it at the desk
   * @throws NotFound when it is another family's
   * @throws DomainError when the place is not accepted
   */
  async agreeContact(tx: Tx, actor: Actor, offerId: Id, agrees: boolean, saidBy: number | null = null): Promise<void> {
    const offer = await lockOffer(tx, offerId);
    if (!offer || (actor.kind === 'family' && !isFamilyOf(actor, offer))) throw new NotFound('offer');
    if (offer.state !== 'accepted') throw new DomainError(refuse('offer.notAccepted'));
    const { dossier, adults } = await this.dossiers.loadRequest(tx, offer.requestId);
    const home = { ranks: adults.map(({ rank }) => rank), apart: isApart(dossier, adults) };
    const contactOf = agreedContacts(offer.contactOf ?? [], home, adultOf(actor) ?? (saidBy || null), agrees);
    await tx.update(Offer, { id: offerId }, { contactOf });
    await this.audit.changed(tx, actor, 'offer.agreeContact', { kind: 'offer', id: offerId }, { agrees });
  }

  /** Whoever stands at a rank now has agreed to nothing by what the adult said who stood there before. */
  private async takeBackContacts(tx: Tx, dossierId: Id, ranks: readonly number[]): Promise<void> {
    for (const { id, contactOf } of await tx.find(Offer, { where: { dossierId, state: 'accepted' } })) {
      const still = contactOf?.filter((rank) => !ranks.includes(rank));
      if (still && still.length < contactOf!.length) await tx.update(Offer, { id }, { contactOf: still });
    }
  }

  /**
   * The director notes the call, or that it was noted by mistake.
   * @throws NotFound when the place is another nursery's
   * @throws DomainError when the place is not accepted any more
   */
  async noteCall(tx: Tx, actor: Actor, offerId: Id, called: boolean): Promise<void> {
    const offer = await lockOffer(tx, offerId);
    if (!offer || !mayChangePlacementsOf(actor, offer.providerId)) throw new NotFound('offer');
    if (offer.state !== 'accepted') throw new DomainError(refuse('offer.notAccepted'));
    // Pressing the button twice keeps the first day.
    if (called === (offer.calledOn !== null)) return;
    await tx.update(Offer, { id: offerId }, { calledOn: called ? this.clock.today() : null });
    await this.audit.changed(tx, actor, 'offer.noteCall', { kind: 'offer', id: offerId }, { called });
  }
}
