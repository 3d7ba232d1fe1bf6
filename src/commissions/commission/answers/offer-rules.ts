import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Grids, offerConsequences, type CandidateFacts, type OfferConsequences } from '../../admission/index.js';
import { Dossiers } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Offer } from '../../../places/placement/index.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { CaseFacts } from '../freezing/case-facts.js';
import { Candidacy } from '../persistence/commission.entities.js';
import { endedOffers, type EndedOffers } from '../persistence/ended-offers.queries.js';

type OfOffer = Pick<Offer, 'requestId' | 'candidacyId'>;

/**
 * What declining, not answering or never coming changes under the grid in force. It is said with each offer, before
 * any button.
 */
@Injectable()
export class OfferRules {
  constructor(
    private readonly grids: Grids,
    private readonly facts: CaseFacts,
    private readonly dossiers: Dossiers,
    private readonly clock: Clock,
  ) {}

  /** Null while no grid is in force. */
  async readConsequences(from: Reader | Tx, offer: OfOffer): Promise<OfferConsequences | null> {
    const [consequences] = await this.ofAll(from, [offer]);
    return consequences!;
  }

  /** {@link readConsequences} for many offers, because a session makes hundreds at once. */
  async ofAll(from: Reader | Tx, offers: readonly OfOffer[]): Promise<(OfferConsequences | null)[]> {
    const inForce = await this.grids.findInForce(from);
    if (!inForce) return offers.map(() => null);
    const judged = new Map(
      (await from.find(Candidacy, { where: { id: In(offers.flatMap(({ candidacyId }) => candidacyId ?? [])) } })).map(
        ({ id, snapshot }) => [id, snapshot?.facts],
      ),
    );
    const ended = await endedOffers(
      from,
      offers.map(({ requestId }) => requestId),
    );
    const consequences: OfferConsequences[] = [];
    for (const { requestId, candidacyId } of offers) {
      const known = judged.get(candidacyId ?? '');
      const facts = known
        ? withOffers(known, ended.get(requestId) ?? [])
        : await this.facts.readFacts(from, await this.dossiers.loadRequest(from, requestId), this.clock.today());
      consequences.push(offerConsequences(inForce.grid, facts));
    }
    return consequences;
  }
}

/**
 * The facts that the session judged, brought up to date with the offers that have ended since. Nothing else is read
 * again.
 */
function withOffers(judged: CandidateFacts, ended: readonly EndedOffers[]): CandidateFacts {
  const known = (code: string, state: string): number =>
    Math.max(judged.numbers[code]?.value ?? 0, Number(ended.find((row) => row.state === state)?.count ?? 0));
  const declined = known('declined_offers', 'declined');
  const recorded = <T>(value: T) => ({ value, by: 'recorded' as const });
  return {
    ...judged,
    answers: { ...judged.answers, offer_refused: recorded(declined > 0) },
    numbers: {
      ...judged.numbers,
      declined_offers: recorded(declined),
      unanswered_offers: recorded(known('unanswered_offers', 'expired')),
    },
  };
}
