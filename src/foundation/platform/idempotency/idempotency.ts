import { Global, Injectable, Module } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../../kernel/clock.js';
import { Conflict, DomainError, refuse } from '../../kernel/refusal.js';
import type { Instant } from '../../kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../database/index.js';
import { IdempotencyRecord } from './idempotency-record.entity.js';

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/**
 * Idempotency keys (draft-ietf-httpapi-idempotency-key-header). The same key with the same body gets the answer that
 * was already given. Another body under the key is refused (422). While the first request is still under way, a second
 * is refused (409). The key is written in the transaction of the effects.
 */
@Injectable()
export class Idempotency {
  private readonly underWay = new Set<string>();

  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError for another body under the same key; Conflict while the first is under way */
  async once(client: string, key: string, body: unknown, work: (tx: Tx) => Promise<Answered>): Promise<Answered> {
    const id = sha256(`${client} ${key}`);
    const bodyHash = sha256(JSON.stringify(body));
    const known = await this.reader.findOne(IdempotencyRecord, { key: id });
    if (known) return this.replay(known, bodyHash);
    if (this.underWay.has(id)) throw new Conflict(refuse('idempotency.underWay'));
    this.underWay.add(id);
    try {
      return await this.unitOfWork.run((tx) => this.first(tx, id, bodyHash, work));
    } finally {
      this.underWay.delete(id);
    }
  }

  /** Forgets keys used before `limit`, which may then be used again. */
  async forgetKeys(tx: Tx, limit: Instant): Promise<void> {
    await tx.write('DELETE FROM idempotency_record WHERE created_at < :limit RETURNING key', { limit });
  }

  private async first(tx: Tx, id: string, bodyHash: string, work: (tx: Tx) => Promise<Answered>): Promise<Answered> {
    // On PostgreSQL another process may be handling the key. On SQLite one process serves, and `underWay` knows.
    if (tx.dialect === 'postgres') {
      const [lock] = await tx.sql<{ free: boolean }>('SELECT pg_try_advisory_xact_lock(hashtext(:id)) AS free', { id });
      if (!lock?.free) throw new Conflict(refuse('idempotency.underWay'));
    }
    const isFirst = await tx.insertIfAbsent(IdempotencyRecord, {
      key: id,
      bodyHash,
      status: null,
      answer: null,
      createdAt: this.clock.now(),
    });
    if (!isFirst) return this.replay((await tx.findOne(IdempotencyRecord, { key: id }))!, bodyHash);
    const answered = await work(tx);
    await tx.update(IdempotencyRecord, { key: id }, { status: answered.status, answer: JSON.stringify(answered.body) });
    return answered;
  }

  private replay(known: IdempotencyRecord, bodyHash: string): Answered {
    if (known.bodyHash !== bodyHash) throw new DomainError(refuse('idempotency.otherBody'));
    return { status: known.status ?? 200, body: JSON.parse(known.answer ?? 'null') };
  }
}

@Global()
@Module({ providers: [Idempotency], exports: [Idempotency] })
export class IdempotencyModule {}
