import { Injectable } from '@nestjs/common';
import { StaffMessages } from '../../territory/accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Slot } from '../../foundation/kernel/week-schedule.js';
import { Seats } from '../../places/placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { directsEstablishment, isClosedOn, Supply, type Provider } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { ClosureRecords } from './closure-records.js';
import { mayLend } from './crisis.policy.js';
import { closedDays } from './domain/closure.js';
import { sectionBeyond } from './domain/lent-seats.js';
import { HOLDS_SEATS } from './domain/temporary-offer.js';
import { CLOSURE_ASK, CLOSURE_ASK_OFF } from './message-kinds.js';
import { ClosureNeighbour, SuddenClosure, TemporaryOffer } from './persistence/crisis.entities.js';

/** A section of a neighbour, with the fewest seats that are free on any half-day of the closure on which it opens. */
export interface LendingSection {
  readonly sectionId: Id;
  readonly free: number;
}

/** A closure as an establishment sees it that is asked to lend seats. */
export interface LendingFile {
  readonly closure: SuddenClosure;
  readonly closed: Provider;
  readonly provider: Provider;
  readonly neighbour: ClosureNeighbour;
  readonly sections: readonly LendingSection[];
}

/** Neighbours lend seats for a closure once their director agreed: nothing of theirs is proposed before. */
@Injectable()
export class Neighbours {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly audit: Audit,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly seats: Seats,
    private readonly staff: StaffMessages,
    private readonly records: ClosureRecords,
  ) {}

  /** The establishments that may be asked: those that are open, the nearest first. */
  listCandidates({ providerId }: SuddenClosure): Provider[] {
    const home = this.supply.provider(providerId)!;
    const areaOf = (code: string): string | null => this.territory.commune(code)?.livingAreaId ?? null;
    const area = areaOf(home.communeCode);
    const far = ({ communeCode }: Provider): number =>
      communeCode === home.communeCode ? 0 : area !== null && areaOf(communeCode) === area ? 1 : 2;
    return this.supply
      .establishments()
      .filter(({ id }) => id !== providerId && this.openSections(id).length > 0)
      .sort((a, b) => far(a) - far(b));
  }

  listAsked(closureId: Id, from: Reader | Tx = this.reader): Promise<ClosureNeighbour[]> {
    return from.find(ClosureNeighbour, { where: { closureId }, order: { askedAt: 'ASC', id: 'ASC' } });
  }

  /** What an actor is asked to lend, or lends, for closures that are not over. */
  async listToLend(actor: Actor): Promise<LendingFile[]> {
    const rows = (await this.reader.find(ClosureNeighbour, { order: { askedAt: 'DESC', id: 'DESC' } })).filter(
      ({ providerId }) => mayLend(actor, providerId),
    );
    const files: LendingFile[] = [];
    for (const row of rows) {
      const closure = (await this.reader.findOne(SuddenClosure, { id: row.closureId }))!;
      if (closure.state === 'told' && closedDays(closure).to >= this.clock.today())
        files.push(await this.fileOf(closure, row));
    }
    return files;
  }

  /** @throws NotFound when the establishment was not asked, or is not the actor's */
  async readLending(actor: Actor, closureId: Id, providerId: Id): Promise<LendingFile> {
    const neighbour = await this.reader.findOne(ClosureNeighbour, { closureId, providerId });
    const closure = await this.reader.findOne(SuddenClosure, { id: closureId });
    if (!neighbour || !closure || !mayLend(actor, providerId)) throw new NotFound('lending');
    return this.fileOf(closure, neighbour);
  }

  /** Asks establishments to lend seats, each once. Their directors get a message. */
  askNeighbours(actor: Actor, closureId: Id, version: number, providerIds: readonly Id[]): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const closure = await this.records.lockToLead(tx, actor, closureId, version);
      if (closure.state !== 'told') throw new DomainError(refuse('closure.tellFirst'));
      const asked = new Set((await this.listAsked(closureId, tx)).map(({ providerId }) => providerId));
      const wanted = this.listCandidates(closure).filter(({ id }) => providerIds.includes(id) && !asked.has(id));
      if (wanted.length === 0) throw new DomainError(refuse('closure.nobodyAsked'));
      const askedAt = this.clock.now();
      await tx.insert(
        ClosureNeighbour,
        wanted.map(({ id }) => ({
          id: newId(),
          closureId,
          providerId: id,
          state: 'asked' as const,
          seats: {},
          askedAt,
          answeredAt: null,
          answeredBy: null,
        })),
      );
      for (const { id } of wanted) await this.writeTo(tx, closure, id);
      await this.audit.changed(tx, actor, 'closure.ask', { kind: 'closure', id: closureId }, { count: wanted.length });
    });
  }

  /** The establishments without anybody to write to: a person has to call them. */
  listToCall(providerIds: readonly Id[]): Promise<Id[]> {
    return this.staff.listUnreached(this.reader, providerIds, directsEstablishment);
  }

  /** Tells those who were asked, and did not refuse, that nothing is asked of them any more. */
  async tellCancelled(tx: Tx, closure: SuddenClosure): Promise<void> {
    for (const { providerId, state } of await this.listAsked(closure.id, tx)) {
      if (state === 'refused') continue;
      await this.staff.writeToStaff(
        tx,
        (grant) => directsEstablishment(grant, providerId),
        CLOSURE_ASK_OFF,
        (words) => ({
          provider: this.supply.provider(closure.providerId)?.name ?? '',
          from: words.day(closure.from),
          link: this.lendingPage(closure, providerId),
        }),
      );
    }
  }

  private lendingPage({ id }: SuddenClosure, providerId: Id): string {
    return `${this.config.BASE_URL}/fermetures/${id}/prets/${providerId}`;
  }

  private writeTo(tx: Tx, closure: SuddenClosure, providerId: Id): Promise<void> {
    return this.staff.writeToStaff(
      tx,
      (grant) => directsEstablishment(grant, providerId),
      CLOSURE_ASK,
      (words) => ({
        provider: this.supply.provider(closure.providerId)?.name ?? '',
        from: words.day(closure.from),
        back: closure.returnOn === null ? 'unknown' : 'known',
        returnOn: words.day(closure.returnOn ?? closedDays(closure).to),
        link: this.lendingPage(closure, providerId),
      }),
    );
  }

  /**
   * Says how many seats each section lends; none at all is a refusal. The answer may be changed as long as it covers
   * what was taken already.
   * @throws NotFound | DomainError
   */
  answer(actor: Actor, closureId: Id, providerId: Id, seats: Readonly<Record<Id, number>>): Promise<void> {
    if (!mayLend(actor, providerId)) throw new NotFound('lending');
    return this.unitOfWork.run(async (tx) => {
      const closure = await tx.lock(SuddenClosure, { id: closureId });
      const neighbour = await tx.findOne(ClosureNeighbour, { closureId, providerId });
      if (!closure || !neighbour) throw new NotFound('lending');
      if (closure.state !== 'told') throw new Conflict(refuse('closure.changed'));
      const lent = Object.fromEntries(this.openSections(providerId).map((id) => [id, seats[id] ?? 0]));
      const taken = (await tx.find(TemporaryOffer, { where: { closureId } })).filter(
        ({ sectionId, state }) => HOLDS_SEATS.includes(state) && sectionId in lent,
      );
      if (sectionBeyond(taken, lent) !== null) throw new DomainError(refuse('closure.lentTaken'));
      await tx.update(
        ClosureNeighbour,
        { id: neighbour.id },
        {
          state: Object.values(lent).some((count) => count > 0) ? 'lent' : 'refused',
          seats: lent,
          answeredAt: this.clock.now(),
          answeredBy: actorRef(actor),
        },
      );
      await this.audit.changed(tx, actor, 'closure.lend', { kind: 'closure', id: closureId }, { providerId });
    });
  }

  private async fileOf(closure: SuddenClosure, neighbour: ClosureNeighbour): Promise<LendingFile> {
    const sectionIds = this.openSections(neighbour.providerId);
    const free = await this.freeDuring(closure, sectionIds);
    return {
      closure,
      closed: this.supply.provider(closure.providerId)!,
      provider: this.supply.provider(neighbour.providerId)!,
      neighbour,
      sections: sectionIds.map((sectionId) => ({ sectionId, free: Math.max(0, ...free.get(sectionId)!.values()) })),
    };
  }

  /** The fewest free seats of each half-day during a closure, by section. Seats reserved for owners are left alone. */
  async freeDuring(closure: SuddenClosure, sectionIds: readonly Id[]): Promise<Map<Id, Map<Slot, number>>> {
    const days = closedDays(closure);
    const today = this.clock.today();
    const span = { from: days.from > today ? days.from : today, to: days.to };
    if (sectionIds.length === 0 || span.from > span.to) return new Map(sectionIds.map((id) => [id, new Map()]));
    const free = await this.seats.freeIn(this.reader, sectionIds, [span]);
    return new Map(sectionIds.map((id) => [id, free.get(id)![0]!]));
  }

  private openSections(providerId: Id): Id[] {
    const today = this.clock.today();
    return this.supply
      .sectionsOf(providerId)
      .flatMap(({ id }) => (isClosedOn({ closedFrom: this.supply.closingDayOf(id) }, today) ? [] : [id]));
  }
}
