import { Injectable } from '@nestjs/common';
import { readableRequests } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addHours } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { desksWatchedBy } from './message.policy.js';
import {
  countMessages,
  listFailedMessages,
  type AfterFailure,
  type FailedRow,
  type MessageCount,
} from './persistence/sent-messages.queries.js';

export const FAILURE_PAGE = 50;
/** The count stops here, because nobody needs an exact figure beyond it. */
export const MOST_MESSAGES_COUNTED = 10_000;
const DAYS_COUNTED = 30;

/** A message that reached nobody, without its words and without its address. */
export interface FailedMessage extends Omit<FailedRow, 'nextId' | 'requestId' | 'number'> {
  /** Whether the same words were sent again. */
  readonly sentAgain: boolean;
  /**
   * The request that the actor may read, with the number of its dossier. Null when the actor may read none, and when
   * the message was emptied.
   */
  readonly request: { readonly id: Id; readonly number: string } | null;
}

/**
 * What became of messages. An agent sees those of their desk. An administrator sees all of them, and no family behind
 * them.
 */
@Injectable()
export class SentMessages {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts the messages that wait, however old, and those of the last thirty days that ended. Each count stops at
   * {@link MOST_MESSAGES_COUNTED}.
   */
  countMessages(actor: Actor): Promise<MessageCount[]> {
    const since = addHours(this.clock.now(), -24 * DAYS_COUNTED);
    return countMessages(this.reader, desksWatchedBy(actor), { since, most: MOST_MESSAGES_COUNTED });
  }

  /** At most {@link FAILURE_PAGE}, latest first. */
  async listFailures(actor: Actor, after?: AfterFailure): Promise<FailedMessage[]> {
    const page = { after: after ?? null, most: FAILURE_PAGE };
    const rows = await listFailedMessages(this.reader, desksWatchedBy(actor), readableRequests(actor), page);
    return rows.map(({ nextId, requestId, number, ...row }) => ({
      ...row,
      sentAgain: nextId !== null,
      request: requestId && number ? { id: requestId, number } : null,
    }));
  }
}
