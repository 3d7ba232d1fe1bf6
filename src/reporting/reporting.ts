import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { dayOf } from '../kernel/time.js';
import { Reader } from '../platform/database/index.js';
import { monthReports, type MonthReport } from './domain/month-report.js';
import { listDaySteps, listMonthSteps } from './persistence/figures.queries.js';

/**
 * Families with and without a solution, by month and commune. They are read from figures that a job keeps up to date
 * (Projection).
 */
@Injectable()
export class Reporting {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** The report of every month from the first request to now, latest first. */
  async listMonths(): Promise<MonthReport[]> {
    const now = this.clock.now();
    const today = dayOf(now);
    const month = today.slice(0, 7);
    const months = await listMonthSteps(this.reader, month);
    const days = await listDaySteps(this.reader, { first: `${month}-01`, last: today });
    return monthReports(months, days, now).reverse();
  }
}
