import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Proposals, type KeptProposal } from '../../admission/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { obtained } from '../../../foundation/kernel/obtained.js';
import { Conflict, refuse } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { Entry, Instance, Outcome, Place } from '../../matching/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { choicesOf, currentPlaceOf, newPlaceOf } from '../domain/case-places.js';
import type { DecidedColumns } from '../domain/decision-acts.js';
import { givenDayOf, placeFrom } from '../domain/first-days.js';
import { shorterPlace, withGivenWeeks, type GivenWeek } from '../domain/given-weeks.js';
import { maskOfNames } from '../domain/periods.js';
import type { CaseLine } from '../persistence/case-line.queries.js';
import { Candidacy } from '../persistence/commission.entities.js';
import { CaseLines } from './case-lines.js';
import { sectionIdOf } from './section-ids.js';

/** A screen compares a few sets of decisions at a time. */
const MOST_KEPT = 4;

/** The decision about one case, whether taken or only considered. */
export type CaseDecision = Pick<Candidacy, 'id' | 'dossierId' | 'decision' | 'decidedSectionId' | 'decidedSlots'> &
  Partial<Pick<Candidacy, 'decidedFrom'>>;

export interface CaseChange {
  readonly candidacy: Pick<Candidacy, 'id' | 'version'>;
  readonly patch: Partial<Candidacy>;
}

/** The present state of a prepared session. */
export interface Board {
  readonly kept: KeptProposal;
  /** The cases that are not closed yet, best rank first. */
  readonly cases: readonly CaseLine[];
  /** The decisions so far, and what the undecided cases would then get. */
  readonly outcome: Outcome;
  /** What was proposed before any decision, of the places as they were last read. */
  readonly first: Outcome;
}

/** The undecided cases beside one of them. */
export const othersToDecide = (cases: readonly CaseDecision[], id: Id): Id[] =>
  cases.filter((line) => line.id !== id && line.decision === null).map((line) => line.id);

/** The columns of a case that follows the proposal again. */
export const UNDECIDED = {
  decision: null,
  decidedSectionId: null,
  decidedSlots: null,
  decidedFrom: null,
  reason: null,
  deferredToId: null,
  kept: null,
  decidedAt: null,
} satisfies DecidedColumns;

/** The cases of a prepared session in rank order: the decisions so far, and what the undecided cases would then get. */
@Injectable()
export class SittingBoard {
  /** By the instance of a proposal, then by the weeks that decisions add to it. */
  private readonly withWeeks = new WeakMap<Instance, LRUCache<string, Instance>>();

  constructor(
    private readonly proposals: Proposals,
    private readonly supply: Supply,
    private readonly lines: CaseLines,
  ) {}

  /** The place that a decision gives a child, in the terms of the instance; null when it gives none. */
  decidedPlace(instance: Instance, decided: CaseDecision): Place | null {
    return decided.decision === 'admit'
      ? this.placeIn(instance, decided, decided.decidedSectionId, decided.decidedSlots, decided.decidedFrom)
      : null;
  }

  /**
   * The place of a case in one section; null when that section does not suit it, or when the family would not take
   * these half-days of its week.
   * @param slots the half-days; null for the best of its weeks there
   * @param from its first day there; null for its own day
   */
  placeIn(
    instance: Instance,
    { dossierId, id }: Pick<Candidacy, 'dossierId' | 'id'>,
    sectionId: Id | null,
    slots: SlotMask | null,
    from: Day | null = null,
  ): Place | null {
    const listed = choicesOf(instance, dossierId, id).filter((place) => sectionIdOf(this.supply, place) === sectionId);
    const onDay = listed.filter((place) => givenDayOf(instance, id, place) === from);
    const there = from === null || onDay.length > 0 ? onDay : listed.map((place) => placeFrom(instance, place, from));
    if (slots === null) return there[0] ?? null;
    return there.find((place) => maskOfNames(place.slots) === slots) ?? shorterPlace(there, slots);
  }

  /** The half-days of the child's whole week in a section; null when that section does not suit it. */
  wholeWeekIn(
    instance: Instance,
    { dossierId, id }: Pick<Candidacy, 'dossierId' | 'id'>,
    sectionId: Id | null,
  ): SlotMask | null {
    const there = choicesOf(instance, dossierId, id).filter((place) => sectionIdOf(this.supply, place) === sectionId);
    return there.length === 0 ? null : there.reduce((mask, { slots }) => mask | maskOfNames(slots), 0);
  }

  /** The decisions of members as locks of the engine. A child to whom they give nothing keeps the place it has. */
  locksOf(instance: Instance, cases: readonly CaseDecision[]): Record<Id, Entry | null> {
    return Object.fromEntries(
      cases
        .filter((decided) => decided.decision !== null)
        .map((decided) => [decided.id, this.decidedPlace(instance, decided) ?? currentPlaceOf(instance, decided.id)]),
    );
  }

