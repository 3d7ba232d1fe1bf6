import { Injectable } from '@nestjs/common';
import { findWishes, isOpen, lockRequests, RequestMoves, type ChildRequest } from '../../../dossier/dossier/index.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { findOpenOffers, isExpired, Offers, type Offer } from '../../../places/placement/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import type { ToldAnswer } from '../sitting/told-reasons.js';
import { Supply } from '../../../offer/supply/index.js';
import { givesWay } from '../domain/given-way.js';
import { candidaciesElsewhere, type CandidacyElsewhere } from '../persistence/candidacies-elsewhere.queries.js';
import type { Body, Candidacy, CommissionSession } from '../persistence/commission.entities.js';

export interface ClosingContext {
  readonly session: CommissionSession;
  readonly day: Day;
  readonly body: Body;
  /** The closing of the session, whoever presses the button. */
  readonly actor: Actor;
}

/** A case at the moment when its session closes. */
export interface ClosingCase {
  readonly candidacy: Candidacy;
  readonly request: ChildRequest;
  /** Whether nothing is left to decide: the request has ended, or its admission gives way to an offer. */
  readonly withoutObject: boolean;
  /** The offer of a place that its family ranks at least as high as the one to which it is admitted; null for none. */
  readonly givesWayTo: Offer | null;
  /** The candidacies of the same request in other sessions, and on the lists of other bodies. */
  readonly elsewhere: readonly CandidacyElsewhere[];
  /** What the family is told of the decision. */
  readonly told: ToldAnswer;
}

/** Reads all the cases of a session at once: thousands close in one transaction. */
@Injectable()
export class ClosingCases {
  constructor(
    private readonly moves: RequestMoves,
    private readonly supply: Supply,
    private readonly offers: Offers,
    private readonly clock: Clock,
  ) {}

  async readCases(tx: Tx, context: ClosingContext, candidacies: readonly Candidacy[]): Promise<ClosingCase[]> {
    await this.endLapsed(tx, candidacies);
    const requests = await this.broughtBack(tx, context, candidacies);
    const better = await this.betterOffered(tx, candidacies);
    const elsewhere = groupedBy(await candidaciesElsewhere(tx, context.session.id), ({ requestId }) => requestId);
    const families = groupedBy(candidacies, ({ dossierId }) => dossierId);
    return candidacies.map((candidacy) => {
      const request = requests.get(candidacy.requestId)!;
      return {
        candidacy,
        request,
        withoutObject: !isOpen(request.state) || better.has(request.id),
        givesWayTo: better.get(request.id) ?? null,
        elsewhere: elsewhere.get(request.id) ?? [],
        told: {
          points: candidacy.points ?? 0,
          reason: candidacy.reason,
          explanation: candidacy.explanation!,
          requestOf: new Map(
            families.get(candidacy.dossierId)!.map(({ agendaNumber, requestId }) => [agendaNumber, requestId]),
          ),
        },
      };
    });
  }

  /**
   * Writes the end of offers that can no longer be answered. An admission that gave way to one of them would leave the
   * family with neither place.
   */
  private async endLapsed(tx: Tx, candidacies: readonly Candidacy[]): Promise<void> {
    const ids = candidacies.map(({ requestId }) => requestId);
    // Requests are locked before their offers, as everywhere.
    await lockRequests(tx, ids);
    for (const offer of await findOpenOffers(tx, ids))
      if (isExpired(offer, this.clock.now())) await this.offers.expireIfDue(tx, offer.id);
  }

  /** Brings requests back to this session whose offer from another body has lapsed meanwhile. */
  private async broughtBack(
    tx: Tx,
    { session, day, actor }: ClosingContext,
    candidacies: readonly Candidacy[],
  ): Promise<Map<Id, ChildRequest>> {
    // Locked, because another body that closes at the same moment may offer the same families a place.
    const requests = await lockRequests(
      tx,
      candidacies.map(({ requestId }) => requestId),
    );
    const left = requests.filter(({ state }) => ['oriented', 'waiting_list', 'partly_placed'].includes(state));
    const back = await this.moves.moveAll(
      tx,
      actor,
      left.map(({ id: requestId }) => ({
        requestId,
        action: 'list',
        known: { sessionDay: day },
        history: { sessionId: session.id },
      })),
    );
    return new Map([...requests, ...back].map((request) => [request.id, request]));
  }

  /**
   * The offers that are at least as good as what is decided here, by request. A family has one open offer at a time, and a wish that is
   * admitted here replaces it only when the family ranks it higher (domain.md §5).
   */
  private async betterOffered(tx: Tx, candidacies: readonly Candidacy[]): Promise<Map<Id, Offer>> {
    const admitted = new Map(
      candidacies
        .filter(({ decision }) => decision === 'admit')
        .map(({ requestId, decidedSectionId }) => [requestId, this.supply.section(decidedSectionId)!.providerId]),
    );
    const open = await findOpenOffers(tx, [...admitted.keys()]);
    const wishes = groupedBy(
      await findWishes(
        tx,
        open.map(({ requestId }) => requestId),
      ),
      ({ requestId }) => requestId,
    );
    const rankOf = (requestId: Id, providerId: Id): number =>
      wishes.get(requestId)?.find((wish) => wish.providerId === providerId)?.rank ?? Number.POSITIVE_INFINITY;
    return new Map(
      open
        .filter(({ requestId, providerId }) =>
          givesWay(rankOf(requestId, providerId), rankOf(requestId, admitted.get(requestId)!)),
        )
        .map((offer) => [offer.requestId, offer]),
    );
  }
}
