import { Injectable, type OnModuleInit } from '@nestjs/common';
import { findAccountsWith, StaffMessages } from '../../territory/accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import { findLongestDue } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { addDays, dayOf, daysBetween, type Day } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { Permission } from '../../foundation/platform/security/index.js';
import { Reporting } from '../reporting/index.js';
import { Territory } from '../../territory/territory/index.js';
import { listAddress } from './domain/family-query.js';
import { judgeAlarm, monthToSend, shownInMail, type AlarmKind } from './domain/watches.js';
import { FIGURES_ALARM, FIGURES_MONTH } from './message-kinds.js';
import { FigureWatch } from './persistence/observatory.entities.js';

const JOB = jobType('observatory.watch');
const HOUR = '06:30';

/** What an alarm looks at, and the address that its mail opens. */
interface AlarmFigure {
  readonly value: number;
  readonly list: string;
}

/** Reads every morning the figures that people asked to be told of. */
@Injectable()
export class WatchRound implements OnModuleInit {
  constructor(
    private readonly reporting: Reporting,
    private readonly territory: Territory,
    private readonly staff: StaffMessages,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly nightly: Nightly,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, async (tx) => {
      await this.tellWatchers(tx);
      return false;
    });
  }

  /** Who may no longer read the figures is told nothing. */
  async tellWatchers(tx: Tx): Promise<void> {
    const readers = new Set((await findAccountsWith(tx, Permission.ReadIndicators)).map(({ id }) => id));
    const watches = (await tx.find(FigureWatch, { order: { id: 'ASC' } })).filter(({ accountId }) =>
      readers.has(accountId),
    );
    if (watches.length === 0) return;
    const today = this.clock.today();
    const lastDay = addDays(`${today.slice(0, 7)}-01`, -1);
    const atMonthEnd = await this.countWithout(lastDay);
    const alarms = {
      without: { value: await this.countWithout(today), list: listAddress({ status: 'without' }) },
      waiting: await this.readLongestWait(tx, today),
    };
    for (const watch of watches)
      if (watch.kind === 'month') await this.sendMonth(tx, watch, lastDay.slice(0, 7), atMonthEnd);
      else await this.judge(tx, watch, watch.kind, alarms[watch.kind]);
  }

  private async judge(
    tx: Tx,
    { id, accountId, threshold, crossed }: FigureWatch,
    what: AlarmKind,
    { value, list }: AlarmFigure,
  ): Promise<void> {
    if (threshold === null) return;
    const judged = judgeAlarm({ threshold, crossed }, value);
    if (judged.crossed !== crossed) await tx.update(FigureWatch, { id }, { crossed: judged.crossed });
    if (!judged.tell) return;
    const link = `${this.config.BASE_URL}${list}`;
    await this.staff.writeToAccount(tx, accountId, FIGURES_ALARM, () => ({ what, threshold, link }));
  }

  private async sendMonth(
    tx: Tx,
    { id, accountId, sentMonth, since }: FigureWatch,
    lastMonth: string,
    count: number,
  ): Promise<void> {
    const month = monthToSend(lastMonth, sentMonth, dayOf(since));
    if (month === null) return;
    await tx.update(FigureWatch, { id }, { sentMonth: month });
    const shown = shownInMail(count);
    await this.staff.writeToAccount(tx, accountId, FIGURES_MONTH, (words) => ({
      month: words.month(month),
      families: shown === null ? words.t('observatory.watch.few') : words.number(shown),
      link: `${this.config.BASE_URL}/rapport?periode=${month}`,
    }));
  }

  private async countWithout(day: Day): Promise<number> {
    return (await this.reporting.readTable('status', { from: day, to: day }))[0]?.counts['without'] ?? 0;
  }

  /** How many days the family that has waited longest for an act has waited, and the list that it is in. */
  private async readLongestWait(tx: Tx, today: Day): Promise<AlarmFigure> {
    const act = await findLongestDue(
      tx,
      this.territory.desks().map(({ id }) => id),
    );
    const status = act && (await this.reporting.readStatus(act.dossierId));
    return {
      value: act === null ? 0 : Math.max(0, daysBetween(act.due, today)),
      list: status ? listAddress({ status }) : '/rapport',
    };
  }
}