  /** The weeks that members decided and that no wish names, in the order of the children's ids. */
  givenWeeks(instance: Instance, cases: readonly CaseDecision[]): GivenWeek[] {
    return cases
      .flatMap((decided): GivenWeek[] => {
        const place = this.decidedPlace(instance, decided);
        return place && !choicesOf(instance, decided.dossierId, decided.id).includes(place)
          ? [{ family: decided.dossierId, child: decided.id, place }]
          : [];
      })
      .sort((a, b) => (a.child < b.child ? -1 : 1));
  }

  /** The proposal for the undecided cases, given the decisions so far: for pages. */
  computeOutcome(kept: KeptProposal, cases: readonly CaseDecision[]): Promise<Outcome> {
    return this.proposals.computeOutcome(this.judged(kept, cases), this.locksOf(kept.instance, cases));
  }

  /** {@link computeOutcome} inside a unit. @throws NeededFirst when it has to be computed */
  computeOutcomeIn(tx: Tx, kept: KeptProposal, cases: readonly CaseDecision[]): Outcome {
    return this.proposals.computeOutcomeIn(tx, this.judged(kept, cases), this.locksOf(kept.instance, cases));
  }

  /** What is judged: the proposal's instance, in which the given weeks are wishes. The same object for the same weeks. */
  private judged(
    { instance, alternatives }: KeptProposal,
    cases: readonly CaseDecision[],
  ): Pick<KeptProposal, 'instance' | 'alternatives'> {
    const given = this.givenWeeks(instance, cases);
    if (given.length === 0) return { instance, alternatives };
    const known = obtained(this.withWeeks, instance, () => new LRUCache<string, Instance>({ max: MOST_KEPT }));
    const key = JSON.stringify(given);
    const extended = known.get(key) ?? withGivenWeeks(instance, given);
    known.set(key, extended);
    return { instance: extended, alternatives };
  }

  /** @throws NeededFirst when the outcome has to be computed */
  async readBoard(tx: Tx, sessionId: Id): Promise<Board> {
    return this.boardOf(tx, (await this.proposals.findLatest(tx, sessionId))!);
  }

  /** {@link readBoard} for a proposal that this unit has just stored. @throws NeededFirst */
  async boardOf(tx: Tx, kept: KeptProposal): Promise<Board> {
    const cases = await this.lines.readLines(tx, kept.sessionId, 'frozen');
    return { kept, cases, outcome: this.computeOutcomeIn(tx, kept, cases), first: this.computeOutcomeIn(tx, kept, []) };
  }

  /** The proposal of an outcome for a case. Empty when the child keeps the place it has. */
  proposedIn(
    { instance, places }: Outcome,
    id: Id,
  ): Pick<Candidacy, 'proposedSectionId' | 'proposedSlots' | 'proposedFrom'> {
    const place = newPlaceOf(instance, places, id);
    return {
      proposedSectionId: sectionIdOf(this.supply, place),
      proposedSlots: place && maskOfNames(place.slots),
      proposedFrom: place && givenDayOf(instance, id, place),
    };
  }

  /**
   * Writes the decisions of some cases, and the proposals of the undecided ones that change with them: a place that a
   * decision frees goes to the next in rank.
   * @throws Conflict when one of the cases changed since the board was read; NeededFirst
   */
  async changeCases(tx: Tx, { kept, cases }: Board, changes: ReadonlyMap<Id, Partial<Candidacy>>): Promise<Outcome> {
    const outcome = this.computeOutcomeIn(
      tx,
      kept,
      cases.map((line) => (changes.has(line.id) ? { ...line, ...changes.get(line.id) } : line)),
    );
    await this.writeAll(
      tx,
      cases
        .map((candidacy) => {
          const patch = changes.get(candidacy.id);
          const decision = patch?.decision === undefined ? candidacy.decision : patch.decision;
          return {
            candidacy,
            patch: { ...patch, ...(decision === null ? this.proposedAnew(outcome, candidacy) : {}) },
          };
        })
        .filter(({ patch }) => Object.keys(patch).length > 0),
    );
    return outcome;
  }

  private proposedAnew(outcome: Outcome, line: CaseLine): Partial<Candidacy> {
    const proposed = this.proposedIn(outcome, line.id);
    return proposed.proposedSectionId === line.proposedSectionId &&
      proposed.proposedSlots === line.proposedSlots &&
      proposed.proposedFrom === line.proposedFrom
      ? {}
      : proposed;
  }

  /** @throws Conflict when one of the cases changed since it was read */
  async writeAll(tx: Tx, changes: readonly CaseChange[]): Promise<void> {
    const affected = await tx.updateEach(
      Candidacy,
      changes.map(({ candidacy: { id, version }, patch }) => ({
        where: { id, version, state: 'frozen' },
        patch: { ...patch, version: version + 1 },
      })),
    );
    if (affected < changes.length) throw new Conflict(refuse('candidacy.changed'));
  }
}
