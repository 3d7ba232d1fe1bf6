import { Injectable } from '@nestjs/common';
import { readableRequests } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import { addHours } from '../kernel/time.js';
import { Reader } from '../platform/database/index.js';
import { grantsFor, Permission, type Actor } from '../platform/security/index.js';
import {
  countMessages,
  listFailedMessages,
  type AfterFailure,
  type FailedRow,
  type MessageCount,
  type MessageScope,
} from './persistence/sent-messages.queries.js';

export const FAILURE_PAGE = 50;
/** Beyond, nobody reads the figure: counting stops. */
export const MOST_MESSAGES_COUNTED = 10_000;
const DAYS_COUNTED = 30;

/** A message that reached nobody: nothing of what it says, nor of where it went. */
export interface FailedMessage extends Omit<FailedRow, 'nextId' | 'requestId' | 'number'> {
  /** The same words left again. */
  readonly sentAgain: boolean;
  /**
   * The request the actor may read, and the number of its dossier; null for whom it does not concern, and when the
   * message was emptied.
   */
  readonly request: { readonly id: Id; readonly number: string } | null;
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

  private scopeOf(actor: Actor): MessageScope {
    const grants = grantsFor(actor, Permission.WatchMessages);
    return grants.some(({ role }) => role === 'administrator') ? null : grants.flatMap(({ deskId }) => deskId ?? []);
  }

  /**
   * Messages that wait, however old, and what became of those of the last thirty days; the latest {@link
   * MOST_MESSAGES_COUNTED} of each.
   */
  counts(actor: Actor): Promise<MessageCount[]> {
    const since = addHours(this.clock.now(), -24 * DAYS_COUNTED);
    return countMessages(this.reader, this.scopeOf(actor), { since, most: MOST_MESSAGES_COUNTED });
  }

  /** At most {@link FAILURE_PAGE}, latest first. */
  async failures(actor: Actor, after?: AfterFailure): Promise<FailedMessage[]> {
    const page = { after: after ?? null, most: FAILURE_PAGE };
    const rows = await listFailedMessages(this.reader, this.scopeOf(actor), readableRequests(actor), page);
    return rows.map(({ nextId, requestId, number, ...row }) => ({
      ...row,
      sentAgain: nextId !== null,
      request: requestId && number ? { id: requestId, number } : null,
    }));
  }
}
