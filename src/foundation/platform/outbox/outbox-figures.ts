import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { addHours } from '../../kernel/time.js';
import { Reader } from '../database/index.js';
import { Metrics, MOST_COUNTED, type GaugeValue } from '../metrics/index.js';
import { MESSAGE_CHANNELS } from './message-channels.js';

/**
 * Counts the messages that are not handed over yet, and those of the last day that reached nobody. Each reading
 * follows an index of its own.
 */
@Injectable()
export class OutboxFigures implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'marelle_messages_waiting',
      labels: ['channel'],
      read: () => this.byChannel(`state = 'waiting'`),
      help: `Messages for the server, the printer or somebody to ring, up to ${MOST_COUNTED}`,
    });
    this.metrics.gauge({
      name: 'marelle_messages_failed',
      labels: ['channel'],
      read: () => this.byChannel(`state = 'failed' AND failed_at > :since`),
      help: `Messages of the last 24 hours that reached nobody, up to ${MOST_COUNTED}`,
    });
  }

  private async byChannel(which: string): Promise<GaugeValue[]> {
    const rows = await this.reader.sql<{ channel: string; n: number }>(
      `SELECT channel, COUNT(*) AS n FROM (SELECT channel FROM message WHERE ${which} LIMIT ${MOST_COUNTED}) counted GROUP BY channel`,
      { since: addHours(this.clock.now(), -24) },
    );
    return MESSAGE_CHANNELS.map((channel) => ({
      value: Number(rows.find((row) => row.channel === channel)?.n ?? 0),
      labels: { channel },
    }));
  }
}
