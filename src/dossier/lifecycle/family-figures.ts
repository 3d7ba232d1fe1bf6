import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Reader } from '../../platform/database/index.js';
import { Metrics, MOST_COUNTED } from '../../platform/metrics/index.js';

/** How many browsers of families hold the key of a draft or a dossier; the reading follows the index on their end. */
@Injectable()
export class FamilyFigures implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'marelle_family_sessions',
      help: `Sessions of families that are open, up to ${MOST_COUNTED}`,
      read: async () => {
        const [row] = await this.reader.sql<{ n: number }>(
          `SELECT COUNT(*) AS n FROM (SELECT 1 FROM family_session WHERE expires_at > :now LIMIT ${MOST_COUNTED}) counted`,
          { now: this.clock.now() },
        );
        return [{ value: Number(row!.n) }];
      },
    });
  }
}
