import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { TemporaryPlace } from '../../places/placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Closings, isClosedOn, lockSections, Supply, type Provider } from '../../offer/supply/index.js';
import { ClosureMessages } from './closure-messages.js';
import { ClosureRecords } from './closure-records.js';
import { ConcernedChildren, familiesConcerned, type Concerned } from './concerned-children.js';
import { mayLeadClosure } from './crisis.policy.js';
import { closedDays, judgeDays, judgeReturn, meets, type ClosureReason } from './domain/closure.js';
import { CLOSURE_MOVED, CLOSURE_OFF } from './message-kinds.js';
import { ClosureFamily, SuddenClosure, type TemporaryOffer } from './persistence/crisis.entities.js';
import { Neighbours } from './neighbours.js';
import { TemporaryOffers } from './temporary-offers.js';

export interface WantedClosure {
  readonly providerId: Id;
  /** The sections that close. */
  readonly sectionIds: readonly Id[];
  readonly from: Day;
  readonly returnOn: Day | null;
  readonly reason: ClosureReason;
  readonly answerHours: number;
}

export interface ClosureFile {
  readonly closure: SuddenClosure;
  readonly provider: Provider;
  readonly concerned: Concerned;
  /** The families that were told. */
  readonly told: ReadonlySet<Id>;
  /** The families that it concerns and nobody has told. */
  readonly untold: readonly Id[];
  readonly leads: boolean;
  /** The places elsewhere that are proposed or offered, by child. */
  readonly offers: ReadonlyMap<Id, TemporaryOffer>;
  /** The seats that they hold, by the id of the place. */
  readonly places: ReadonlyMap<Id, TemporaryPlace>;
}

