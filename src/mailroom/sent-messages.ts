import { Injectable } from '@nestjs/common';
import { readableRequests } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import { addHours, type Instant } from '../kernel/time.js';
import { listOf, Reader, type SqlParameters } from '../platform/database/index.js';
import type { Message } from '../platform/outbox/index.js';
import { grantsFor, Permission, type Actor } from '../platform/security/index.js';

export const FAILURE_PAGE = 50;
/** Beyond, nobody reads the figure: counting stops. */
export const MOST_MESSAGES_COUNTED = 10_000;
const DAYS_COUNTED = 30;

export interface MessageCount {
  readonly channel: Message['channel'];
  readonly state: Message['state'];
  readonly count: number;
}

/** A message that reached nobody: nothing of what it says, nor of where it went. */
export interface FailedMessage extends Pick<Message, 'id' | 'kind' | 'channel' | 'deskId' | 'failureCode'> {
  readonly failure: NonNullable<Message['failure']>;
  readonly failedAt: Instant;
  /** The same words left again. */
  readonly sentAgain: boolean;
  /**
   * The request the actor may read, and the number of its dossier; null for whom it does not concern, and when the
   * message was emptied.
   */
  readonly request: { readonly id: Id; readonly number: string } | null;
}

/** The last row of the page before (keyset). */
export interface AfterFailure {
  readonly failedAt: Instant;
  readonly id: Id;
}

/**
 * What became of the messages of the house: those of a desk for its agents, every one for an administrator, who sees no
 * family behind them.
 */
@Injectable()
export class SentMessages {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** A condition on `message` aliased `m`. */
  private scope(actor: Actor): { sql: string; parameters: SqlParameters } {
    const grants = grantsFor(actor, Permission.WatchMessages);
    if (grants.some(({ role }) => role === 'administrator')) return { sql: '1 = 1', parameters: {} };
    const desks = listOf(
      'messageDesk',
      grants.flatMap(({ deskId }) => deskId ?? []),
    );
    return { sql: `m.desk_id IN (${desks.sql})`, parameters: desks.parameters };
  }

  /**
   * Messages that wait, however old, and what became of those of the last thirty days; the latest {@link
   * MOST_MESSAGES_COUNTED} of each.
   */
  async counts(actor: Actor): Promise<MessageCount[]> {
    const { sql, parameters } = this.scope(actor);
    const some = (which: string): string =>
      `SELECT * FROM (SELECT m.channel, m.state FROM message m WHERE ${which} AND ${sql} ORDER BY m.created_at DESC
        LIMIT ${MOST_MESSAGES_COUNTED})`;
    const rows = await this.reader.sql<MessageCount>(
      `SELECT channel AS "channel", state AS "state", COUNT(*) AS "count" FROM (
         ${some(`m.state = 'waiting'`)} waiting UNION ALL ${some(`m.state = 'to_do'`)} to_do
         UNION ALL ${some(`m.created_at > :since AND m.state NOT IN ('waiting', 'to_do')`)} ended
       ) counted GROUP BY channel, state`,
      { ...parameters, since: addHours(this.clock.now(), -24 * DAYS_COUNTED) },
    );
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }

  /** At most {@link FAILURE_PAGE}, latest first. */
  async failures(actor: Actor, after?: AfterFailure): Promise<FailedMessage[]> {
    const { sql, parameters } = this.scope(actor);
    const readable = readableRequests(actor);
    const rows = await this.reader.sql<
      Omit<FailedMessage, 'sentAgain' | 'request'> & { nextId: Id | null; requestId: Id | null; number: string | null }
    >(
      `SELECT m.id AS "id", m.kind AS "kind", m.channel AS "channel", m.desk_id AS "deskId", m.failure AS "failure",
        m.failure_code AS "failureCode",
              m.failed_at AS "failedAt", m.next_id AS "nextId", d.number AS "number",
              (SELECT MIN(r.id) FROM child_request r WHERE r.dossier_id = m.dossier_id AND m.body <> '' AND ${readable.sql}) AS "requestId"
       FROM message m LEFT JOIN dossier d ON d.id = m.dossier_id
       WHERE m.state = 'failed' AND ${sql}${after ? ' AND (m.failed_at, m.id) < (:failedAt, :id)' : ''}
       ORDER BY m.failed_at DESC, m.id DESC LIMIT ${FAILURE_PAGE}`,
      { ...parameters, ...readable.parameters, ...(after ?? {}) },
    );
    return rows.map(({ nextId, requestId, number, ...row }) => ({
      ...row,
      sentAgain: nextId !== null,
      request: requestId && number ? { id: requestId, number } : null,
    }));
  }
}
