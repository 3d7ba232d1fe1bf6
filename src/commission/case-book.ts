import { Injectable } from '@nestjs/common';
import { Proposals, type Entry, type Instance, type KeptProposal, type Outcome, type Place } from '../admission/index.js';
import type { Id } from '../kernel/ids.js';
import { Conflict, refuse } from '../kernel/refusal.js';
import type { SlotMask } from '../kernel/week-schedule.js';
import type { Reader, Tx } from '../platform/database/index.js';
import { Supply } from '../supply/index.js';
import { choicesOf, currentPlaceOf, newPlaceOf } from './domain/case-places.js';
import { maskOfNames } from './domain/periods.js';
import { caseLines, type CaseLine } from './persistence/case-line.queries.js';
import { writeProposals } from './persistence/candidacy.queries.js';
import { Candidacy } from './persistence/commission.entities.js';
import { sectionIdOf } from './section-ids.js';

/** What is decided of one case, or would be. */
export type CaseDecision = Pick<Candidacy, 'id' | 'dossierId' | 'decision' | 'decidedSectionId' | 'decidedSlots'>;

/** The cases of a prepared session, in rank order: what is decided, and what the rest would then get. */
@Injectable()
export class CaseBook {
  constructor(
    private readonly proposals: Proposals,
    private readonly supply: Supply,
  ) {}

  /** The cases still to be closed, best rank first. */
  async inRank(from: Reader | Tx, sessionId: Id): Promise<CaseLine[]> {
    return caseLines(from, sessionId, 'frozen');
  }

  /** Where a decision seats a child, in the terms of the instance; null when it seats it nowhere. */
  decidedPlace(instance: Instance, one: CaseDecision): Place | null {
    return one.decision === 'admit' ? this.placeIn(instance, one, one.decidedSectionId, one.decidedSlots) : null;
  }

  /**
   * The place of a case in one section; null when that section is not among those that suit it.
   * @param slots null for the best of its weeks there
   */
  placeIn(instance: Instance, { dossierId, id }: Pick<Candidacy, 'dossierId' | 'id'>, sectionId: Id | null, slots: SlotMask | null): Place | null {
    const there = choicesOf(instance, dossierId, id).filter((place) => sectionIdOf(this.supply, place) === sectionId);
    return there.find((place) => slots === null || maskOfNames(place.slots) === slots) ?? null;
  }

  /** What members have decided, as locks. A child that they give nothing keeps the place it has. */
  locksOf(instance: Instance, cases: readonly CaseDecision[]): Record<Id, Entry | null> {
    return Object.fromEntries(cases.filter((one) => one.decision !== null).map((one) => [one.id, this.decidedPlace(instance, one) ?? currentPlaceOf(instance, one.id)]));
  }

  /** The proposal for what is not decided yet, as things stand. */
  outcomeOf(kept: KeptProposal, cases: readonly CaseDecision[]): Outcome {
    return this.proposals.outcomeOf(kept, this.locksOf(kept.instance, cases));
  }

  async outcomeNow(from: Reader | Tx, sessionId: Id): Promise<Outcome> {
    return this.outcomeOf((await this.proposals.latest(from, sessionId))!, await this.inRank(from, sessionId));
  }

  /** What an outcome proposes for a case; nothing when it keeps the place it has. */
  proposedIn({ instance, places }: Outcome, id: Id): Pick<Candidacy, 'proposedSectionId' | 'proposedSlots'> {
    const place = newPlaceOf(instance, places, id);
    return { proposedSectionId: sectionIdOf(this.supply, place), proposedSlots: place && maskOfNames(place.slots) };
  }

  /** The live effect of a decision on the cases not decided yet: what it frees goes to who comes next. */
  async proposeAgain(tx: Tx, sessionId: Id): Promise<Outcome> {
    const outcome = await this.outcomeNow(tx, sessionId);
    const changed = (await this.inRank(tx, sessionId))
      .filter((one) => one.decision === null)
      .map((one) => ({ one, proposed: this.proposedIn(outcome, one.id) }))
      .filter(({ one, proposed }) => proposed.proposedSectionId !== one.proposedSectionId || proposed.proposedSlots !== one.proposedSlots);
    await writeProposals(tx, changed.map(({ one, proposed }) => ({ id: one.id, rank: one.rank, ...proposed })));
    return outcome;
  }

  async takeBack(tx: Tx, candidacy: CaseLine): Promise<void> {
    await this.write(tx, candidacy, { decision: null, decidedSectionId: null, decidedSlots: null, reason: null, deferredToId: null, kept: null });
  }

  /** @throws Conflict when the case changed since it was read */
  async write(tx: Tx, candidacy: CaseLine, patch: Partial<Candidacy>): Promise<void> {
    const affected = await tx.update(Candidacy, { id: candidacy.id, version: candidacy.version, state: 'frozen' }, { ...patch, version: candidacy.version + 1 });
    if (affected === 0) throw new Conflict(refuse('candidacy.changed'));
  }
}
