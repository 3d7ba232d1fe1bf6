import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { MESSAGE_CHANNELS } from '../../../foundation/platform/outbox/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { AfterFailure, MessageCount } from '../persistence/sent-messages.queries.js';
import { FAILURE_PAGE, MOST_MESSAGES_COUNTED, type FailedMessage } from '../sent-messages.js';

const STATES = ['waiting', 'to_do', 'printed', 'handed_over', 'kept', 'failed'] as const;

export interface SentData {
  readonly counts: readonly MessageCount[];
  readonly failures: readonly FailedMessage[];
  readonly after: AfterFailure | undefined;
}

/** A kind of message that has no words in the catalogue is shown by its code. */
const kindWords = ({ t, has }: Translator, kind: string): string =>
  has(`mail.${kind}.title`) ? t(`mail.${kind}.title`) : kind;

@Injectable()
export class SentMessagesPresenter {
  constructor(private readonly territory: Territory) {}

  model(words: Translator, { counts, failures, after }: SentData): Record<string, unknown> {
    const { t, number } = words;
    const last = failures.at(-1);
    return {
      title: t('mailroom.sent.title'),
      capped: counts.some(({ count }) => count >= MOST_MESSAGES_COUNTED)
        ? t('mailroom.sent.capped', { count: number(MOST_MESSAGES_COUNTED) })
        : null,
      counts: this.countsTable(words, counts),
      failures: this.failures(words, failures),
      start: after ? '/messages' : null,
      next: failures.length === FAILURE_PAGE && last ? `/messages?apres=${last.failedAt}~${last.id}` : null,
    };
  }

  private countsTable({ t, number }: Translator, counts: readonly MessageCount[]): Record<string, unknown> {
    const of = (channel: string, state: string): string | 0 => {
      const count = counts.find((known) => known.channel === channel && known.state === state)?.count ?? 0;
      return count > 0 ? number(count) : 0;
    };
    return {
      caption: t('mailroom.sent.counts'),
      columns: [
        { text: t('mailroom.column.state') },
        ...MESSAGE_CHANNELS.map((channel) => ({ text: t(`mailroom.channel.${channel}`), numeric: true })),
      ],
      rows: STATES.map((state) => [
        t(`mailroom.sentState.${state}`),
        ...MESSAGE_CHANNELS.map((channel) => of(channel, state)),
      ]),
    };
  }

  private failures(words: Translator, failures: readonly FailedMessage[]): Record<string, unknown> {
    const { t, shortInstant } = words;
    return {
      caption: t('mailroom.sent.failures'),
      empty: t('mailroom.sent.noFailure'),
      columns: ['message', 'concerns', 'after', 'reason', 'failedAt'].map((name) => ({
        text: t(`mailroom.column.${name}`),
      })),
      rows: failures.map((failure) => [
        { text: kindWords(words, failure.kind), hint: t(`mailroom.channel.${failure.channel}`) },
        failure.request
          ? { text: failure.request.number, href: `/rpe/demandes/${failure.request.id}` }
          : this.whose(words, failure.deskId),
        this.next(words, failure),
        {
          text: t(`mailroom.failure.${failure.failure}`),
          ...(failure.failureCode ? { hint: failure.failureCode } : {}),
        },
        shortInstant(failure.failedAt),
      ]),
    };
  }

  private whose({ t }: Translator, deskId: string | null): string {
    return deskId === null ? t('mailroom.sent.noDesk') : this.territory.desk(deskId).name;
  }

  /** A link to the family's request for whoever may read it: the words can be sent again there. */
  private next({ t }: Translator, { id, request, sentAgain }: FailedMessage): unknown {
    if (sentAgain) return t('mailroom.sent.sentAgain');
    return request
      ? {
          text: t('mailroom.sent.sendAgain'),
          href: `/rpe/demandes/${request.id}/messages/${id}`,
          label: t('mailroom.sent.sendAgainWhat', { number: request.number }),
        }
      : t('mailroom.sent.open');
  }
}
