import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { dayOf } from '../kernel/time.js';
import { Reader } from '../platform/database/index.js';
import { monthReports, type MonthReport, type MonthStep } from './domain/month-report.js';
import type { Step } from './domain/family-spans.js';

/** Families with and without a solution, by month and commune: read from figures that a job keeps (Projection). */
@Injectable()
export class Reporting {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Every month from the first request to now, latest first. */
  async months(): Promise<MonthReport[]> {
    const now = this.clock.now();
    const today = dayOf(now);
    const months = await this.reader.sql<MonthStep>(
      `SELECT month, commune_code AS "communeCode", figure, change FROM month_figure WHERE month <= :month AND change <> 0`,
      { month: today.slice(0, 7) },
    );
    const days = await this.reader.sql<Step>(
      `SELECT day, commune_code AS "communeCode", figure, change FROM day_figure WHERE day >= :first AND day <= :today`,
      { first: `${today.slice(0, 7)}-01`, today },
    );
    return monthReports(months, days, now).reverse();
  }
}
