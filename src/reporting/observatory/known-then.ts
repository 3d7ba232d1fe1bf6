import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, instantAt, type Day } from '../../foundation/kernel/time.js';
import { KnownFigures, reportOf, Reporting, type KnownTables, type MonthReport } from '../reporting/index.js';
import { askedPeriod, type AskedPeriod, type ChosenPeriod } from './domain/periods.js';

/**
 * How the figures of a page are known. `now`: with all that is known today. `then`: as in the evening of the day that
 * they are of. `absent`, `computing`: asked for as known then, and told as known now until a job has computed them.
 */
export type Knowing = 'now' | 'then' | 'absent' | 'computing';

export interface KnownThenFound {
  readonly knowing: Knowing;
  /** The tables as known then; null where they are not told. */
  readonly tables: KnownTables | null;
}

/** A period as it was known then, for a file. */
export interface KnownReport {
  readonly report: MonthReport;
  readonly tables: KnownTables;
  /** The last day of the period, in whose evening this was known. */
  readonly on: Day;
}

/** The figures of a past period as they were known when it ended. */
@Injectable()
export class KnownThenReading {
  constructor(
    private readonly known: KnownFigures,
    private readonly reporting: Reporting,
    private readonly clock: Clock,
  ) {}

  /** A period that goes on has no other knowledge than that of today. */
  async findTables({ from, to }: ChosenPeriod): Promise<KnownThenFound> {
    if (to >= this.clock.today()) return { knowing: 'now', tables: null };
    const found = await this.known.findTables({ from, to });
    return typeof found === 'string' ? { knowing: found, tables: null } : { knowing: 'then', tables: found };
  }

  /** @throws NotFound for a period that never was; DomainError for one that is not over */
  async askFor(asked: AskedPeriod): Promise<void> {
    const period = this.readPeriod(asked);
    if (period.to >= this.clock.today()) throw new DomainError(refuse('observatory.notOver'));
    await this.known.askFor(period);
  }

  /** @throws NotFound while nobody had it computed */
  async readReport(asked: AskedPeriod): Promise<KnownReport> {
    const period = this.readPeriod(asked);
    const { tables } = await this.findTables(period);
    if (!tables) throw new NotFound('period');
    const received = Object.values(tables.readTable('received')[0]?.counts ?? {}).reduce(
      (sum, count) => sum + count,
      0,
    );
    const { code, from, to } = period;
    const at = instantAt(addDays(to, 1));
    const called = code || `${from}/${to}`;
    return { on: to, tables, report: reportOf(called, at, received, tables.readTable('status-by-commune')) };
  }

  /** How many families there were in the evening of a day, and how many without a solution, as known today. */
  async countNow(on: Day): Promise<{ families: number; without: number }> {
    const [row] = await this.reporting.readTable('status', { from: on, to: on });
    const counts = row?.counts ?? {};
    return { families: Object.values(counts).reduce((sum, count) => sum + count, 0), without: counts['without'] ?? 0 };
  }

  private readPeriod(asked: AskedPeriod): ChosenPeriod {
    const period = askedPeriod(asked, this.clock.today());
    if (!period) throw new NotFound('period');
    return period;
  }
}
