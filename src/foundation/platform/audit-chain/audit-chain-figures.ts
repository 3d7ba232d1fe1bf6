import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { findLastEvent } from '../audit/index.js';
import { Reader } from '../database/index.js';
import { Metrics } from '../metrics/index.js';
import { findOldestUnanchored } from './audit-chain.queries.js';
import { VERIFIED } from './audit-verifications.js';

/** For /metrics: how long the journal has been without an anchor, and what its last verification found. */
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
    this.metrics.gauge({
      name: 'marelle_audit_findings',
      help: 'What the last weekly verification found that is not as it was sealed',
      read: async () => {
        const verified = await findLastEvent(this.reader, VERIFIED);
        return verified ? [{ value: Number(verified.facts?.['findings']) }] : [];
      },
    });
  }
}
