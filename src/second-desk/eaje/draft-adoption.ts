import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { PlacementEnds, Placements, SectionJoins } from '../../places/placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import {
  Capacities,
  OpeningTimes,
  ProviderClosure,
  Sections,
  Supply,
  type Provider,
} from '../../offer/supply/index.js';
import { declarationsOf, type Declaration, type NumberedMove } from './domain/draft-moves.js';
import { YearDraft } from './persistence/year-draft.entity.js';
import { YearDrafts } from './year-drafts.js';
import { YearFactsReader } from './year-facts.js';

/** Declares what a draft tries out: every move of it, by the use cases of each, or none. */
@Injectable()
export class DraftAdoption {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly supply: Supply,
    private readonly drafts: YearDrafts,
    private readonly years: YearFactsReader,
    private readonly placements: Placements,
    private readonly ends: PlacementEnds,
    private readonly capacities: Capacities,
    private readonly hours: OpeningTimes,
    private readonly joins: SectionJoins,
    private readonly sections: Sections,
    private readonly closure: ProviderClosure,
  ) {}

  /**
   * @param version the one that the person saw
   * @throws NotFound when the draft is not there
   * @throws Conflict when somebody changed or adopted it first
   * @throws DomainError whose fact `move` is the number of the move that was refused
   */
  async adoptDraft(actor: Actor, provider: Provider, draftId: Id, version: number): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const draft = await this.drafts.lockOpen(tx, provider, draftId);
      if (draft.version !== version) throw new Conflict(refuse('yearDraft.changed'));
      const declarations = declarationsOf(await this.years.readPlaces(tx, provider), draft.moves);
      if (declarations.length === 0) throw new DomainError(refuse('yearDraft.nothingToDeclare'));
      for (const declaration of declarations) await this.declare(tx, actor, provider, declaration, draft.name);
      // The places of all sections are judged together, once all are as the moves leave them.
      const days = declarations.flatMap(({ places }) => places.map(({ from }) => from)).sort();
      if (days[0]) await this.capacities.judgeAuthorised(tx, actor, provider.id, days[0]);
      await tx.update(
        YearDraft,
        { id: draft.id },
        { adoptedAt: this.clock.now(), adoptedBy: actorRef(actor), version: version + 1 },
      );
      await this.audit.changed(tx, actor, 'draft.adopt', { kind: 'year-draft', id: draft.id });
    });
    // Every page reads the providers from memory, so they are read again.
    await this.supply.reload();
  }

  private async declare(
    tx: Tx,
    actor: Actor,
    provider: Provider,
    { move, places, givenUp }: Declaration<NumberedMove>,
    draftName: string,
  ): Promise<void> {
    try {
      const day = move.kind === 'leave' ? move.lastDay : 'from' in move ? (move.from ?? null) : null;
      if (day !== null && day < this.clock.today()) throw new DomainError(refuse('yearDraft.past', { day }));
      for (const { sectionId, from, seats } of places)
        await this.capacities.declarePlaces(tx, actor, sectionId, from, seats);
      if (move.kind === 'leave') await this.ends.recordDeparture(tx, actor, move.placementId, move.lastDay);
      if (move.kind === 'section')
        await this.placements.changeSection(tx, actor, move.placementId, move.sectionId, move.from);
      if (move.kind === 'overbooking')
        await this.capacities.allowOverbooking(tx, actor, provider.id, move.allowed, move.from);
      if (move.kind === 'join') {
        await this.sections.widenAges(tx, actor, move.intoId, move.sectionId, move.from);
        await this.joins.joinChildren(tx, actor, move.sectionId, move.intoId, move.from);
        for (const { sectionId, from, seats } of givenUp)
          await this.capacities.declarePlaces(tx, actor, sectionId, from, seats);
        await this.closure.closeEmptied(tx, actor, move.sectionId, move.from, draftName);
      }
      // The opening hours follow, so that families read what the ledger says.
      if (move.kind === 'close') await this.hours.closeHalfDaysIn(tx, actor, provider.id, move.slots, move);
    } catch (error) {
      throw namingMove(error, move.number);
    }
  }
}

/** The refusal of a move, with the move it is about. */
function namingMove(error: unknown, move: number): unknown {
  const about = (refusal: Refusal): Refusal => ({ ...refusal, facts: { ...refusal.facts, move } });
  if (error instanceof DomainError) return new DomainError(about(error.refusal));
  if (error instanceof NotFound) return new DomainError(about(refuse('yearDraft.gone')));
  return error;
}
