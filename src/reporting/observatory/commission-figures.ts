import { Injectable } from '@nestjs/common';
import {
  measuresTogether,
  SessionFigures,
  type MeasuredSession,
  type SessionMeasures,
} from '../../commissions/commission/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Reporting } from '../reporting/index.js';
import { askedPeriod, listPeriods, type AskedPeriod, type ChosenPeriod } from './domain/periods.js';

/** What the commissions of a period did. */
export interface CommissionFigures {
  readonly period: ChosenPeriod;
  readonly periods: readonly ChosenPeriod[];
  readonly today: Day;
  /** The sessions that were closed in it, the first first. */
  readonly sessions: readonly MeasuredSession[];
  readonly together: SessionMeasures;
  /** Requests that were refused in it, by reason. */
  readonly refusals: Readonly<Record<string, number>>;
}

/** Reads what commissions did: from what each closed session keeps, and from the refusals in the history of requests. */
@Injectable()
export class CommissionReading {
  constructor(
    private readonly sessions: SessionFigures,
    private readonly reporting: Reporting,
    private readonly clock: Clock,
  ) {}

  /** @returns null when it names no period that has begun */
  async readFigures(asked: AskedPeriod): Promise<CommissionFigures | null> {
    const today = this.clock.today();
    const period = askedPeriod(asked, today);
    if (!period) return null;
    const { from, to } = period;
    const first = (await this.reporting.listMonths()).at(-1)?.month ?? today.slice(0, 7);
    const sessions = await this.sessions.listClosed(from, to);
    return {
      period,
      periods: listPeriods(first, today),
      today,
      sessions,
      together: measuresTogether(sessions.map(({ measures }) => measures)),
      refusals: (await this.reporting.readTable('refusals', { from, to }))[0]?.counts ?? {},
    };
  }
}
