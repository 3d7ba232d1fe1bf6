import type { Message } from './message.entity.js';

/**
 * What takes messages of one channel out of the house. The message is as it leaves the house, its link in it.
 * Trying again after any other error than {@link Undeliverable} may help.
 */
export interface Carrier {
  /** @throws Undeliverable when it will never be taken */
  send(message: Message): Promise<void>;
}

/**
 * Not taken, and certain to have reached nobody; trying again later may help. After any other error the other side may
 * have taken it.
 */
export class NotTaken extends Error {}

/** Refused for good: this recipient, or this message to this recipient. */
export class Undeliverable extends Error {
  constructor(
    /** What the other side said, as a number. */
    readonly code: string | null,
  ) {
    super(`undeliverable: ${code ?? 'no code'}`);
  }
}
