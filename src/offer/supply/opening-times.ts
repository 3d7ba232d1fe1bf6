import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import type { Period } from '../../foundation/kernel/period.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays } from '../../foundation/kernel/time.js';
import type { OpeningWeek, SlotMask } from '../../foundation/kernel/week-schedule.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Capacities } from './capacities.js';
import { changeOfHours, hoursWithout, judgeHours, openingHoursOn, type HoursPeriod } from './domain/opening-hours.js';
import { OpeningHours } from './persistence/supply.entities.js';
import { Promises } from './promises.js';
import { ProviderRecords, type OpenedProvider } from './provider-records.js';
import { mayRunProvider } from './providers.policy.js';
import { Supply } from './supply.js';

/** The hours at which a provider is open, by weekday, from a day on or between two. */
@Injectable()
export class OpeningTimes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly records: ProviderRecords,
    private readonly promises: Promises,
    private readonly capacities: Capacities,
    private readonly supply: Supply,
  ) {}

  /**
   * @throws NotFound | Conflict
   * @throws DomainError when the hours or days are wrong, or hours that are promised would be open no longer
   */
  async setHours(actor: Actor, providerId: Id, version: number, hours: HoursPeriod): Promise<void> {
    await this.unitOfWork.run((tx) => this.setHoursIn(tx, actor, providerId, version, hours));
    await this.supply.reload();
  }

  /** As {@link setHours}, within a unit. @param version null where the act itself cannot undo another person's */
  async setHoursIn(
    tx: Tx,
    actor: Actor,
    providerId: Id,
    version: number | null,
    { week, ...days }: HoursPeriod,
  ): Promise<void> {
    const opened = await this.records.openProvider(tx, actor, providerId, mayRunProvider, version);
    const periods = await tx.find(OpeningHours, { where: { providerId }, order: { from: 'ASC' } });
    const refusal = judgeHours(week, days, this.clock.today());
    if (refusal) throw new DomainError(refusal);
    const same = periods.find(({ from }) => from === days.from);
    if (same) await tx.update(OpeningHours, { id: same.id }, { week, to: days.to });
    else await tx.insert(OpeningHours, { id: newId(), providerId, ...days, week });
    await this.judgeAndRecord(tx, actor, opened, periods, days, week);
  }

  /**
   * Closes half-days of the week between two days, within a unit: its hours end at the boundary between morning and
   * afternoon, or begin there. Nothing is written where they are closed already.
   * @throws DomainError when the hours change meanwhile, or hours that are promised would be open no longer
   */
  async closeHalfDaysIn(tx: Tx, actor: Actor, providerId: Id, slots: SlotMask, { from, to }: Period): Promise<void> {
    const periods = await tx.find(OpeningHours, { where: { providerId }, order: { from: 'ASC' } });
    const before = openingHoursOn(periods, from);
    const week = hoursWithout(before, slots);
    if (isDeepStrictEqual(week, before)) return;
    const changes = changeOfHours(periods, { from, to });
    if (changes) throw new DomainError(refuse('hours.changeThen', { day: changes }));
    await this.setHoursIn(tx, actor, providerId, null, { from, to, week });
  }

  /** Takes back hours that were to come. @throws NotFound when they are not to come */
  async dropHours(actor: Actor, providerId: Id, version: number, hoursId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const opened = await this.records.openProvider(tx, actor, providerId, mayRunProvider, version);
      const periods = await tx.find(OpeningHours, { where: { providerId }, order: { from: 'ASC' } });
      const dropped = periods.find(({ id, from }) => id === hoursId && from > this.clock.today());
      if (!dropped) throw new NotFound('hours');
      await tx.delete(OpeningHours, { id: hoursId });
      const left = periods.filter(({ id }) => id !== hoursId);
      await this.judgeAndRecord(tx, actor, opened, periods, dropped, openingHoursOn(left, dropped.from));
    });
    await this.supply.reload();
  }

  private async judgeAndRecord(
    tx: Tx,
    actor: Actor,
    opened: OpenedProvider,
    periods: readonly OpeningHours[],
    days: Period,
    after: OpeningWeek,
  ): Promise<void> {
    const before = openingHoursOn(periods, days.from);
    // Hours without an end hold until the next ones without an end.
    const next = periods.find(({ from, to }) => from > days.from && to === null);
    const during = { from: days.from, to: days.to ?? (next ? addDays(next.from, -1) : null) };
    await this.promises.assertNone(tx, opened.provider.id, during, { what: 'hours', before, after });
    const closed = await this.capacities.findSeatsOutside(tx, opened.provider.id, during, after);
    if (closed) throw new DomainError(refuse('hours.placesThen', { weekday: closed }));
    await this.capacities.assertAuthorised(tx, opened, days.from);
    await this.records.recordAct(tx, actor, opened, {
      act: 'hours',
      from: days.from,
      facts: { week: { before: periods.length > 0 ? before : null, after }, to: { before: null, after: days.to } },
    });
  }
}
