import type { Message } from './message.entity.js';

/**
 * Takes the messages of one channel out of the platform. A message already has its link. After any error other than
 * {@link Undeliverable}, trying again may help.
 */
export interface Carrier {
  /** @throws Undeliverable when the message will never be accepted */
  send(message: Message): Promise<void>;
}

/**
 * The message was not accepted and certainly reached nobody; trying again later may help. After any other error, the
 * message may have left.
 */
export class NotTaken extends Error {}

/** The recipient, or this message to this recipient, is refused for good. */
export class Undeliverable extends Error {
  constructor(
    /** The answer of the other side, in numbers. */
    readonly code: string | null,
  ) {
    super(`undeliverable: ${code ?? 'no code'}`);
  }
}
