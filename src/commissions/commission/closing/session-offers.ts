import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { findOffersOfSession, findPartsOfOffers, isExpired, type Offer } from '../../../places/placement/index.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { mayRevokeOffersOf } from '../bodies/body.policy.js';
import { outcomeOf, reofferedTo, type OfferOutcome } from '../domain/session-offers.js';
import { listAgendaNumbers } from '../persistence/candidacies.queries.js';
import { Candidacy } from '../persistence/commission.entities.js';
import { ReofferedSeats, ReofferRun } from '../persistence/sitting.entities.js';
import { SessionAccess, type ReadableSession } from '../session/session-access.js';
import { Recusals } from '../sitting/recusals.js';

/** An offer of a session, by the number of its case. No family is named. */
export interface OfferOfSession {
  readonly offer: Offer;
  /** Null for a case whose number is not known any more. */
  readonly number: number | null;
  readonly outcome: OfferOutcome;
  /** Whether it was made of seats that another offer of the session had left. */
  readonly isAgain: boolean;
  /** The numbers of the cases to which its seats were offered again. */
  readonly again: readonly number[];
}

/** What became of everything that a session offered, for those who run it (decision 0155). */
@Injectable()
export class SessionOffers {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly access: SessionAccess,
    private readonly recusals: Recusals,
  ) {}

  /** In the order of the cases. @throws NotFound for whoever neither coordinates nor chairs the body */
  async listOffers(
    actor: Actor,
    sessionId: Id,
  ): Promise<ReadableSession & { readonly offers: readonly OfferOfSession[] }> {
    const readable = await this.access.readSession(actor, sessionId);
    if (!mayRevokeOffersOf(actor, readable.body.id, readable.members)) throw new NotFound('session');
    const offers = await findOffersOfSession(this.reader, sessionId);
    const numbers = await listAgendaNumbers(this.reader, sessionId);
    const hidden = await this.recusals.hiddenFrom(this.reader, actor, sessionId);
    const again = await this.findCasesAgain(sessionId, offers);
    const cases = await this.reader.find(Candidacy, { where: { sessionId } });
    const isAgain = new Set(cases.filter(({ reofferedFromId }) => reofferedFromId !== null).map(({ id }) => id));
    const now = this.clock.now();
    return {
      ...readable,
      offers: offers
        .filter(({ dossierId }) => !hidden.has(dossierId))
        .map((offer) => ({
          offer,
          number: numbers.get(offer.candidacyId ?? '') ?? null,
          outcome: outcomeOf(offer, isExpired(offer, now)),
          isAgain: isAgain.has(offer.candidacyId ?? ''),
          again: (again.get(offer.id) ?? []).flatMap((id) => numbers.get(id) ?? []).sort((a, b) => a - b),
        }))
        .sort((a, b) => (a.number ?? 0) - (b.number ?? 0) || a.offer.madeAt.localeCompare(b.offer.madeAt)),
    };
  }

  /** By offer, the cases to which its seats were offered again: by a run, or because the session had promised them. */
  private async findCasesAgain(sessionId: Id, offers: readonly Offer[]): Promise<Map<Id, Id[]>> {
    const parts = await findPartsOfOffers(
      this.reader,
      offers.map(({ id }) => id),
    );
    const released = (offer: Offer): Id[] => [
      offer.id,
      ...parts.filter(({ offerId }) => offerId === offer.id).map(({ id }) => id),
    ];
    const seats = await this.reader.find(ReofferedSeats, { where: { releasedId: In(offers.flatMap(released)) } });
    const runs = new Map(
      (await this.reader.find(ReofferRun, { where: { sessionId } })).map((run) => [run.id, run.content]),
    );
    const promised = await this.reader.find(Candidacy, {
      where: { sessionId, reofferedFromId: In(offers.flatMap(released)) },
    });
    return new Map(
      offers.map((offer) => {
        const ids = released(offer);
        const byRuns = seats
          .filter(({ releasedId }) => ids.includes(releasedId))
          .flatMap(({ runId }) => (runId ? reofferedTo(offer, runs.get(runId)!) : []));
        const byPromise = promised.filter(({ reofferedFromId }) => ids.includes(reofferedFromId!)).map(({ id }) => id);
        return [offer.id, [...new Set([...byRuns, ...byPromise])]];
      }),
    );
  }
}
