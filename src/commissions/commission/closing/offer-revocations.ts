import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { isId, type Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { findOffer, findOpenOffersOfSession, isExpired, Offers, type Offer } from '../../../places/placement/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { mayRevokeOffersOf, mayRunFor } from '../bodies/body.policy.js';
import { listAgendaNumbers } from '../persistence/candidacies.queries.js';
import { sessionActor } from '../session/session-actor.js';
import { SessionAccess, type ReadableSession } from '../session/session-access.js';
import { ReofferAccounts, type ReofferAccount } from './reoffer-accounts.js';
import { Recusals } from '../sitting/recusals.js';

/** A place that a session offered, and the number of its case. No family is named. */
export interface SessionOffer {
  readonly offer: Offer;
  readonly number: number | null;
  /** Why it was offered to this case, where its seats came free after the session; null for the session's own. */
  readonly again: ReofferAccount | null;
}

/** Places that a session offered and that are taken back before the family has answered, because of a mistake. */
@Injectable()
export class OfferRevocations {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly access: SessionAccess,
    private readonly recusals: Recusals,
    private readonly offers: Offers,
    private readonly accounts: ReofferAccounts,
  ) {}

  /** The offers of a session that await an answer, in the order of its cases. @throws NotFound when the actor may take none of them back */
  async listOpen(actor: Actor, sessionId: Id): Promise<ReadableSession & { readonly offers: readonly SessionOffer[] }> {
    const readable = await this.requireSession(actor, sessionId);
    const numbers = await listAgendaNumbers(this.reader, sessionId);
    const hidden = await this.recusals.hiddenFrom(this.reader, actor, sessionId);
    const offers = await findOpenOffersOfSession(this.reader, sessionId);
    const accounts = await this.accounts.readAccounts(this.reader, offers);
    return {
      ...readable,
      offers: offers
        .filter((offer) => !hidden.has(offer.dossierId) && !isExpired(offer, this.clock.now()))
        .map((offer) => ({
          offer,
          number: numbers.get(offer.candidacyId ?? '') ?? null,
          again: accounts.get(offer.id) ?? null,
        }))
        .sort((a, b) => (a.number ?? 0) - (b.number ?? 0)),
    };
  }

  /** One offer of a session, whatever became of it. @throws NotFound */
  async readOffer(actor: Actor, sessionId: Id, offerId: Id): Promise<ReadableSession & SessionOffer> {
    const readable = await this.requireSession(actor, sessionId);
    const offer = await this.requireOfferOf(this.reader, actor, sessionId, offerId);
    const numbers = await listAgendaNumbers(this.reader, sessionId);
    const accounts = await this.accounts.readAccounts(this.reader, [offer]);
    return {
      ...readable,
      offer,
      number: numbers.get(offer.candidacyId ?? '') ?? null,
      again: accounts.get(offer.id) ?? null,
    };
  }

  /**
   * @param version of the offer that the person saw
   * @throws NotFound | Conflict; DomainError when the family has answered meanwhile
   */
  async revokeOffer(actor: Actor, sessionId: Id, offerId: Id, version: number, reason: string): Promise<void> {
    const { body } = await this.requireSession(actor, sessionId);
    // The chair acts for the body; who coordinates acts in that role.
    const by = mayRunFor(actor, body.id) ? actor : sessionActor(sessionId, actor);
    await this.unitOfWork.run(async (tx) => {
      await this.requireOfferOf(tx, actor, sessionId, offerId);
      await this.offers.revokeOffer(tx, by, offerId, reason, version);
    });
  }

  private async requireSession(actor: Actor, sessionId: Id): Promise<ReadableSession> {
    const readable = await this.access.readSession(actor, sessionId);
    if (!mayRevokeOffersOf(actor, readable.body.id, readable.members)) throw new NotFound('session');
    return readable;
  }

  private async requireOfferOf(from: Reader | Tx, actor: Actor, sessionId: Id, offerId: Id): Promise<Offer> {
    const offer = isId(offerId) ? await findOffer(from, offerId) : null;
    if (offer?.sessionId !== sessionId || (await this.recusals.hiddenFrom(from, actor, sessionId)).has(offer.dossierId))
      throw new NotFound('offer');
    return offer;
  }
}
