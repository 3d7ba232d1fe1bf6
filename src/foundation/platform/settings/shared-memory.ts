import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Config } from '../../config/index.js';
import { newId } from '../../kernel/ids.js';
import { listOf, Reader, type Tx } from '../database/index.js';
import { Setting } from './setting.entity.js';

const POLL_MILLIS = 1000;
/**
 * Addresses whose answers use nothing from memory. They must not ask the database, because a process is alive without
 * it.
 */
const WITHOUT = /^\/(health|ready|metrics|assets)\b/;

interface Kept {
  readonly stamp: string;
  readonly reload: () => Promise<void>;
  seen: unknown;
}

/**
 * Keeps in memory what a process has read from the database, and reloads it after a change. Code that changes the data
 * also writes a stamp, in the same transaction. Every process compares stamps before each request, so that a person
 * whose next page comes from another process sees the change. It also compares them each second, for its jobs.
 */
@Injectable()
export class SharedMemory implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly kept: Kept[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly reader: Reader,
  ) {}

  keepReloaded(name: string, reload: Kept['reload']): void {
    this.kept.push({ stamp: `memory.${name}`, reload, seen: undefined });
  }

  /** Writes the stamp, in the transaction that changes the data. */
  async markChanged(tx: Tx, memory: string): Promise<void> {
    const [name, value] = [`memory.${memory}`, newId()];
    if ((await tx.update(Setting, { name }, { value })) === 0) await tx.insertIfAbsent(Setting, { name, value });
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
    for (const kept of this.kept) {
      const stamp = stamps.get(kept.stamp);
      if (stamp === kept.seen) continue;
      await kept.reload();
      // The stamp is noted after the reload, so that a reload that failed is tried again.
      kept.seen = stamp;
    }
  }

  refreshBeforeRequests(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', async (request) => {
      if (!WITHOUT.test(request.routeOptions.url ?? '/assets')) await this.refresh();
    });
  }

  onApplicationBootstrap(): void {
    if (!this.config.live) return;
    // A database that does not answer is reported by the code that needs it, not here.
    this.timer = setInterval(() => void this.refresh().catch(() => undefined), POLL_MILLIS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
