import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { listOf, type Reader, type SqlPart, type Tx } from '../../../foundation/platform/database/index.js';
import type { Message } from '../../../foundation/platform/outbox/index.js';

/** The messages of these desks; null for all messages. */
export type MessageScope = readonly string[] | null;

export interface MessageCount {
  readonly channel: Message['channel'];
  readonly state: Message['state'];
  readonly count: number;
}

/** The last row of the page before (keyset). */
export interface AfterFailure {
  readonly failedAt: Instant;
  readonly id: Id;
}

/** A message that reached nobody, and what is known of the request behind it. */
export interface FailedRow extends Pick<Message, 'id' | 'kind' | 'channel' | 'deskId' | 'failureCode'> {
  readonly failure: NonNullable<Message['failure']>;
  readonly failedAt: Instant;
  /** The message that sent the same words again; null when there is none. */
  readonly nextId: Id | null;
  /** Null when the actor may read no request behind the message, and when the message was emptied. */
  readonly requestId: Id | null;
  /** Number of the dossier; null for a message about no dossier. */
  readonly number: string | null;
}

/** The scope as a condition on `message` aliased `m`. */
function messagesWithin(scope: MessageScope): SqlPart {
  if (scope === null) return { sql: '1 = 1', parameters: {} };
  const desks = listOf('messageDesk', scope);
  return { sql: `m.desk_id IN (${desks.sql})`, parameters: desks.parameters };
}

/**
 * How many messages wait, and how many made after `since` have ended, by channel and state.
 * @param most the count stops there, separately for those that wait to leave, those that wait for a person, and those
 * that ended
 */
export async function countMessages(
  from: Reader | Tx,
  scope: MessageScope,
  { since, most }: { since: Instant; most: number },
): Promise<MessageCount[]> {
  const { sql, parameters } = messagesWithin(scope);
  const some = (which: string): string =>
    `SELECT * FROM (SELECT m.channel, m.state FROM message m WHERE ${which} AND ${sql} ORDER BY m.created_at DESC
      LIMIT ${Math.trunc(most)})`;
  const rows = await from.sql<MessageCount>(
    `SELECT channel AS "channel", state AS "state", COUNT(*) AS "count" FROM (
       ${some(`m.state = 'waiting'`)} waiting UNION ALL ${some(`m.state = 'to_do'`)} to_do
       UNION ALL ${some(`m.created_at > :since AND m.state NOT IN ('waiting', 'to_do')`)} ended
     ) counted GROUP BY channel, state`,
    { ...parameters, since },
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/**
 * Messages that reached nobody, latest first.
 * @param readable a condition on `child_request` aliased `r`: the requests that the actor may read
 */
export function listFailedMessages(
  from: Reader | Tx,
  scope: MessageScope,
  readable: SqlPart,
  { after, most }: { after: AfterFailure | null; most: number },
): Promise<FailedRow[]> {
  const { sql, parameters } = messagesWithin(scope);
  return from.sql<FailedRow>(
    `SELECT m.id AS "id", m.kind AS "kind", m.channel AS "channel", m.desk_id AS "deskId", m.failure AS "failure",
      m.failure_code AS "failureCode",
            m.failed_at AS "failedAt", m.next_id AS "nextId", d.number AS "number",
            (SELECT MIN(r.id) FROM child_request r WHERE r.dossier_id = m.dossier_id AND m.body <> '' AND ${readable.sql}) AS "requestId"
     FROM message m LEFT JOIN dossier d ON d.id = m.dossier_id
     WHERE m.state = 'failed' AND ${sql}${after ? ' AND (m.failed_at, m.id) < (:failedAt, :id)' : ''}
     ORDER BY m.failed_at DESC, m.id DESC LIMIT ${Math.trunc(most)}`,
    { ...parameters, ...readable.parameters, ...(after ?? {}) },
  );
}
