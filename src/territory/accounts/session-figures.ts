import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MachineClock } from '../../foundation/kernel/clock.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { Metrics, MOST_COUNTED } from '../../foundation/platform/metrics/index.js';
import { countOpenSessions } from './persistence/staff-sessions.queries.js';

/** Counts the open sessions of staff for /metrics. */
@Injectable()
export class SessionFigures implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: MachineClock,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'marelle_staff_sessions',
      help: `Sessions of staff that are open, up to ${MOST_COUNTED}`,
      read: async () => [{ value: await countOpenSessions(this.reader, this.clock.now(), MOST_COUNTED) }],
    });
  }
}
