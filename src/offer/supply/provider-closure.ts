import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { Hooks } from '../../foundation/kernel/hooks.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Capacities } from './capacities.js';
import { closingDayOf } from './domain/closing-day.js';
import { refusePromised, type Promised, type Withdrawn } from './domain/promised.js';
import { Capacity, ClosingPeriod, type Section } from './persistence/supply.entities.js';
import { Promises } from './promises.js';
import { ProviderRecords, type OpenedProvider } from './provider-records.js';
import { mayRunProvider, maySettleProvider, mayTouchPromises } from './providers.policy.js';
import { Supply } from './supply.js';

/** Called in the transaction of each closing: these sections give no seat from a day on that is not promised already. */
export type ClosingListener = (tx: Tx, sectionIds: readonly Id[], from: Day) => Promise<void>;

/** Called in the transaction in which a whole provider closes. @param from the first day on which it receives nobody */
export type ProviderClosingListener = (tx: Tx, providerId: Id, from: Day) => Promise<void>;

export interface WantedClosing {
  /** Null for the whole provider. */
  readonly sectionId: Id | null;
  readonly from: Day;
  readonly reason: string;
  /** Whether the person has seen the promises in the way and confirms. */
  readonly confirmed: boolean;
}

/** A provider, or one of its sections, receives nobody from a day on; or receives children again. */
@Injectable()
export class ProviderClosure {
  readonly closed = new Hooks<ClosingListener>('a provider or a section closes for good');
  readonly providerClosed = new Hooks<ProviderClosingListener>('a whole provider closes for good');

  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly records: ProviderRecords,
    private readonly promises: Promises,
    private readonly capacities: Capacities,
    private readonly supply: Supply,
  ) {}

  /** What a closing would touch, to be shown before it is confirmed. */
  listInTheWay(providerId: Id, sectionId: Id | null, from: Day): Promise<readonly Promised[]> {
    return this.promises.listInTheWay(this.reader, providerId, { from, to: null }, withdrawnBy(sectionId));
  }

  countWaiting(providerId: Id): Promise<number> {
    return this.promises.countWaiting(this.reader, providerId);
  }

  /**
   * Children who are promised a place keep it on paper until somebody has found them another: only seats that nobody
   * holds disappear.
   * @throws NotFound | Conflict
   * @throws DomainError when it is closed already, or promises are in the way that the actor may not or does not confirm
   */
  async close(actor: Actor, providerId: Id, version: number, wanted: WantedClosing): Promise<void> {
    const { sectionId, from, reason, confirmed } = wanted;
    await this.change(actor, providerId, version, wanted, async (tx, opened, sections) => {
      const row = sectionId === null ? opened.provider : sections[0]!;
      if (row.closedFrom !== null) throw new DomainError(refuse('provider.closedAlready'));
      const inTheWay = await this.promises.listInTheWay(tx, providerId, { from, to: null }, withdrawnBy(sectionId));
      const refusal = refusePromised(inTheWay);
      const confirmable = !inTheWay.some(({ kind }) => kind === 'session');
      if (refusal && !(confirmable && confirmed && mayTouchPromises(actor))) throw new DomainError(refusal);
      await this.records.recordAct(tx, actor, opened, {
        act: sectionId === null ? 'close' : 'section_close',
        from,
        sectionId,
        facts: {},
        reason,
        promisesTouched: inTheWay.length,
      });
      await this.records.setClosing(tx, opened.provider.id, sectionId, from);
      const ids = sections.map(({ id }) => id);
      for (const listener of this.closed.all) await listener(tx, ids, from);
      if (sectionId === null) for (const listener of this.providerClosed.all) await listener(tx, providerId, from);
    });
  }

  /**
   * Closes a section whose children went to another one, and whose places were taken away, in the same unit. A path
   * that goes on elsewhere by then promises nothing in it; a seat that is still held refused the change of its places.
   * @throws NotFound
   * @throws DomainError when it is closed already, or a commission counts on the establishment
   */
  async closeEmptied(tx: Tx, actor: Actor, sectionId: Id, from: Day, reason: string): Promise<void> {
    const providerId = this.supply.section(sectionId)?.providerId ?? '';
    const opened = await this.records.openProvider(tx, actor, providerId, mayRunProvider);
    if (opened.sections.find(({ id }) => id === sectionId)?.closedFrom !== null)
      throw new DomainError(refuse('provider.closedAlready'));
    const inTheWay = await this.promises.listInTheWay(tx, providerId, { from, to: null }, withdrawnBy(sectionId));
    const refusal = refusePromised(inTheWay.filter(({ kind }) => kind === 'session'));
    if (refusal) throw new DomainError(refusal);
    await this.records.recordAct(tx, actor, opened, { act: 'section_close', from, sectionId, facts: {}, reason });
    await this.records.setClosing(tx, providerId, sectionId, from);
    for (const listener of this.closed.all) await listener(tx, [sectionId], from);
  }

  /**
   * The places declared before are there again. Between the closing and this day it stays a closing period.
   * @throws NotFound | Conflict | DomainError when it is not closed, or the day is past
   */
  async reopen(actor: Actor, providerId: Id, version: number, wanted: Omit<WantedClosing, 'confirmed'>): Promise<void> {
    const { sectionId, from, reason } = wanted;
    await this.change(actor, providerId, version, wanted, async (tx, opened, sections) => {
      const { closedFrom } = sectionId === null ? opened.provider : sections[0]!;
      if (closedFrom === null) throw new DomainError(refuse('provider.openAlready'));
      await this.records.setClosing(tx, providerId, sectionId, null);
      if (sectionId === null && closedFrom < from)
        await tx.insert(ClosingPeriod, {
          id: newId(),
          providerId,
          from: closedFrom,
          to: addDays(from, -1),
          reason,
          yearly: false,
        });
      for (const section of sections) {
        const still = closingDayOf(sectionId === null ? OPEN : opened.provider, sectionId === null ? section : OPEN);
        if (sectionId !== null && closedFrom < from) await this.keepClosed(tx, sectionId, closedFrom, from);
        await this.giveBack(tx, section.id, closedFrom, still);
      }
      await this.capacities.assertAuthorised(tx, opened, this.clock.today());
      await this.records.recordAct(tx, actor, opened, {
        act: sectionId === null ? 'reopen' : 'section_reopen',
        from,
        sectionId,
        facts: {},
        reason,
      });
    });
  }

  /** A section that opens again later has no place until then. */
  private async keepClosed(tx: Tx, sectionId: Id, closedFrom: Day, from: Day): Promise<void> {
    for (const row of await tx.find(Capacity, { where: { sectionId } }))
      if (row.from >= closedFrom && row.from < from) await tx.update(Capacity, { id: row.id }, { from });
    await tx.insert(Capacity, { id: newId(), sectionId, from: closedFrom, to: addDays(from, -1), seats: {} });
  }

  /** Gives a section the places that were declared, from the closing on. */
  private async giveBack(tx: Tx, sectionId: Id, closedFrom: Day, stillClosedFrom: Day | null): Promise<void> {
    const rows = await tx.find(Capacity, { where: { sectionId }, order: { from: 'ASC' } });
    for (const { from, to, seats } of rows) {
      const first = from > closedFrom ? from : closedFrom;
      const last = stillClosedFrom && (to === null || to >= stillClosedFrom) ? addDays(stillClosedFrom, -1) : to;
      if (last === null || last >= first)
        await this.capacities.tellChanged(tx, { sectionId, from: first, to: last, seats });
    }
  }

  private async change(
    actor: Actor,
    providerId: Id,
    version: number,
    { sectionId, from }: Pick<WantedClosing, 'sectionId' | 'from'>,
    act: (tx: Tx, opened: OpenedProvider, sections: readonly Section[]) => Promise<void>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const may = sectionId === null ? maySettleProvider : mayRunProvider;
      const opened = await this.records.openProvider(tx, actor, providerId, may, version);
      const sections = opened.sections.filter(({ id }) => sectionId === null || id === sectionId);
      if (sectionId !== null && sections.length === 0) throw new NotFound('section');
      if (from < this.clock.today()) throw new DomainError(refuse('provider.past'));
      await act(tx, opened, sections);
    });
    await this.supply.reload();
  }
}

const withdrawnBy = (sectionId: Id | null): Withdrawn =>
  sectionId === null ? { what: 'establishment' } : { what: 'section', sectionId };

const OPEN = { closedFrom: null };
