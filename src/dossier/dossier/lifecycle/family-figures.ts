import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MachineClock } from '../../../foundation/kernel/clock.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { Metrics, MOST_COUNTED } from '../../../foundation/platform/metrics/index.js';
import { countOpenFamilySessions } from '../persistence/family-sessions.queries.js';

/**
 * Counts the browsers of families that hold the key of a draft or a dossier. The reading follows the index on the end
 * of their sessions.
 */
@Injectable()
export class FamilyFigures implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: MachineClock,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'marelle_family_sessions',
      help: `Sessions of families that are open, up to ${MOST_COUNTED}`,
      read: async () => [{ value: await countOpenFamilySessions(this.reader, this.clock.now(), MOST_COUNTED) }],
    });
  }
}
