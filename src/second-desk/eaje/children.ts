import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound, type Refusal } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { SlotMask } from '../../foundation/kernel/week-schedule.js';
import {
  AskedChanges,
  birthsOf,
  DaysChanges,
  movesOn,
  Occupancy,
  PathMoves,
  PlacementChanges,
  PlacementEnds,
  Placements,
  PresentChildren,
  StartAgreements,
  type AskedChange,
  type ParentContact,
  type PathStep,
  type Placement,
  type StartDates,
} from '../../places/placement/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { refusedBy } from '../../foundation/kernel/refused-by.js';
import type { Provider } from '../../offer/supply/index.js';
import { namesOf } from './persistence/named-requests.queries.js';

export interface ChildHere {
  readonly placement: Placement;
  /** Null when no family is known, or when the actor may not read its request. */
  readonly name: string | null;
  /**
   * Another part of the same place follows this one, in another section or on other half-days. The child does not
   * leave.
   */
  readonly movesOn: 'section' | 'days' | null;
  /** The next step of its path, which no director has confirmed yet. Null when there is none. */
  readonly next: PathStep | null;
  /** That step and those after it, in their order. */
  readonly steps: readonly PathStep[];
  /** For a child whom its director entered: whom to call. Null for a child of a family of the desk. */
  readonly entered: { readonly parent: ParentContact | null } | null;
  /** A change of its place that its family asks for, and that nobody has answered; null when there is none. */
  readonly asked: AskedChange | null;
}

/** A move that a person confirms, on the day that they saw. */
export interface SeenMove {
  readonly placementId: Id;
  readonly on: Day;
}

/** A move that could not be confirmed, and why. */
export interface RefusedMove {
  readonly child: ChildHere;
  readonly refusal: Refusal;
}

export interface ChildrenHere {
  /** Parts of places that are running or to come, by last day. */
  readonly present: readonly ChildHere[];
  /** Places that were ended by hand and can still be restored. */
  readonly ended: readonly ChildHere[];
}

