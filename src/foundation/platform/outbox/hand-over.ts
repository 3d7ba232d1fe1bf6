import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { addHours, type Instant } from '../../kernel/time.js';
import { Reader, type Tx } from '../database/index.js';
import { JobHandlers, MAX_ATTEMPTS, Queue } from '../queue/index.js';
import { NotTaken, Undeliverable, type Carrier } from './carrier.js';
import { HandedTexts } from './handed-texts.js';
import { HourlySpread } from './hourly-spread.js';
import { MessageLinks } from './message-links.js';
import { Message } from './message.entity.js';
import { DELIVER, Outbox } from './outbox.js';
import { SmsCarrier } from './sms-carrier.js';
import { SmtpCarrier } from './smtp-carrier.js';

/**
 * The tries of one job last about eight hours. Messages are tried for longer, so that a server that is down for a
 * week-end loses none.
 */
const HOURS_TRIED = 48;
const HOURS_BETWEEN = 4;

type Outcome =
  | { readonly end: 'handed_over' | 'kept' | 'later' }
  | { readonly end: 'refused'; readonly code: string | null }
  /** Too many messages of this kind have left for the address in an hour. This one leaves at this moment. */
  | { readonly end: 'in_turn'; readonly at: Instant };

/** The job that hands a message over to its carrier. */
@Injectable()
export class HandOver implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly smtp: SmtpCarrier,
    private readonly sms: SmsCarrier,
    private readonly links: MessageLinks,
    private readonly texts: HandedTexts,
    private readonly spread: HourlySpread,
  ) {}

  onModuleInit(): void {
    this.handlers.register({
      type: DELIVER,
      outside: ({ messageId }: { messageId: string }, { attempt }) => this.send(messageId, attempt),
      handle: (tx, { messageId }, outcome: Outcome) => this.recordOutcome(tx, messageId, outcome),
    });
  }

  private async send(messageId: string, attempt: number): Promise<Outcome> {
    const message = await this.reader.findOne(Message, { id: messageId });
    if (message?.state !== 'waiting') return { end: 'kept' };
    const carrier = this.carrierOf(message);
    if (!carrier && !this.texts.kept) return { end: 'kept' };
    const at = await this.spread.reserveTurn(message);
    if (at !== null) return { end: 'in_turn', at };
    const [filled] = await this.links.fill([message]);
    if (!carrier) {
      this.texts.keepText(filled!.message);
      return { end: 'kept' };
    }
    try {
      await carrier.send(filled!.message);
      return { end: 'handed_over' };
    } catch (error) {
      if (error instanceof Undeliverable || error instanceof NotTaken) {
        await this.links.takeBack(filled!);
        await this.spread.giveBack(message);
      }
      if (error instanceof Undeliverable) return { end: 'refused', code: error.code };
      if (attempt < MAX_ATTEMPTS) throw error;
      return { end: 'later' };
    }
  }

  /** The carrier of a message; null when there is none, as in the demo without a mail server. */
  private carrierOf({ channel }: Message): Carrier | null {
    const carrier = channel === 'email' ? this.smtp : this.sms;
    return carrier.configured ? carrier : null;
  }

  private async recordOutcome(tx: Tx, messageId: string, outcome: Outcome): Promise<void> {
    const message = await tx.lock(Message, { id: messageId });
    if (message?.state !== 'waiting') return;
    if (outcome.end === 'refused') return this.outbox.recordFailure(tx, message, 'refused', outcome.code);
    if (outcome.end === 'in_turn') return this.queue.plan(tx, DELIVER, { messageId }, { at: outcome.at });
    if (outcome.end !== 'later') return this.outbox.recordHandOver(tx, message, outcome.end);
    const now = this.clock.now();
    if (now >= addHours(message.createdAt, HOURS_TRIED)) return this.outbox.recordFailure(tx, message, 'gave_up', null);
    await this.queue.plan(tx, DELIVER, { messageId }, { at: addHours(now, HOURS_BETWEEN) });
  }
}
