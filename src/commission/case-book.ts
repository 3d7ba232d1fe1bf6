import { Injectable } from '@nestjs/common';
import { Proposals, type Instance, type Miss, type Target } from '../admission/index.js';
import type { Id } from '../kernel/ids.js';
import { Conflict, refuse } from '../kernel/refusal.js';
import type { Reader, Tx } from '../platform/database/index.js';
import { Supply } from '../supply/index.js';
import { Candidacy } from './persistence/commission.entities.js';
import { sectionIdOf } from './section-ids.js';

export interface CaseProposal {
  readonly assignments: Readonly<Record<Id, Target | null>>;
  /** Why the first wish was missed, by candidacy. */
  readonly misses: Readonly<Record<Id, readonly Miss[]>>;
}

/** The cases of a prepared session, in rank order: what is decided, and what the rest would then get. */
@Injectable()
export class CaseBook {
  constructor(
    private readonly proposals: Proposals,
    private readonly supply: Supply,
  ) {}

  /** The cases still to be closed, best rank first. */
  async inRank(from: Reader | Tx, sessionId: Id): Promise<Candidacy[]> {
    return from.find(Candidacy, { where: { sessionId, state: 'frozen' }, order: { rank: 'ASC', agendaNumber: 'ASC' } });
  }

  /** Where a decision seats a child, in the terms of the instance; null when it seats it nowhere. */
  decidedTarget(instance: Instance, candidacy: Candidacy): Target | null {
    return candidacy.decision === 'admit' ? this.targetIn(instance, candidacy.id, candidacy.decidedSectionId) : null;
  }

  /** The target of a case for one section; null when that section is not among those that suit it. */
  targetIn(instance: Instance, candidacyId: Id, sectionId: Id | null): Target | null {
    const targets = instance.families[candidacyId]?.wishes.flatMap(([target]) => target ?? []) ?? [];
    return targets.find((target) => sectionIdOf(this.supply, target) === sectionId) ?? null;
  }

  /** What members have decided, as locks: the pass seats them first. */
  locksOf(instance: Instance, cases: readonly Candidacy[]): Record<string, Target | null> {
    return Object.fromEntries(cases.filter((one) => one.decision !== null).map((one) => [one.id, this.decidedTarget(instance, one)]));
  }

  /** The proposal for what is not decided yet. */
  async proposalNow(from: Reader | Tx, sessionId: Id): Promise<CaseProposal & { instance: Instance }> {
    const kept = (await this.proposals.latest(from, sessionId))!;
    const cases = await this.inRank(from, sessionId);
    const { assignments, misses } = this.proposals.propose({ ...kept.instance, locks: this.locksOf(kept.instance, cases) });
    const byCase: Record<Id, Miss[]> = {};
    for (const miss of misses) (byCase[miss.family] ??= []).push(miss);
    return { instance: kept.instance, assignments, misses: byCase };
  }

  /** The live effect of a decision on the cases not decided yet: what it frees goes to the next in rank. */
  async proposeAgain(tx: Tx, sessionId: Id): Promise<void> {
    const { assignments } = await this.proposalNow(tx, sessionId);
    for (const one of await this.inRank(tx, sessionId)) {
      const proposedSectionId = sectionIdOf(this.supply, assignments[one.id] ?? null);
      if (one.decision === null && proposedSectionId !== one.proposedSectionId) await this.write(tx, one, { proposedSectionId });
    }
  }

  async takeBack(tx: Tx, candidacy: Candidacy): Promise<void> {
    await this.write(tx, candidacy, { decision: null, decidedSectionId: null, decidedSlots: null, reason: null, deferredToId: null, kept: null });
  }

  /** @throws Conflict when the case changed since it was read */
  async write(tx: Tx, candidacy: Candidacy, patch: Partial<Candidacy>): Promise<void> {
    const affected = await tx.update(Candidacy, { id: candidacy.id, version: candidacy.version, state: 'frozen' }, { ...patch, version: candidacy.version + 1 });
    if (affected === 0) throw new Conflict(refuse('candidacy.changed'));
  }
}
