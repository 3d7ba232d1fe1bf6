import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { lotOf, ProposalThreads } from '../admission/index.js';
import { holidayOn } from '../../territory/calendar/domain/index.js';
import { findWishes } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, isoWeekday } from '../../foundation/kernel/time.js';
import { outsideParts, slotsToMask, type Slot } from '../../foundation/kernel/week-schedule.js';
import { ENGINE, type EngineProposal, type Instance } from '../matching/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { OpeningDays, Supply } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { ClosureRecords } from './closure-records.js';
import { ConcernedChildren, type ConcernedChild } from './concerned-children.js';
import { closedDays } from './domain/closure.js';
import { closureInstance, type ChildToPlace, type LentSection } from './domain/closure-instance.js';
import { lentLeft } from './domain/lent-seats.js';
import { orderNeighbours } from './domain/neighbour-order.js';
import { HOLDS_SEATS } from './domain/temporary-offer.js';
import { Neighbours } from './neighbours.js';
import { ClosureProposal, TemporaryOffer, type SuddenClosure } from './persistence/crisis.entities.js';

/** A neighbour that is closed itself on more than this share of the days cannot look after children. */
const MOST_CLOSED = 0.25;

export const familyOf = ({ family, stay }: ConcernedChild): Id => family?.dossier.id ?? stay.childId;

