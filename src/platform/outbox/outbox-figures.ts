import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Reader } from '../database/index.js';
import { Metrics, MOST_COUNTED } from '../metrics/index.js';

/** Messages the servers have not taken yet; the reading follows the index `message_waiting`. */
@Injectable()
export class OutboxFigures implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'marelle_mails_waiting', help: `Messages not handed over yet, up to ${MOST_COUNTED}`,
      read: async () => {
        const [row] = await this.reader.sql<{ n: number }>(`SELECT COUNT(*) AS n FROM (SELECT 1 FROM message WHERE state = 'waiting' LIMIT ${MOST_COUNTED}) counted`);
        return [{ value: Number(row!.n) }];
      },
    });
  }
}
