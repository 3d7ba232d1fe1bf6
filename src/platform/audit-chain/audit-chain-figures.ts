import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Reader } from '../database/index.js';
import { Metrics } from '../metrics/index.js';
import { findOldestUnanchored } from './audit-chain.queries.js';

/** Says how long the journal has been without an anchor, for /metrics: its seals may have stopped. */
@Injectable()
export class AuditChainFigures implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'marelle_audit_unanchored_seconds',
      help: 'Age of the oldest line of the journal that no anchor outside the database proves yet',
      read: async () => {
        const oldest = await findOldestUnanchored(this.reader);
        return [{ value: oldest === null ? 0 : (Date.parse(this.clock.now()) - Date.parse(oldest)) / 1000 }];
      },
    });
  }
}
