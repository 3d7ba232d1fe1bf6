import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { countSlots, slotsToMask, type SlotMask } from '../../foundation/kernel/week-schedule.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { ClosureProposals } from './closure-proposals.js';
import type { ClosureFile } from './closures.js';
import type { ConcernedChild } from './concerned-children.js';
import { TemporaryOffers } from './temporary-offers.js';

/** A section in which a child could be received. */
export interface SectionChoice {
  readonly sectionId: Id;
  /** The half-days of the child on which a lent seat is free. */
  readonly slots: SlotMask;
}

/** What a person chooses for one child instead of the engine. */
@Injectable()
export class ClosureChoices {
  constructor(
    private readonly proposals: ClosureProposals,
    private readonly offers: TemporaryOffers,
  ) {}

  /** The lent sections that suit the age of a child and have something left of its week, the most first. */
  async listFor({ closure }: ClosureFile, child: ConcernedChild): Promise<SectionChoice[]> {
    const lent = await this.proposals.lentSections(closure);
    return [...new Set(lent.map(({ providerId }) => providerId))]
      .flatMap((providerId) => this.proposals.suiting(child, providerId, lent))
      .map(({ sectionId, seats }) => ({
        sectionId,
        slots: child.stay.slots & slotsToMask([...seats].flatMap(([slot, free]) => (free > 0 ? [slot] : []))),
      }))
      .filter(({ slots }) => slots !== 0)
      .sort((a, b) => countSlots(b.slots) - countSlots(a.slots));
  }

  /** @param sectionId null leaves the child out */
  async choose(actor: Actor, file: ClosureFile, childId: Id, version: number, sectionId: Id | null): Promise<void> {
    const child = file.concerned.children.find(({ stay }) => stay.childId === childId);
    if (!child) throw new NotFound('child');
    const chosen =
      sectionId === null ? null : (await this.listFor(file, child)).find((choice) => choice.sectionId === sectionId);
    if (chosen === undefined) throw new DomainError(refuse('closure.noRoom'));
    await this.offers.chooseLine(actor, file.closure.id, version, child, chosen);
  }
}
