import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Config } from '../../config/index.js';
import { newId } from '../../kernel/ids.js';
import { listOf, Reader, type Tx } from '../database/index.js';
import { currentTerritory } from '../territory/index.js';
import { Setting } from './setting.entity.js';

const POLL_MILLIS = 1000;
/** Nothing there comes from memory, and a process is alive without its database. */
const WITHOUT = /^\/(health|ready|metrics|assets)\b/;

interface Kept {
  readonly stamp: string;
  readonly reload: () => Promise<void>;
  seen: unknown;
}

/**
 * What a process keeps in memory of the database. Whoever changes it leaves a stamp in the same transaction; every
 * process compares stamps before each request (a person whose next page is another process's sees what they have just
 * changed), and each second for its jobs.
 */
@Injectable()
export class SharedMemory implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly kept: Kept[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly reader: Reader,
  ) {}

  keep(what: string, reload: Kept['reload']): void {
    this.kept.push({ stamp: `memory.${what}`, reload, seen: undefined });
  }

  /** In the transaction that changes it. */
  async changed(tx: Tx, what: string): Promise<void> {
    const [name, value] = [`memory.${what}`, newId()];
    if ((await tx.update(Setting, { name }, { value })) === 0)
      await tx.insertIfAbsent(Setting, { name, territoryId: currentTerritory(), value });
  }

  async refresh(): Promise<void> {
    const names = listOf(
      'name',
      this.kept.map(({ stamp }) => stamp),
    );
    const rows = await this.reader.sql<{ name: string; value: string }>(
      `SELECT name, value FROM setting WHERE name IN (${names.sql})`,
      names.parameters,
    );
    const stamps = new Map(rows.map(({ name, value }) => [name, value]));
    for (const one of this.kept) {
      const stamp = stamps.get(one.stamp);
      if (stamp === one.seen) continue;
      await one.reload();
      // After it: a reload that failed is tried again.
      one.seen = stamp;
    }
  }

  refreshBeforeRequests(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', async (request) => {
      if (!WITHOUT.test(request.routeOptions.url ?? '/assets')) await this.refresh();
    });
  }

  onApplicationBootstrap(): void {
    if (!this.config.live) return;
    // A database that does not answer is said by whoever needs it.
    this.timer = setInterval(() => void this.refresh().catch(() => undefined), POLL_MILLIS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
