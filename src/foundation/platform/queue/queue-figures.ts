import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { addMinutes, type Instant } from '../../kernel/time.js';
import { Reader } from '../database/index.js';
import { Metrics, MOST_COUNTED, type GaugeValue } from '../metrics/index.js';
import { Readiness } from '../probes/index.js';
import { LEASE_MINUTES } from './job-claims.js';
import { LATE_MINUTES } from './job-desk.js';
import { QueueDriver } from './queue-driver.js';

/** When a job is late by this much and no job is being run, the queue stands still. */
const STUCK_MINUTES = 10;

/** The metrics of the queue. Each reading follows the index `job_due`. */
@Injectable()
export class QueueFigures implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly readiness: Readiness,
    private readonly driver: QueueDriver,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'marelle_jobs_waiting',
      help: `Jobs planned and not done, up to ${MOST_COUNTED}`,
      read: () => this.count(''),
    });
    this.metrics.gauge({
      name: 'marelle_jobs_late',
      help: `Jobs due for more than ${LATE_MINUTES} min, up to ${MOST_COUNTED}`,
      read: () => this.count('AND run_at <= :before', addMinutes(this.clock.now(), -LATE_MINUTES)),
    });
    this.metrics.gauge({
      name: 'marelle_jobs_latest_seconds',
      help: 'How late the job is that has been due for longest',
      read: () => this.latest(),
    });
    this.metrics.gauge({
      name: 'marelle_jobs_failed',
      help: 'Jobs given up: a person has to look',
      labels: ['type'],
      read: () => this.failed(),
    });
    // Where workers run the jobs, the web server stays ready even if the queue stands still: families can still use
    // the pages.
    if (this.driver.carrier === 'here') this.readiness.needs('queue.stuck', () => this.moves());
  }

  private async count(condition: string, before: Instant = ''): Promise<GaugeValue[]> {
    const [row] = await this.reader.sql<{ n: number }>(
      `SELECT COUNT(*) AS n FROM (SELECT 1 FROM job WHERE state = 'waiting' ${condition} LIMIT ${MOST_COUNTED}) counted`,
      { before },
    );
    return [{ value: Number(row!.n) }];
  }

  private async latest(): Promise<GaugeValue[]> {
    const now = this.clock.now();
    const [row] = await this.reader.sql<{ due: Instant | null }>(
      `SELECT MIN(run_at) AS due FROM job WHERE state = 'waiting' AND run_at <= :now`,
      { now },
    );
    return [{ value: row?.due ? (Date.parse(now) - Date.parse(row.due)) / 1000 : 0 }];
  }

  private async failed(): Promise<GaugeValue[]> {
    const rows = await this.reader.sql<{ type: string; n: number }>(
      `SELECT type, COUNT(*) AS n FROM (SELECT type FROM job WHERE state = 'failed' LIMIT ${MOST_COUNTED}) counted GROUP BY type`,
    );
    return rows.map(({ type, n }) => ({ value: Number(n), labels: { type } }));
  }

  /**
   * Whether the queue is moving: no job is long overdue, or some job is being run. A long backlog is not a standstill.
   * A claimed job does not look overdue, because a claim moves `run_at` to the end of its lease.
   */
  private async moves(): Promise<boolean> {
    const now = this.clock.now();
    const overdue = await this.reader.sql(
      `SELECT 1 AS n FROM job WHERE state = 'waiting' AND run_at <= :limit LIMIT 1`,
      { limit: addMinutes(now, -STUCK_MINUTES) },
    );
    if (overdue.length === 0) return true;
    const underWay = await this.reader.sql(
      `SELECT 1 AS n FROM job WHERE state = 'waiting' AND run_at > :now AND run_at <= :leased AND attempts > 0 LIMIT 1`,
      { now, leased: addMinutes(now, LEASE_MINUTES) },
    );
    return underWay.length > 0;
  }
}