/** Where the children of a closure could go: computed by the engine on a thread, kept, and never a decision. */
@Injectable()
export class ClosureProposals {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly supply: Supply,
    private readonly opening: OpeningDays,
    private readonly territory: Territory,
    private readonly threads: ProposalThreads,
    private readonly records: ClosureRecords,
    private readonly concerned: ConcernedChildren,
    private readonly neighbours: Neighbours,
  ) {}

  /** The last one that was computed; null when none was. */
  async findLatest(closureId: Id): Promise<ClosureProposal | null> {
    const all = await this.reader.find(ClosureProposal, { where: { closureId }, order: { id: 'DESC' }, take: 1 });
    return all[0] ?? null;
  }

  /**
   * Computes where the children could go whose families were not asked yet. Lines that a person chose are kept.
   * @throws NotFound | DomainError when nobody lends a seat; Conflict when the closure changed meanwhile
   */
  async compute(actor: Actor, closureId: Id, version: number): Promise<void> {
    const closure = await this.records.readLed(actor, closureId);
    if (closure.version !== version || closure.state !== 'told') throw new Conflict(refuse('closure.changed'));
    const toPlace = await this.childrenToPlace(closure);
    const lent = await this.lentSections(closure);
    if (lent.length === 0) throw new DomainError(refuse('closure.nobodyLends'));
    const instance = await this.instanceOf(closure, toPlace, lent);
    const proposal = await this.threads.compute(instance, {});
    await this.unitOfWork.run(async (tx) => {
      await this.records.lockToLead(tx, actor, closureId, version);
      const kept = (await tx.find(TemporaryOffer, { where: { closureId } })).filter(
        ({ state, changedBy }) => state !== 'proposed' || changedBy !== null,
      );
      await tx.delete(TemporaryOffer, { closureId, state: 'proposed', changedBy: IsNull() });
      const known = new Set(kept.map(({ childId }) => childId));
      await tx.insert(
        TemporaryOffer,
        toPlace.filter(({ stay }) => !known.has(stay.childId)).flatMap((child) => lineOf(closureId, child, proposal)),
      );
      await tx.insert(ClosureProposal, this.rowOf(actor, closureId, instance, proposal));
      await this.audit.changed(tx, actor, 'closure.propose', { kind: 'closure', id: closureId });
    });
  }

  /** The children whose families were not asked, and for whom no person chose. */
  private async childrenToPlace(closure: SuddenClosure): Promise<ConcernedChild[]> {
    const { children } = await this.concerned.listConcerned(this.reader, closure, null);
    const lines = await this.reader.find(TemporaryOffer, { where: { closureId: closure.id } });
    const settled = new Set(
      lines.filter(({ state, changedBy }) => state !== 'proposed' || changedBy !== null).map(({ childId }) => childId),
    );
    return children.filter(({ stay }) => !settled.has(stay.childId) && stay.to >= this.clock.today());
  }

  /** What each section still lends on every half-day of the closure. */
  async lentSections(closure: SuddenClosure): Promise<LentSection[]> {
    const asked = (await this.neighbours.listAsked(closure.id)).filter(({ state }) => state === 'lent');
    const sectionIds = asked.flatMap(({ seats }) => Object.keys(seats).filter((id) => seats[id]! > 0));
    const free = await this.neighbours.freeDuring(closure, sectionIds);
    const isShut = await this.mostlyClosed(closure, sectionIds);
    const lines = await this.reader.find(TemporaryOffer, { where: { closureId: closure.id } });
    const taken = {
      held: lines.filter(({ state }) => HOLDS_SEATS.includes(state)),
      chosen: lines.filter(({ state, changedBy }) => state === 'proposed' && changedBy !== null),
    };
    return asked.flatMap(({ providerId, seats }) =>
      Object.keys(seats)
        .filter((sectionId) => seats[sectionId]! > 0 && !isShut(sectionId))
        .map((sectionId) => ({
          providerId,
          sectionId,
          seats: lentLeft(sectionId, seats[sectionId]!, free.get(sectionId)!, taken),
        })),
    );
  }

  /** Whether a section receives nobody on too many days of a closure. Public holidays count nowhere. */
  private async mostlyClosed(closure: SuddenClosure, sectionIds: readonly Id[]): Promise<(id: Id) => boolean> {
    if (sectionIds.length === 0) return () => false;
    const isOpen = await this.opening.openOn(this.reader, sectionIds);
    const { from, to } = closedDays(closure);
    const days: string[] = [];
    for (let day = from; day <= to; day = addDays(day, 1))
      if (isoWeekday(day) <= 5 && holidayOn(day) === null) days.push(day);
    return (id) => days.filter((day) => !isOpen(id, day)).length > MOST_CLOSED * days.length;
  }

  private async instanceOf(
    closure: SuddenClosure,
    children: readonly ConcernedChild[],
    lent: readonly LentSection[],
  ): Promise<Instance> {
    const wishes = await findWishes(
      this.reader,
      children.flatMap(({ family }) => family?.request.id ?? []),
    );
    const home = this.nearbyOf(this.supply.provider(closure.providerId)?.communeCode ?? null);
    const toPlace = children.map((child): ChildToPlace => {
      const { family, stay } = child;
      const facts = [...new Set(lent.map(({ providerId }) => providerId))].map((providerId) => {
        const provider = this.supply.provider(providerId)!;
        const wish = wishes.find((row) => row.requestId === family?.request.id && row.providerId === providerId);
        return {
          providerId,
          name: provider.name,
          ...this.nearbyOf(provider.communeCode),
          communeCode: provider.communeCode,
          wishRank: wish?.rank ?? null,
          opensLongEnough:
            outsideParts(family?.request.need.week ?? {}, this.supply.openingOf(providerId, stay.from)).length === 0,
        };
      });
      const order = orderNeighbours(facts, this.nearbyOf(family?.request.communeCode ?? null), home);
      return {
        childId: stay.childId,
        familyId: familyOf(child),
        slots: stay.slots,
        sections: order.flatMap(({ providerId }) => this.suiting(child, providerId, lent)),
      };
    });
    const families = [...new Set(toPlace.map(({ familyId }) => familyId))];
    return closureInstance(toPlace, inOrderOfDraw(closure.seed, families));
  }

  /** The lent sections of a neighbour that suit the age of a child. One whose birth nobody knows suits none. */
  suiting({ birth, stay }: ConcernedChild, providerId: Id, lent: readonly LentSection[]): LentSection[] {
    if (birth === null) return [];
    const suiting = this.supply.sectionsForChild(providerId, birth, stay.from).map(({ id }) => id);
    return lent.filter(({ sectionId }) => suiting.includes(sectionId));
  }

  private nearbyOf(communeCode: string | null): { communeCode: string | null; livingAreaId: string | null } {
    return { communeCode, livingAreaId: this.territory.commune(communeCode)?.livingAreaId ?? null };
  }

  private rowOf(actor: Actor, closureId: Id, instance: Instance, proposal: EngineProposal): ClosureProposal {
    return {
      id: newId(),
      closureId,
      computedAt: this.clock.now(),
      computedBy: actorRef(actor),
      engine: ENGINE,
      fair: proposal.fair,
      claims: proposal.claims.length,
      instance,
      places: proposal.places,
    };
  }
}

/** Families in the order of a draw that anybody can make again from its seed. */
export const inOrderOfDraw = (seed: string, familyIds: readonly Id[]): Id[] =>
  [...familyIds].sort((a, b) => lotOf(seed, a) - lotOf(seed, b) || (a < b ? -1 : 1));

function lineOf(closureId: Id, { stay, family }: ConcernedChild, { places }: EngineProposal): TemporaryOffer[] {
  const place = places[stay.childId];
  if (!place) return [];
  return [
    {
      id: newId(),
      closureId,
      childId: stay.childId,
      placementId: stay.id,
      requestId: family?.request.id ?? null,
      dossierId: family?.dossier.id ?? null,
      sectionId: place.section,
      slots: slotsToMask(place.slots as Slot[]),
      state: 'proposed',
      changedBy: null,
      placeId: null,
      deadline: null,
      remindedAt: null,
      answeredAt: null,
      answeredBy: null,
    },
  ];
}
