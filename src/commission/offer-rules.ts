import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Grids, offerConsequences, type CandidateFacts, type OfferConsequences } from '../admission/index.js';
import { Dossiers } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import { OfferNotes, type Offer } from '../placement/index.js';
import type { Reader, Tx } from '../platform/database/index.js';
import { CaseFacts } from './case-facts.js';
import { Candidacy } from './persistence/commission.entities.js';
import { consequenceLines } from './web/consequence-words.js';

type OfOffer = Pick<Offer, 'requestId' | 'candidacyId'>;

/** What the grid in force makes of a family that refuses, does not answer or never comes: said with each offer, before any button. */
@Injectable()
export class OfferRules implements OnModuleInit {
  constructor(
    private readonly grids: Grids,
    private readonly facts: CaseFacts,
    private readonly dossiers: Dossiers,
    private readonly clock: Clock,
    private readonly notes: OfferNotes,
  ) {}

  onModuleInit(): void {
    this.notes.register(async (tx, offer) => {
      const consequences = await this.of(tx, offer);
      return (words) => (consequences ? consequenceLines(words, consequences) : []);
    });
  }

  /** Null while no grid is in force. */
  async of(from: Reader | Tx, offer: OfOffer): Promise<OfferConsequences | null> {
    const inForce = await this.grids.current(from);
    return inForce && offerConsequences(inForce.grid, await this.factsOf(from, offer));
  }

  /** A session makes hundreds of offers at once: what it judged is at hand, and only what offers have changed since is read again. */
  private async factsOf(from: Reader | Tx, { requestId, candidacyId }: OfOffer): Promise<CandidateFacts> {
    const judged = candidacyId ? (await from.findOne(Candidacy, { id: candidacyId }))?.snapshot?.facts : undefined;
    if (!judged) return this.facts.of(from, await this.dossiers.loadRequest(from, requestId), this.clock.today());
    const rows = await from.sql<{ state: string; count: number }>(
      `SELECT state, COUNT(*) AS count FROM offer WHERE request_id = :requestId AND state IN ('declined', 'expired') GROUP BY state`, { requestId },
    );
    const known = (code: string, state: string): number => Math.max(judged.numbers[code]?.value ?? 0, Number(rows.find((row) => row.state === state)?.count ?? 0));
    const declined = known('declined_offers', 'declined');
    const recorded = <T>(value: T) => ({ value, by: 'recorded' as const });
    return {
      ...judged,
      answers: { ...judged.answers, offer_refused: recorded(declined > 0) },
      numbers: { ...judged.numbers, declined_offers: recorded(declined), unanswered_offers: recorded(known('unanswered_offers', 'expired')) },
    };
  }
}
