import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, mondayOf, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { firstDayOf, lastDayOf, type Month } from './domain/working-period.js';
import { notEntered, type DoneHere } from './domain/done-here.js';
import { isSameWeek, judgeMonday, overfullDays, type SpentTime } from './domain/working-week.js';
import { WorkingMonth, WorkingTime, WorkingWeek } from './persistence/working-time.entities.js';
import { findFirstDay, sumOwnTimes } from './persistence/working-time.queries.js';
import { OwnActs } from './own-acts.js';
import { ownTimeOf } from './working-time.policy.js';

/** One week of the actor, as it is kept. */
export interface OwnWeek {
  readonly monday: Day;
  /** 0 while nothing is kept. */
  readonly version: number;
  readonly times: readonly SpentTime[];
  /** Whether hours of this week belong to a month whose team sums are closed already. */
  readonly isClosed: boolean;
  readonly isCurrent: boolean;
}

export interface OwnMonthTime {
  readonly month: Month;
  readonly mission: string;
  readonly minutes: number;
}

/** The hours that an agent enters for itself. Every method throws NotFound for whoever works at no desk. */
@Injectable()
export class OwnWeeks {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly audit: Audit,
    private readonly acts: OwnActs,
  ) {}

  /** The Monday of the week under way. */
  currentMonday(): Day {
    return mondayOf(this.clock.today());
  }

  /** @throws NotFound for a week whose hours cannot be entered */
  async readWeek(actor: Actor, day: Day): Promise<OwnWeek> {
    const { accountId, deskId } = this.own(actor);
    const monday = mondayOf(day);
    if (this.judge(monday)) throw new NotFound('week');
    const week = await this.reader.findOne(WorkingWeek, { accountId, monday });
    const months = [monday, addDays(monday, 6)].map((date) => date.slice(0, 7));
    const closed = await Promise.all(months.map((month) => this.reader.count(WorkingMonth, { deskId, month })));
    return {
      monday,
      version: week?.version ?? 0,
      times: week ? await this.timesOf(this.reader, week.id) : [],
      isClosed: closed.some((count) => count > 0),
      isCurrent: monday === this.currentMonday(),
    };
  }

  /** What the actor entered for the week before, on the days of this one: proposed, and kept only once it is saved. */
  async proposeFromLastWeek(actor: Actor, monday: Day): Promise<SpentTime[]> {
    const { accountId } = this.own(actor);
    const week = await this.reader.findOne(WorkingWeek, { accountId, monday: addDays(monday, -7) });
    const times = week ? await this.timesOf(this.reader, week.id) : [];
    return times.map((time) => ({ ...time, day: addDays(time.day, 7) }));
  }

  /** What the actor did here on the days and missions for which the week holds no time: proposed, never kept by itself. */
  async listNotEntered(actor: Actor, { monday, times }: OwnWeek): Promise<DoneHere[]> {
    this.own(actor);
    return notEntered(await this.acts.listDone(actor, monday), times);
  }

  /**
   * Replaces the hours of a week. A form that is sent twice changes nothing the second time.
   * @param seen the version that the form showed
   * @throws Conflict when the week was changed elsewhere meanwhile
   * @throws DomainError for a week that is to come or too old, or a day of more than 24 hours
   */
  async saveWeek(actor: Actor, monday: Day, seen: number, times: readonly SpentTime[]): Promise<void> {
    const { accountId, deskId } = this.own(actor);
    const refusal = this.judge(monday);
    if (refusal) throw new DomainError(refusal);
    const [overfull] = overfullDays(times);
    if (overfull !== undefined) throw new DomainError(refuse('workingTime.overfull', { day: overfull }));
    await this.unitOfWork.run(async (tx) => {
      const week = { id: newId(), accountId, deskId, monday, version: 0, savedAt: this.clock.now() };
      if (times.length > 0) await tx.insertIfAbsent(WorkingWeek, week);
      const kept = await tx.lock(WorkingWeek, { accountId, monday });
      if (!kept) {
        if (seen === 0) return;
        throw new Conflict(refuse('workingTime.changed'));
      }
      if (kept.version > 0 && isSameWeek(await this.timesOf(tx, kept.id), times)) return;
      if (kept.version !== seen) throw new Conflict(refuse('workingTime.changed'));
      await this.replaceTimes(tx, kept, deskId, times);
      await this.audit.changed(tx, actor, 'workingTime.save', { kind: 'working-week', id: kept.id });
    });
  }

  private async replaceTimes(tx: Tx, week: WorkingWeek, deskId: string, times: readonly SpentTime[]): Promise<void> {
    await tx.delete(WorkingTime, { weekId: week.id });
    for (const time of times) await tx.insert(WorkingTime, { id: newId(), weekId: week.id, ...time });
    await tx.update(WorkingWeek, { id: week.id }, { deskId, version: week.version + 1, savedAt: this.clock.now() });
  }

  /** The actor's own hours by month and mission. Months without any are absent. */
  async sumMonths(actor: Actor, months: readonly Month[]): Promise<OwnMonthTime[]> {
    const { accountId } = this.own(actor);
    return sumOwnTimes(this.reader, accountId, firstDayOf(months[0]!), lastDayOf(months.at(-1)!));
  }

  /** The month from which the actor's hours are kept; the present one when there are none. */
  async findFirstMonth(actor: Actor): Promise<Month> {
    const { accountId } = this.own(actor);
    return ((await findFirstDay(this.reader, accountId)) ?? this.clock.today()).slice(0, 7);
  }

  private async timesOf(from: Reader | Tx, weekId: Id): Promise<SpentTime[]> {
    const rows = await from.find(WorkingTime, { where: { weekId }, order: { day: 'ASC', mission: 'ASC' } });
    return rows.map(({ day, mission, minutes }) => ({ day, mission, minutes }));
  }

  private judge(monday: Day): ReturnType<typeof judgeMonday> {
    return judgeMonday(monday, this.clock.today(), this.config.WORKING_TIME_KEPT_DAYS);
  }

  private own(actor: Actor): { readonly accountId: Id; readonly deskId: string } {
    const own = ownTimeOf(actor);
    if (!own) throw new NotFound('working-time');
    return own;
  }
}