/** A sudden closure from the day it is declared: families are told once, and told once of each change. */
@Injectable()
export class Closures implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly supply: Supply,
    private readonly closings: Closings,
    private readonly records: ClosureRecords,
    private readonly concerned: ConcernedChildren,
    private readonly messages: ClosureMessages,
    private readonly offers: TemporaryOffers,
    private readonly neighbours: Neighbours,
  ) {}

  onModuleInit(): void {
    this.closings.followed.join('crisis keeps the days of a sudden closure until it ends', async (tx, id) => {
      const closure = await tx.findOne(SuddenClosure, { id });
      return closure !== null && closure.state !== 'cancelled';
    });
  }

  /** The establishments whose closure an actor may declare. */
  listOwn(actor: Actor): Provider[] {
    return this.supply.establishments().filter(({ id }) => mayLeadClosure(actor, id));
  }

  /** @throws NotFound when it is no establishment that is open, or the actor may not close it */
  readEstablishment(actor: Actor, providerId: Id): Provider {
    const provider = this.listOwn(actor).find(({ id }) => id === providerId);
    if (!provider) throw new NotFound('establishment');
    return provider;
  }

  /** The sections of an establishment that receive children today. */
  sectionsOf(provider: Provider): Id[] {
    const today = this.clock.today();
    const isShut = (id: Id): boolean => isClosedOn({ closedFrom: this.supply.closingDayOf(id) }, today);
    return this.supply.sectionsOf(provider.id).flatMap(({ id }) => (isShut(id) ? [] : [id]));
  }

  async readFile(actor: Actor, id: Id): Promise<ClosureFile> {
    const closure = await this.records.read(actor, id);
    const concerned = await this.concerned.listConcerned(this.reader, closure, actor);
    const told = new Set((await this.messages.listTold(this.reader, id)).map(({ dossierId }) => dossierId));
    const offers = await this.offers.listOf(id);
    return {
      closure,
      offers: new Map(offers.map((offer) => [offer.childId, offer])),
      places: await this.offers.placesOf(offers),
      provider: this.records.providerOf(closure),
      concerned,
      told,
      untold: untoldOf(concerned, told),
      leads: mayLeadClosure(actor, closure.providerId),
    };
  }

  /**
   * Declares a closure. Nobody is told yet: who declares it first reads whom it concerns.
   * @throws NotFound when the establishment is not the actor's
   * @throws DomainError about the days, the sections, or another closure of the same days
   */
  declareClosure(actor: Actor, wanted: WantedClosure): Promise<Id> {
    const provider = this.readEstablishment(actor, wanted.providerId);
    const all = this.sectionsOf(provider);
    const sectionIds = all.filter((id) => wanted.sectionIds.includes(id));
    if (sectionIds.length === 0) throw new DomainError(refuse('closure.sections'));
    const refusal = judgeDays(wanted, this.clock.today());
    if (refusal) throw new DomainError(refusal);
    return this.unitOfWork.run(async (tx) => {
      await lockSections(tx, sectionIds);
      const closure: SuddenClosure = {
        id: newId(),
        providerId: provider.id,
        whole: sectionIds.length === all.length,
        sectionIds,
        from: wanted.from,
        returnOn: wanted.returnOn,
        reason: wanted.reason,
        state: 'draft',
        answerHours: wanted.answerHours,
        seed: newId(),
        version: 1,
        declaredAt: this.clock.now(),
        declaredBy: actorRef(actor),
      };
      await this.refuseSecond(tx, closure);
      await tx.insert(SuddenClosure, closure);
      await this.record(tx, actor, 'declare', closure);
      return closure.id;
    });
  }

  /** Tells the families that were not told yet, one message each. @returns how many were told */
  tellFamilies(actor: Actor, id: Id, version: number): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const closure = await this.records.lockToLead(tx, actor, id, version);
      const concerned = await this.concerned.listConcerned(tx, closure, null);
      const told = new Set((await this.messages.listTold(tx, id)).map(({ dossierId }) => dossierId));
      const toldAt = this.clock.now();
      const families = [...familiesConcerned(concerned)].flatMap(([dossierId, { requestIds }]): ClosureFamily[] =>
        told.has(dossierId) ? [] : [{ id: newId(), closureId: id, dossierId, requestIds, toldAt }],
      );
      if (closure.state === 'draft') {
        await tx.update(SuddenClosure, { id }, { state: 'told' });
        await this.keepClosing(tx, closure);
      }
      await tx.insert(ClosureFamily, families);
      await this.messages.tellFamilies(tx, closure, families);
      await this.record(tx, actor, 'tell', closure);
      return families.length;
    });
  }

  /**
   * Says on which day children come back, or that nobody knows any more. The families that were told are told once.
   * @throws DomainError when children cannot come back on this day
   */
  changeReturn(actor: Actor, id: Id, version: number, returnOn: Day | null): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const closure = await this.records.lockToLead(tx, actor, id, version);
      if (returnOn === closure.returnOn) throw new DomainError(refuse('closure.sameReturn'));
      const refusal = returnOn === null ? null : judgeReturn(closure.from, returnOn, this.clock.today());
      if (refusal) throw new DomainError(refusal);
      const moved: SuddenClosure = { ...closure, returnOn };
      await this.refuseSecond(tx, moved);
      await tx.update(SuddenClosure, { id }, { returnOn });
      if (closure.state === 'told') await this.keepClosing(tx, moved);
      await this.offers.followReturn(tx, moved);
      await this.messages.tellChange(tx, moved, CLOSURE_MOVED);
      await this.record(tx, actor, 'move', moved);
    });
  }

  /** Takes back a closure as if it had never been. The families that were told are told once. */
  cancelClosure(actor: Actor, id: Id, version: number): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const closure = await this.records.lockToLead(tx, actor, id, version);
      await tx.update(SuddenClosure, { id }, { state: 'cancelled' });
      await this.closings.keepSuddenClosing(tx, id, null);
      await this.offers.withdrawAll(tx, id);
      await this.messages.tellChange(tx, closure, CLOSURE_OFF);
      await this.neighbours.tellCancelled(tx, closure);
      await this.record(tx, actor, 'cancel', closure);
    });
  }

  /** An establishment that closes as a whole receives nobody new on these days (domain.md §6). */
  private async keepClosing(tx: Tx, closure: SuddenClosure): Promise<void> {
    if (!closure.whole) return;
    await this.closings.keepSuddenClosing(tx, closure.id, { providerId: closure.providerId, ...closedDays(closure) });
  }

  /** @throws DomainError when one of the sections is closed already on one of the days */
  private async refuseSecond(tx: Tx, closure: SuddenClosure): Promise<void> {
    const others = await tx.find(SuddenClosure, { where: { providerId: closure.providerId } });
    const other = others.find((row) => row.id !== closure.id && row.state !== 'cancelled' && meets(row, closure));
    if (other) throw new DomainError(refuse('closure.second', { from: other.from }));
  }

  private async record(tx: Tx, actor: Actor, act: string, closure: SuddenClosure): Promise<void> {
    const { id, from, returnOn, reason } = closure;
    await this.audit.changed(
      tx,
      actor,
      `closure.${act}`,
      { kind: 'closure', id },
      { from, reason, ...(returnOn === null ? {} : { returnOn }) },
    );
  }
}

const untoldOf = (concerned: Concerned, told: ReadonlySet<Id>): Id[] =>
  [...familiesConcerned(concerned).keys()].filter((id) => !told.has(id));