/** The children of an establishment, and what its director records about their places. */
@Injectable()
export class Children {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly occupancy: Occupancy,
    private readonly placements: Placements,
    private readonly ends: PlacementEnds,
    private readonly changes: PlacementChanges,
    private readonly days: DaysChanges,
    private readonly starts: StartAgreements,
    private readonly moves: PathMoves,
    private readonly present: PresentChildren,
    private readonly changesAsked: AskedChanges,
  ) {}

  async listChildren(actor: Actor, provider: Provider): Promise<ChildrenHere> {
    const today = this.clock.today();
    const present = await this.occupancy.childrenOf(this.reader, provider.id, today);
    const ended = (await this.occupancy.takenBackOf(this.reader, provider.id, today)).filter(
      ({ id }) => !present.some((placement) => placement.id === id),
    );
    const names = await namesOf(
      this.reader,
      actor,
      [...present, ...ended].flatMap((placement) => placement.requestId ?? []),
    );
    const entered = await this.present.namesOf(
      this.reader,
      [...present, ...ended].map(({ childId }) => childId),
    );
    const parents = await this.present.parentsOf(
      this.reader,
      [...present, ...ended].map(({ childId }) => childId),
    );
    const steps = await this.moves.stepsOf(this.reader, present);
    const asked = new Map((await this.changesAsked.listFor(provider.id)).map((change) => [change.requestId, change]));
    const here = (placement: Placement): ChildHere => ({
      placement,
      name: (placement.requestId && names.get(placement.requestId)) || entered.get(placement.childId) || null,
      movesOn: kindOfMove(placement, present),
      entered: parents.has(placement.childId) ? { parent: parents.get(placement.childId)! } : null,
      next: steps.get(placement.id)?.[0] ?? null,
      steps: steps.get(placement.id) ?? [],
      asked: asked.get(placement.requestId ?? '') ?? null,
    });
    return { present: present.map(here), ended: ended.map(here) };
  }

  /** Notes whom to call about a child who was entered; null takes it back. @throws NotFound */
  async noteParent(actor: Actor, providerId: Id, placementId: Id, parent: ParentContact | null): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { childId } = await this.placements.findHeld(tx, actor, placementId);
      await this.present.noteParent(tx, actor, providerId, childId, parent);
    });
  }

  /** @throws NotFound when the place does not exist, has ended for good or is another establishment's */
  async readChild(actor: Actor, provider: Provider, placementId: Id): Promise<ChildHere> {
    const { present, ended } = await this.listChildren(actor, provider);
    const found = [...present, ...ended].find(({ placement }) => placement.id === placementId);
    if (!found) throw new NotFound('placement');
    return found;
  }

  /** Confirms the next move of a child, on the day that the director saw. @throws Conflict | DomainError */
  async confirmMove(actor: Actor, placementId: Id, on: Day): Promise<void> {
    await this.unitOfWork.run((tx) => this.moves.confirmMove(tx, actor, placementId, on));
  }

  /**
   * Confirms moves of several children, whatever their days, each in a unit of its own. The eldest moves first and
   * leaves its seat to a younger one. A move that is confirmed already stays so.
   */
  async confirmMoves(
    actor: Actor,
    provider: Provider,
    moves: readonly SeenMove[],
  ): Promise<{ readonly confirmed: number; readonly refused: readonly RefusedMove[] }> {
    const seen = new Map(moves.map(({ placementId, on }) => [placementId, on]));
    const { present } = await this.listChildren(actor, provider);
    const children = present.filter(({ placement, next }) => next !== null && seen.has(placement.id));
    const refused: RefusedMove[] = [];
    const births = await birthsOf(
      this.reader,
      children.flatMap(({ placement }) => placement.requestId ?? []),
    );
    const birthOf = ({ placement }: ChildHere): Day =>
      placement.birthDate ?? births.get(placement.requestId ?? '') ?? '';
    for (const child of [...children].sort((a, b) => birthOf(a).localeCompare(birthOf(b)))) {
      const error = await refusedBy(this.confirmMove(actor, child.placement.id, seen.get(child.placement.id)!));
      if (error) refused.push({ child, refusal: error.refusal });
    }
    return { confirmed: children.length - refused.length, refused };
  }

  async keepInSection(actor: Actor, placementId: Id, until: Day): Promise<void> {
    await this.unitOfWork.run((tx) => this.placements.keepInSection(tx, actor, placementId, until));
  }

  async postponePart(actor: Actor, placementId: Id, from: Day): Promise<void> {
    await this.unitOfWork.run((tx) => this.changes.postponePart(tx, actor, placementId, from));
  }

  async changeDays(actor: Actor, placementId: Id, slots: SlotMask, from: Day): Promise<void> {
    await this.unitOfWork.run((tx) => this.days.changeDays(tx, actor, placementId, slots, from));
  }

  async cancelPart(actor: Actor, placementId: Id): Promise<void> {
    await this.unitOfWork.run((tx) => this.changes.cancelPart(tx, actor, placementId));
  }

  async undoEnd(actor: Actor, placementId: Id): Promise<void> {
    await this.unitOfWork.run((tx) => this.changes.undoEnd(tx, actor, placementId));
  }

  async recordDeparture(actor: Actor, placementId: Id, lastDay: Day): Promise<void> {
    await this.unitOfWork.run((tx) => this.ends.recordDeparture(tx, actor, placementId, lastDay));
  }

  async recordNoShow(actor: Actor, placementId: Id): Promise<void> {
    await this.unitOfWork.run((tx) => this.ends.recordNoShow(tx, actor, placementId));
  }

  /** @param agreed the family has already agreed to the dates */
  async proposeDates(actor: Actor, placementId: Id, dates: StartDates, agreed: boolean): Promise<void> {
    await this.unitOfWork.run((tx) => this.starts.proposeDates(tx, actor, placementId, dates, agreed));
  }

  async changeSection(actor: Actor, placementId: Id, sectionId: Id, from: Day): Promise<void> {
    await this.unitOfWork.run((tx) => this.placements.changeSection(tx, actor, placementId, sectionId, from));
  }

  async extendPlace(actor: Actor, placementId: Id, lastDay: Day): Promise<void> {
    await this.unitOfWork.run((tx) => this.placements.extendPlace(tx, actor, placementId, lastDay));
  }
}

const kindOfMove = (placement: Placement, present: readonly Placement[]): ChildHere['movesOn'] => {
  const next = present.filter((other) => movesOn(placement, [other]));
  if (next.length === 0) return null;
  return next.some(({ sectionId }) => sectionId !== placement.sectionId) ? 'section' : 'days';
};
