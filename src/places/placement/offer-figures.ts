import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { addHours } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { Metrics, MOST_COUNTED, type GaugeValue } from '../../foundation/platform/metrics/index.js';
import { countOpenOffers } from './persistence/offers.queries.js';

/** Counts open offers by how near their deadline is. */
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
      read: () => this.countOpen(),
      help:
        `Offers not answered: past (the reminder was handed over, the end is due), ending within a day, ` +
        `later or whose reminder is awaited; ${MOST_COUNTED} in all at most`,
    });
  }

  private async countOpen(): Promise<GaugeValue[]> {
    const now = this.clock.now();
    const { past, soon, later } = await countOpenOffers(this.reader, { now, soon: addHours(now, 24) }, MOST_COUNTED);
    return [
      { value: past, labels: { end: 'past' } },
      { value: soon, labels: { end: 'within_a_day' } },
      { value: later, labels: { end: 'later' } },
    ];
  }
}
