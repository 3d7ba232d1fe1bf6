import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { addHours } from '../kernel/time.js';
import { Reader } from '../platform/database/index.js';
import { Metrics, MOST_COUNTED, type GaugeValue } from '../platform/metrics/index.js';

/** Open offers by how near their end is; the reading follows the index `offer_deadline`. */
@Injectable()
export class OfferFigures implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'marelle_offers_open',
      labels: ['end'],
      read: () => this.open(),
      help:
        `Offers not answered: past their effective deadline and not ended yet, ending within a day, ` +
        `later; ${MOST_COUNTED} in all at most`,
    });
  }

  private async open(): Promise<GaugeValue[]> {
    const now = this.clock.now();
    const [row] = await this.reader.sql<{ past: number | null; soon: number | null; total: number }>(
      `SELECT SUM(CASE WHEN due <= :now THEN 1 ELSE 0 END) AS past, SUM(CASE WHEN due > :now
        AND due <= :tomorrow THEN 1 ELSE 0 END) AS soon, COUNT(*) AS total
       FROM (SELECT effective_deadline AS due FROM offer WHERE state = 'open' ORDER BY effective_deadline LIMIT ${MOST_COUNTED}) counted`,
      { now, tomorrow: addHours(now, 24) },
    );
    const past = Number(row!.past ?? 0);
    const soon = Number(row!.soon ?? 0);
    return [
      ['past', past] as const,
      ['within_a_day', soon] as const,
      ['later', Number(row!.total) - past - soon] as const,
    ].map(([end, value]) => ({ value, labels: { end } }));
  }
}
